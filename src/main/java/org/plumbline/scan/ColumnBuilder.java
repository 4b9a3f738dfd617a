package org.plumbline.scan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;

/** Makes a column of a small block value by value. */
final class ColumnBuilder {

  private final ColumnType type;
  private final boolean[] nulls;
  private final long[] longs;
  private final int[] offsets;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int rows;
  private int missing;

  /**
   * @param type of a {@link LongColumn} or a {@link BytesColumn}
   */
  ColumnBuilder(ColumnType type, int capacity) {
    this.type = type;
    this.nulls = new boolean[capacity];
    this.longs = new long[capacity];
    this.offsets = new int[capacity + 1];
  }

  void add(long value) {
    longs[rows] = value;
    next();
  }

  void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  void add(byte[] value) {
    bytes.writeBytes(value);
    next();
  }

  void addNull() {
    nulls[rows] = true;
    missing++;
    next();
  }

  private void next() {
    rows++;
    offsets[rows] = bytes.size();
  }

  Column build() {
    Missing mask = Missing.of(nulls, missing);
    if (type instanceof ColumnType.Text || type instanceof ColumnType.Bytes) {
      int[] codes = new int[rows];
      Arrays.setAll(codes, row -> row);
      return new BytesColumn(type, codes, new Dictionary(bytes.toByteArray(), offsets, rows), mask);
    }
    return new LongColumn(type, longs, mask);
  }
}
