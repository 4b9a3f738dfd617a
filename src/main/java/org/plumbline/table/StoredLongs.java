package org.plumbline.table;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.plumbline.columns.Block;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;

/** A stored column of whole numbers, unscaled decimals, booleans, dates or timestamps. */
final class StoredLongs extends StoredColumn {

  private static final long[] FLAGS = {0, 1};

  private final ColumnType type;
  private final LongForm form;
  private final LongStep step;
  private final long[] values = new long[Block.MAX_ROWS];
  private long[] dictionary = new long[0];

  StoredLongs(ColumnDescriptor descriptor, ColumnType type, LongForm form, LongStep step) {
    super(descriptor);
    this.type = type;
    this.form = form;
    this.step = step;
  }

  @Override
  void startChunk() {
    dictionary = new long[0];
  }

  @Override
  void startDictionary(PageBytes page, int size) {
    dictionary = new long[size]; // of this size, so that a code beyond it is refused
    form.plain(page, dictionary, 0, size);
    step.apply(dictionary, 0, size);
  }

  @Override
  void startFlags() {
    if (!(form instanceof LongForm.Bool)) {
      super.startFlags();
    }
    dictionary = FLAGS;
  }

  @Override
  void plain(PageBytes page, int at, int n) {
    form.plain(page, values, at, n);
    step.apply(values, at, at + n);
  }

  @Override
  void lookUp(int[] codes, int at, int n) {
    for (int i = 0; i < n; i++) {
      values[at + i] = dictionary[codes[i]];
    }
  }

  @Override
  void lookUpPresent(int[] codes, boolean[] missing, int at, int n) {
    if (dictionary.length == 0) { // no row has a value
      Arrays.fill(values, at, at + n, 0);
      return;
    }
    int next = 0;
    for (int row = at; row < at + n; row++) {
      int here = missing[row] ? 0 : 1;
      values[row] = dictionary[codes[next]] & -(long) here;
      next += here;
    }
  }

  @Override
  void spread(boolean[] missing, int at, int n, int present) {
    int next = at + present;
    for (int row = at + n - 1; row >= at; row--) {
      int here = missing[row] ? 0 : 1;
      next -= here;
      values[row] = values[next] & -here;
    }
  }

  @Override
  Column column(Missing missing) {
    return new LongColumn(type, values, missing);
  }
}
