package org.plumbline.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

/** Blocks from and to lists of plain values, null for missing: for tests. */
final class Blocks {

  private Blocks() {}

  static Block of(Schema schema, List<List<?>> values) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      columns.add(column(schema.fields().get(i).type(), values.get(i)));
    }
    return new Block(schema, values.get(0).size(), 0, true, columns);
  }

  static Column column(ColumnType type, List<?> values) {
    boolean[] flags = new boolean[values.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = values.get(i) == null;
    }
    Missing missing = Missing.of(flags, (int) values.stream().filter(Objects::isNull).count());
    if (type instanceof ColumnType.Floating) {
      return new DoubleColumn(
          type,
          values.stream().mapToDouble(v -> v == null ? 0 : ((Number) v).doubleValue()).toArray(),
          missing);
    } else if (values.stream().anyMatch(v -> v instanceof String || v instanceof BigInteger)) {
      return bytes(type, values, missing);
    }
    return new LongColumn(
        type,
        values.stream().mapToLong(v -> v == null ? 0 : ((Number) v).longValue()).toArray(),
        missing);
  }

  private static BytesColumn bytes(ColumnType type, List<?> values, Missing missing) {
    List<?> distinct = values.stream().filter(Objects::nonNull).distinct().toList();
    int[] codes = values.stream().mapToInt(v -> Math.max(0, distinct.indexOf(v))).toArray();
    byte[][] entries = distinct.stream().map(Blocks::encoded).toArray(byte[][]::new);
    int[] offsets = new int[entries.length + 1];
    for (int i = 0; i < entries.length; i++) {
      offsets[i + 1] = offsets[i] + entries[i].length;
    }
    byte[] all = new byte[offsets[entries.length]];
    for (int i = 0; i < entries.length; i++) {
      System.arraycopy(entries[i], 0, all, offsets[i], entries[i].length);
    }
    return new BytesColumn(type, codes, new Dictionary(all, offsets, entries.length), missing);
  }

  private static byte[] encoded(Object value) {
    return value instanceof BigInteger number
        ? number.toByteArray()
        : ((String) value).getBytes(StandardCharsets.UTF_8);
  }

  /** The rows of a file of a table, as lists of Long, Double, String, BigDecimal or null. */
  static List<List<Object>> read(Snapshot snapshot, DataFile file, List<String> columns) {
    List<List<Object>> rows = new ArrayList<>();
    try (BlockReader reader =
        BlockReader.open(snapshot, file, columns, ByteRange.ALL, new Configuration())) {
      while (reader.next()) {
        Block block = reader.block();
        for (int row = 0; row < block.rows(); row++) {
          List<Object> values = new ArrayList<>();
          for (Column column : block.columns()) {
            values.add(value(column, row));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  /** The rows of all files of a table. */
  static List<List<Object>> read(Snapshot snapshot, List<String> columns) {
    List<List<Object>> rows = new ArrayList<>();
    snapshot.files().forEach(file -> rows.addAll(read(snapshot, file, columns)));
    return rows;
  }

  private static Object value(Column column, int row) {
    if (column.missing().at(row)) {
      return null;
    } else if (column instanceof LongColumn longs) {
      return longs.values()[row];
    } else if (column instanceof DoubleColumn doubles) {
      return doubles.values()[row];
    }
    BytesColumn bytes = (BytesColumn) column;
    return bytes.type() instanceof ColumnType.Decimal decimal
        ? new BigDecimal(
            new BigInteger(bytes.dictionary().entry(bytes.codes()[row])), decimal.scale())
        : bytes.dictionary().text(bytes.codes()[row]);
  }

  static Field field(String name, ColumnType type) {
    return new Field(name, type);
  }
}
