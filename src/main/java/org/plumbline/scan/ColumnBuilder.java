package org.plumbline.scan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final List<byte[]> values = new ArrayList<>();
  private int rows;
  private int missing;
  private int length;

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
    values.add(value);
    length = Math.addExact(length, value.length);
    next();
  }

  void addNull() {
    nulls[rows] = true;
    missing++;
    next();
  }

  private void next() {
    rows++;
    offsets[rows] = length;
  }

  Column build() {
    Missing mask = Missing.of(nulls, missing);
    if (type instanceof ColumnType.Text || type instanceof ColumnType.Bytes) {
      int[] codes = new int[rows];
      Arrays.setAll(codes, row -> row);
      return new BytesColumn(type, codes, new Dictionary(together(), offsets, rows), mask);
    }
    return new LongColumn(type, longs, mask);
  }

  private byte[] together() {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    values.forEach(bytes::put);
    return bytes.array();
  }
}
