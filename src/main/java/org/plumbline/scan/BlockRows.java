package org.plumbline.scan;

import java.util.Arrays;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;

/** Some rows of a block, in order. */
@SuppressWarnings("ArrayRecordComponent") // lives for one block, never compared
record BlockRows(int[] rows, int count) {

  /** The rows of a column; the column itself where they are all of its first {@code of} rows. */
  Column of(Column column, int of) {
    if (count == of) {
      return column;
    }
    Missing missing = missing(column.missing());
    if (column instanceof DoubleColumn doubles) {
      double[] values = new double[count];
      Arrays.setAll(values, row -> doubles.values()[rows[row]]);
      return new DoubleColumn(doubles.type(), values, missing);
    }
    if (column instanceof LongColumn longs) {
      long[] values = new long[count];
      Arrays.setAll(values, row -> longs.values()[rows[row]]);
      return new LongColumn(longs.type(), values, missing);
    }
    BytesColumn bytes = (BytesColumn) column;
    int[] codes = new int[count];
    Arrays.setAll(codes, row -> bytes.codes()[rows[row]]);
    return new BytesColumn(bytes.type(), codes, bytes.dictionary(), missing);
  }

  private Missing missing(Missing all) {
    if (!all.any()) {
      return Missing.NONE;
    }
    boolean[] flags = new boolean[count];
    int missing = 0;
    for (int row = 0; row < count; row++) {
      flags[row] = all.at(rows[row]);
      missing += flags[row] ? 1 : 0;
    }
    return Missing.of(flags, missing);
  }
}
