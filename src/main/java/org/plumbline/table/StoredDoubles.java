package org.plumbline.table;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.plumbline.columns.Block;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.Missing;

/** A stored column of floats or doubles. */
final class StoredDoubles extends StoredColumn {

  private final ColumnType type;
  private final DoubleForm form;
  private final double[] values = new double[Block.MAX_ROWS];
  private double[] dictionary = new double[0];

  StoredDoubles(ColumnDescriptor descriptor, ColumnType type, DoubleForm form) {
    super(descriptor);
    this.type = type;
    this.form = form;
  }

  @Override
  void startChunk() {
    dictionary = new double[0];
  }

  @Override
  void startDictionary(PageBytes page, int size) {
    dictionary = new double[size]; // of this size, so that a code beyond it is refused
    form.plain(page, dictionary, 0, size);
  }

  @Override
  void plain(PageBytes page, int at, int n) {
    form.plain(page, values, at, n);
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
      values[row] = present(dictionary[codes[next]], here);
      next += here;
    }
  }

  @Override
  void spread(boolean[] missing, int at, int n, int present) {
    int next = at + present;
    for (int row = at + n - 1; row >= at; row--) {
      int here = missing[row] ? 0 : 1;
      next -= here;
      values[row] = present(values[next], here);
    }
  }

  /** The value, or 0 where it is not here: by its bits, since it may be NaN. */
  private static double present(double value, int here) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(value) & -(long) here);
  }

  @Override
  Column column(Missing missing) {
    return new DoubleColumn(type, values, missing);
  }
}
