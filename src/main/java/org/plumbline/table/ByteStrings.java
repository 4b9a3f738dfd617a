package org.plumbline.table;

import java.util.Arrays;
import org.plumbline.columns.Dictionary;

/** A {@link Dictionary} that grows: byte strings one behind the other. */
final class ByteStrings {

  private byte[] bytes = new byte[1024];
  private int[] offsets = new int[64];
  private int size;
  private Dictionary view;

  int size() {
    return size;
  }

  /** Forgets the entries from {@code newSize} on. */
  void truncate(int newSize) {
    if (newSize != size) {
      size = newSize;
      view = null;
    }
  }

  /** Adds an entry and gives its code. */
  int add(byte[] source, int from, int length) {
    int start = reserve(length);
    System.arraycopy(source, from, bytes, start, length);
    return size - 1;
  }

  /** Makes room for an entry and gives where it starts. */
  private int reserve(int length) {
    int start = offsets[size];
    int end = Math.addExact(start, length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, grown(bytes.length, end));
    }
    if (size + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, grown(offsets.length, size + 2));
    }
    size++;
    offsets[size] = end;
    view = null;
    return start;
  }

  private static int grown(int length, int needed) {
    return (int) Math.max(needed, Math.min(2L * length, Integer.MAX_VALUE - 8));
  }

  /** The entries so far; the same object as long as they are the same. */
  Dictionary view() {
    if (view == null) {
      view = new Dictionary(bytes, offsets, size);
    }
    return view;
  }
}
