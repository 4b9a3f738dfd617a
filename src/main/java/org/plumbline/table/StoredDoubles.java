package org.plumbline.table;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.values.ValuesReader;
import org.plumbline.columns.Block;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.Missing;

/** A stored column of floats or doubles. */
final class StoredDoubles extends StoredColumn {

  /** A page's values. */
  private interface Source {
    void read(double[] into, int at, int n);
  }

  private final ColumnType type;
  private final DoubleForm form;
  private final double[] values = new double[Block.MAX_ROWS];
  private int[] codes = new int[0]; // made with the first dictionary
  private double[] dictionary = new double[0];
  private Source source = (into, at, n) -> {};

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
  void startPlain(PageBytes page) {
    source = (into, at, n) -> form.plain(page, into, at, n);
  }

  @Override
  void startCodes(RunLengths page) {
    if (codes.length == 0) {
      codes = new int[Block.MAX_ROWS];
    }
    source =
        (into, at, n) -> {
          page.read(codes, 0, n);
          for (int i = 0; i < n; i++) {
            into[at + i] = dictionary[codes[i]];
          }
        };
  }

  @Override
  void startOther(ValuesReader page) {
    source =
        (into, at, n) -> {
          for (int i = 0; i < n; i++) {
            into[at + i] = form.next(page);
          }
        };
  }

  @Override
  void decode(int at, int n) {
    source.read(values, at, n);
  }

  /**
   * As {@link StoredLongs#spread}. A missing row's value is cleared by its bits, since the value it
   * met may be NaN.
   */
  @Override
  void spread(boolean[] missing, int at, int n, int present) {
    int next = at + present;
    for (int row = at + n - 1; row >= at; row--) {
      int here = missing[row] ? 0 : 1;
      next -= here;
      values[row] =
          Double.longBitsToDouble(Double.doubleToRawLongBits(values[next]) & -(long) here);
    }
  }

  @Override
  Column column(Missing missing) {
    return new DoubleColumn(type, values, missing);
  }
}
