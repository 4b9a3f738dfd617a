package org.plumbline.table;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.values.ValuesReader;
import org.plumbline.columns.Block;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;

/** A stored column of whole numbers, unscaled decimals, booleans, dates or timestamps. */
final class StoredLongs extends StoredColumn {

  /** A page's values. */
  private interface Source {
    void read(long[] into, int at, int n);
  }

  private final ColumnType type;
  private final LongForm form;
  private final LongStep step;
  private final long[] values = new long[Block.MAX_ROWS];
  private int[] codes = new int[0]; // made with the first dictionary
  private long[] dictionary = new long[0];
  private Source source = (into, at, n) -> {};

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
  void startPlain(PageBytes page) {
    source =
        (into, at, n) -> {
          form.plain(page, into, at, n);
          step.apply(into, at, at + n);
        };
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
          step.apply(into, at, at + n);
        };
  }

  @Override
  void decode(int at, int n) {
    source.read(values, at, n);
  }

  /** From the last row on, without branches: a row takes the last value not yet taken. */
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
