package org.plumbline.scan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Values in runs that make blocks of a handy size, taken one run at a time. */
final class Portions implements Iterator<List<StoredValue>> {

  private static final int GROUPS = 1024;
  private static final long BYTES = 32L << 20;

  private final Iterator<StoredValue> values;

  Portions(Iterator<StoredValue> values) {
    this.values = values;
  }

  @Override
  public boolean hasNext() {
    return values.hasNext();
  }

  @Override
  public List<StoredValue> next() {
    List<StoredValue> portion = new ArrayList<>();
    int groups = 0;
    long bytes = 0;
    do {
      StoredValue value = values.next();
      portion.add(value);
      groups += Math.max(1, value.groups().size());
      bytes += value.bytes();
    } while (groups < GROUPS && bytes < BYTES && values.hasNext());
    return portion;
  }
}
