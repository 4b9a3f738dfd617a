package org.plumbline.app;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
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
import org.plumbline.table.BlockWriter;
import org.plumbline.table.DeltaAppend;
import org.plumbline.table.WrittenFile;

/** A table of a user's own, for tests: each column a function of the row; null is missing. */
final class OwnTable {
  static final ColumnType LONG = new ColumnType.Whole(64, true);
  static final ColumnType DOUBLE = new ColumnType.Floating(64);
  static final ColumnType TEXT = new ColumnType.Text();
  static final ColumnType DATE = new ColumnType.Date();
  static final ColumnType TIMESTAMP = new ColumnType.Timestamp(true);
  static final ColumnType BYTES = new ColumnType.Bytes();

  private final Map<Field, IntFunction<?>> columns = new LinkedHashMap<>();
  private final Configuration hadoop = new Configuration();

  OwnTable with(String name, ColumnType type, IntFunction<?> value) {
    columns.put(new Field(name, type), value);
    return this;
  }

  /** A column on top of {@link #houses}. */
  static OwnTable housesWith(String name, ColumnType type, IntFunction<?> value) {
    return houses().with(name, type, value);
  }

  /** A label that follows from two numbers, all but for some noise. */
  static OwnTable houses() {
    return new OwnTable()
        .with("price", DOUBLE, row -> 1000 + 3 * area(row) + 50 * rooms(row) + noise(row, 1))
        .with("area", DOUBLE, OwnTable::area)
        .with("rooms", LONG, OwnTable::rooms);
  }

  static double area(int row) {
    return 40 + Math.rint(1000 * noise(row, 2)) / 10;
  }

  static long rooms(int row) {
    return 1 + (long) (5 * noise(row, 3));
  }

  /** From 0 to 1, by a multiplicative hash of the row. */
  static double noise(int row, int salt) {
    long mixed = (row + 1) * 0x9E3779B97F4A7C15L ^ salt * 0xC2B2AE3D27D4EB4FL;
    mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1p-53;
  }

  /** Two files of plain Parquet. */
  void parquet(Path folder, int rows) {
    write(folder.resolve("1.parquet"), 0, rows / 2);
    write(folder.resolve("2.parquet"), rows / 2, rows);
  }

  /** One file below a folder named by a partition. */
  void parquetPartition(Path folder, String partition, int from, int to) {
    write(folder.resolve(partition).resolve("1.parquet"), from, to);
  }

  /** Two commits of Delta. */
  void delta(Path folder, int rows) {
    DeltaAppend table = DeltaAppend.create(folder.toUri().toString(), schema(), List.of(), hadoop);
    if (rows == 0) {
      table.append(List.of());
      return;
    }
    WrittenFile first = write(folder.resolve("1.parquet"), 0, rows / 2);
    table.append(List.of(new DeltaAppend.Added(first, Map.of())));
    WrittenFile second = write(folder.resolve("2.parquet"), rows / 2, rows);
    table.append(List.of(new DeltaAppend.Added(second, Map.of())));
  }

  private Schema schema() {
    return new Schema(List.copyOf(columns.keySet()));
  }

  private WrittenFile write(Path file, int from, int to) {
    try (BlockWriter writer = BlockWriter.create(file.toUri().toString(), schema(), hadoop)) {
      for (int start = from; start < to; start += Block.MAX_ROWS) {
        int end = Math.min(to, start + Block.MAX_ROWS);
        writer.write(block(start, end, end == to));
      }
      return writer.finish();
    }
  }

  private Block block(int from, int to, boolean last) {
    List<Column> made = new ArrayList<>();
    columns.forEach((field, value) -> made.add(column(field.type(), value, from, to - from)));
    return new Block(schema(), to - from, from, last, made);
  }

  private static Column column(ColumnType type, IntFunction<?> value, int from, int rows) {
    boolean[] missing = new boolean[rows];
    int gaps = 0;
    long[] longs = new long[rows];
    double[] doubles = new double[rows];
    int[] codes = new int[rows];
    int[] offsets = new int[rows + 1];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      Object found = value.apply(from + row);
      codes[row] = row;
      if (found == null) {
        missing[row] = true;
        gaps++;
      } else if (found instanceof String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      } else {
        longs[row] = ((Number) found).longValue();
        doubles[row] = ((Number) found).doubleValue();
      }
      offsets[row + 1] = bytes.size();
    }
    Missing mask = Missing.of(missing, gaps);
    if (type.equals(TEXT) || type.equals(BYTES)) {
      return new BytesColumn(type, codes, new Dictionary(bytes.toByteArray(), offsets, rows), mask);
    }
    return type.equals(DOUBLE)
        ? new DoubleColumn(type, doubles, mask)
        : new LongColumn(type, longs, mask);
  }
}
