package org.plumbline.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Schema;

/** Writes Parquet files by parquet-java, row by row, and reads files back through our reader. */
final class ParquetFiles {

  static final Configuration HADOOP = new Configuration(false);

  private ParquetFiles() {}

  /** What a test sets of a writer. */
  interface Settings extends Consumer<ExampleParquetWriter.Builder> {}

  /** Writes rows 0 … rows − 1, each filled by its number. */
  static Path write(
      Path file, String message, int rows, Settings settings, ObjIntConsumer<Group> fill) {
    MessageType type = MessageTypeParser.parseMessageType(message);
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(type);
    settings.accept(builder);
    SimpleGroupFactory groups = new SimpleGroupFactory(type);
    try (ParquetWriter<Group> writer = builder.build()) {
      for (int row = 0; row < rows; row++) {
        Group group = groups.newGroup();
        fill.accept(group, row);
        writer.write(group);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  static DataFile dataFile(Path file, Map<String, Optional<String>> partition) {
    try {
      return new DataFile(
          file.getFileName().toString(),
          Files.size(file),
          Files.getLastModifiedTime(file).toMillis(),
          Optional.empty(),
          Optional.empty(),
          partition,
          OptionalLong.empty(),
          Map.of(),
          Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Snapshot table(Path file, Schema schema, List<String> partitionColumns) {
    return new Snapshot(
        TableFormat.PARQUET,
        file.toAbsolutePath().getParent().toUri().toString(),
        "test",
        OptionalLong.empty(),
        schema,
        partitionColumns,
        List.of());
  }

  /** A table with the columns that its one file has. */
  static Snapshot table(Path file) {
    return table(file, Footer.read(file.toUri().toString(), HADOOP).schema().flat(), List.of());
  }

  static BlockReader open(Path file, List<String> columns) {
    return open(table(file), file, columns);
  }

  static BlockReader open(Snapshot table, Path file, List<String> columns) {
    return BlockReader.open(table, dataFile(file, Map.of()), columns, ByteRange.ALL, HADOOP);
  }

  /** All values of all columns of a file, see {@link #value}. */
  static Map<String, List<Object>> read(Path file) {
    try (BlockReader reader = open(file, table(file).schema().names())) {
      return drain(reader);
    }
  }

  /** The values of all blocks that are left, by column. */
  static Map<String, List<Object>> drain(BlockReader reader) {
    Map<String, List<Object>> all = new LinkedHashMap<>();
    while (reader.next()) {
      Block block = reader.block();
      for (int i = 0; i < block.columns().size(); i++) {
        List<Object> values =
            all.computeIfAbsent(block.schema().fields().get(i).name(), name -> new ArrayList<>());
        for (int row = 0; row < block.rows(); row++) {
          values.add(value(block.columns().get(i), row));
        }
      }
    }
    return all;
  }

  /** A Long, Double, String (text), list of bytes, or null. */
  static Object value(Column column, int row) {
    if (column.missing().at(row)) {
      return null;
    }
    if (column instanceof LongColumn longs) {
      return longs.values()[row];
    }
    if (column instanceof DoubleColumn doubles) {
      return doubles.values()[row];
    }
    BytesColumn bytes = (BytesColumn) column;
    return bytes.type() instanceof ColumnType.Text
        ? bytes.dictionary().text(bytes.codes()[row])
        : bytes(bytes.dictionary().entry(bytes.codes()[row]));
  }

  /** A big-endian number from the value of a column of bytes. */
  @SuppressWarnings("unchecked")
  static BigInteger number(Object value) {
    List<Byte> bytes = (List<Byte>) value;
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = bytes.get(i);
    }
    return new BigInteger(array);
  }

  static List<Byte> bytes(byte[] array) {
    List<Byte> list = new ArrayList<>();
    for (byte value : array) {
      list.add(value);
    }
    return list;
  }
}
