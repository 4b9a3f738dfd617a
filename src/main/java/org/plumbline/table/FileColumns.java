package org.plumbline.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.MessageType;
import org.plumbline.Failure;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/** The asked columns of a table as one of its files has them: in its name, in its pages, or not. */
final class FileColumns {

  private final Schema schema;
  private final Map<String, ColumnSource> sources = new LinkedHashMap<>();
  private final List<ColumnDescriptor> stored = new ArrayList<>();
  private Optional<String> current = Optional.empty();

  /**
   * @param schema what is asked for, by the table's types
   * @throws Failure DATA a nested column, a type that does not fit the table's, a partition value
   *     that is none of its type; UNSUPPORTED a type that is not served; these name no file
   */
  FileColumns(Snapshot snapshot, DataFile file, Schema schema, FileMetaData metadata) {
    this.schema = schema;
    ParquetSchema inFile = ParquetSchema.of(metadata.getSchema());
    for (Field field : schema.fields()) {
      if (sources.containsKey(field.name())) {
        continue;
      }
      boolean partition = snapshot.partitionColumns().contains(field.name());
      sources.put(
          field.name(),
          partition
              ? PartitionValue.of(
                  file.partition().getOrDefault(field.name(), Optional.empty()), field)
              : source(field, inFile, metadata));
    }
  }

  private ColumnSource source(Field field, ParquetSchema inFile, FileMetaData metadata) {
    ParquetSchema.Refusal refusal = inFile.refused().get(field.name());
    if (refusal != null) {
      throw refusal.failure(field.name());
    }
    Optional<ColumnType> type = inFile.flat().field(field.name()).map(Field::type);
    if (type.isEmpty()) {
      return Constant.missing(field.type());
    }
    MessageType message = metadata.getSchema();
    ColumnDescriptor descriptor = message.getColumnDescription(new String[] {field.name()});
    stored.add(descriptor);
    LegacyCalendar calendar = LegacyCalendar.of(metadata.getKeyValueMetaData());
    return new Conversion(descriptor, type.get(), field.type(), calendar).source();
  }

  Schema schema() {
    return schema;
  }

  /** Those that are in the file's pages, each once. */
  List<ColumnDescriptor> stored() {
    return stored;
  }

  /** The column that was being decoded when something was thrown. */
  Optional<String> current() {
    return current;
  }

  /** Begins a row group. */
  void start(PageReadStore pages) {
    sources.forEach(
        (name, source) -> {
          current = Optional.of(name);
          source.start(pages);
        });
    current = Optional.empty();
  }

  /** The columns over the next rows of the row group, in the order they were asked for. */
  List<Column> read(int rows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    sources.forEach(
        (name, source) -> {
          current = Optional.of(name);
          columns.put(name, source.read(rows));
        });
    current = Optional.empty();
    return schema.fields().stream().map(field -> columns.get(field.name())).toList();
  }
}
