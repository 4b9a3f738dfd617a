package org.plumbline.features;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.Field;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;
import org.plumbline.columns.Schema;

/** Makes blocks from values; null is missing. */
final class Blocks {

  static final ColumnType LONG = new ColumnType.Whole(64, true);
  static final ColumnType DOUBLE = new ColumnType.Floating(64);
  static final ColumnType TEXT = new ColumnType.Text();
  static final ColumnType DATE = new ColumnType.Date();
  static final ColumnType BOOL = new ColumnType.Bool();
  static final ColumnType ZONED = new ColumnType.Timestamp(true);
  static final ColumnType LOCAL = new ColumnType.Timestamp(false);

  private final List<Field> fields = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private int rows;

  Blocks doubles(String name, Double... values) {
    double[] array = new double[values.length];
    for (int row = 0; row < values.length; row++) {
      array[row] = values[row] == null ? -1 : values[row];
    }
    return add(name, new DoubleColumn(DOUBLE, array, missing(values)), values.length);
  }

  Blocks longs(String name, ColumnType type, Long... values) {
    long[] array = new long[values.length];
    for (int row = 0; row < values.length; row++) {
      array[row] = values[row] == null ? -1 : values[row];
    }
    return add(name, new LongColumn(type, array, missing(values)), values.length);
  }

  /** Equal values share a code. */
  Blocks texts(String name, String... values) {
    List<String> entries = new ArrayList<>();
    int[] codes = new int[values.length];
    for (int row = 0; row < values.length; row++) {
      String value = values[row] == null ? "" : values[row];
      if (!entries.contains(value)) {
        entries.add(value);
      }
      codes[row] = entries.indexOf(value);
    }
    List<byte[]> bytes =
        entries.stream().map(entry -> entry.getBytes(StandardCharsets.UTF_8)).toList();
    Dictionary dictionary = dictionary(bytes);
    return add(name, new BytesColumn(TEXT, codes, dictionary, missing(values)), values.length);
  }

  /** Every row has an entry of its own. */
  Blocks wideDecimals(String name, ColumnType.Decimal type, BigDecimal... values) {
    List<byte[]> entries = new ArrayList<>();
    for (BigDecimal value : values) {
      entries.add(value == null ? new byte[1] : value.unscaledValue().toByteArray());
    }
    int[] codes = new int[values.length];
    Arrays.setAll(codes, row -> row);
    Dictionary dictionary = dictionary(entries);
    return add(name, new BytesColumn(type, codes, dictionary, missing(values)), values.length);
  }

  Block build() {
    return new Block(new Schema(fields), rows, 0, true, columns);
  }

  private Blocks add(String name, Column column, int length) {
    fields.add(new Field(name, column.type()));
    columns.add(column);
    rows = length;
    return this;
  }

  private static Dictionary dictionary(List<byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] offsets = new int[entries.size() + 1];
    for (int entry = 0; entry < entries.size(); entry++) {
      bytes.writeBytes(entries.get(entry));
      offsets[entry + 1] = bytes.size();
    }
    return new Dictionary(bytes.toByteArray(), offsets, entries.size());
  }

  private static Missing missing(Object[] values) {
    boolean[] flags = new boolean[values.length];
    int count = 0;
    for (int row = 0; row < values.length; row++) {
      flags[row] = values[row] == null;
      count += flags[row] ? 1 : 0;
    }
    return Missing.of(flags, count);
  }
}
