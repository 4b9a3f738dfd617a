package org.plumbline.table;

import java.util.Arrays;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;

/** A column with one value in every row of a file: that of its partition, or none at all. */
record Constant(Column column) implements ColumnSource {

  static Constant of(ColumnType type, long value) {
    long[] values = new long[Block.MAX_ROWS];
    Arrays.fill(values, value);
    return new Constant(new LongColumn(type, values, Missing.NONE));
  }

  static Constant of(ColumnType type, double value) {
    double[] values = new double[Block.MAX_ROWS];
    Arrays.fill(values, value);
    return new Constant(new DoubleColumn(type, values, Missing.NONE));
  }

  static Constant of(ColumnType type, byte[] value) {
    Dictionary dictionary = new Dictionary(value, new int[] {0, value.length}, 1);
    return new Constant(new BytesColumn(type, new int[Block.MAX_ROWS], dictionary, Missing.NONE));
  }

  static ColumnSource missing(ColumnType type) {
    boolean[] flags = new boolean[Block.MAX_ROWS];
    Arrays.fill(flags, true);
    return switch (carrier(type)) {
      case LONGS -> {
        long[] values = new long[Block.MAX_ROWS];
        yield rows -> new LongColumn(type, values, Missing.of(flags, rows));
      }
      case DOUBLES -> {
        double[] values = new double[Block.MAX_ROWS];
        yield rows -> new DoubleColumn(type, values, Missing.of(flags, rows));
      }
      case BYTES -> {
        int[] codes = new int[Block.MAX_ROWS];
        Dictionary none = new Dictionary(new byte[0], new int[] {0, 0}, 1);
        yield rows -> new BytesColumn(type, codes, none, Missing.of(flags, rows));
      }
    };
  }

  @Override
  public Column read(int rows) {
    return column;
  }

  private enum Carrier {
    LONGS,
    DOUBLES,
    BYTES
  }

  private static Carrier carrier(ColumnType type) {
    if (type instanceof ColumnType.Floating) {
      return Carrier.DOUBLES;
    }
    boolean bytes =
        type instanceof ColumnType.Text
            || type instanceof ColumnType.Bytes
            || (type instanceof ColumnType.Decimal decimal
                && decimal.precision() > ColumnType.Decimal.LONG_DIGITS);
    return bytes ? Carrier.BYTES : Carrier.LONGS;
  }
}
