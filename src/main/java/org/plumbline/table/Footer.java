package org.plumbline.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;

/**
 * What the footer of a Parquet file says, without reading its data.
 *
 * @param file name for messages
 * @param schema the columns as we see them
 * @param rows in all row groups
 * @param ranges least and greatest value by column, where every row group says them
 */
public record Footer(String file, ParquetSchema schema, long rows, Map<String, Range> ranges) {

  /** Least and greatest value of a column, over the rows that are not null. */
  public sealed interface Range {}

  /** Of signed whole numbers, dates (days) and timestamps (microseconds, rounded down). */
  public record LongRange(long least, long greatest) implements Range {}

  /** Of text, in the order of its bytes. Writers may cut long values: these are bounds. */
  public record TextRange(String least, String greatest) implements Range {}

  public Footer {
    ranges = Map.copyOf(ranges);
  }

  /**
   * The footer of a data file of a table.
   *
   * @throws org.plumbline.Failure DATA not a Parquet file, or damaged; MISSING_INPUT gone;
   *     UNSUPPORTED encrypted without keys; IO the storage failed
   */
  public static Footer read(Snapshot snapshot, DataFile file, Configuration hadoop) {
    return read(ParquetSource.of(snapshot, file, hadoop));
  }

  /** The footer of a file by its path. Throws as the other does. */
  public static Footer read(String path, Configuration hadoop) {
    return read(ParquetSource.of(path, hadoop));
  }

  private static Footer read(ParquetSource source) {
    ReadBuffers buffers = ReadBuffers.take();
    try (ParquetPages pages = source.open(buffers)) {
      return of(source.name(), pages.footer());
    } catch (IOException | RuntimeException e) { // parquet-java throws either for damaged files
      throw Unreadable.failure(source.name(), Optional.empty(), e);
    } finally {
      buffers.giveBack();
    }
  }

  static Footer of(String file, ParquetMetadata metadata) {
    List<BlockMetaData> groups = metadata.getBlocks();
    ParquetSchema schema = ParquetSchema.of(metadata.getFileMetaData().getSchema());
    LegacyCalendar calendar = LegacyCalendar.of(metadata.getFileMetaData().getKeyValueMetaData());
    Map<String, Range> ranges = new HashMap<>();
    for (Field field : schema.flat().fields()) {
      PrimitiveType type =
          metadata.getFileMetaData().getSchema().getType(field.name()).asPrimitiveType();
      if (!calendar.concerns(type)) {
        merged(groups, field.name())
            .flatMap(statistics -> range(field.type(), type, statistics))
            .ifPresent(range -> ranges.put(field.name(), range));
      }
    }
    long rows = groups.stream().mapToLong(BlockMetaData::getRowCount).sum();
    return new Footer(file, schema, rows, ranges);
  }

  public Optional<LongRange> longRange(String column) {
    return ranges.get(column) instanceof LongRange range ? Optional.of(range) : Optional.empty();
  }

  public Optional<TextRange> textRange(String column) {
    return ranges.get(column) instanceof TextRange range ? Optional.of(range) : Optional.empty();
  }

  /** The statistics of a column over all row groups, empty where one of them has none. */
  private static Optional<Statistics<?>> merged(List<BlockMetaData> groups, String column) {
    Statistics<?> all = null;
    for (BlockMetaData group : groups) {
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        if (!chunk.getPath().toArray()[0].equals(column)) {
          continue;
        }
        Statistics<?> here = chunk.getStatistics();
        boolean onlyNulls = here != null && here.getNumNulls() == chunk.getValueCount();
        if (onlyNulls) {
          continue;
        }
        if (here == null || !here.hasNonNullValue()) {
          return Optional.empty();
        }
        if (all == null) {
          all = here.copy();
        } else {
          all.mergeStatistics(here);
        }
      }
    }
    return Optional.ofNullable(all);
  }

  private static Optional<Range> range(
      ColumnType column, PrimitiveType type, Statistics<?> statistics) {
    Object least = statistics.genericGetMin();
    Object greatest = statistics.genericGetMax();
    if (column instanceof ColumnType.Text) {
      return Optional.of(
          new TextRange(
              ((Binary) least).toStringUsingUTF8(), ((Binary) greatest).toStringUsingUTF8()));
    }
    boolean whole =
        column instanceof ColumnType.Date
            || column instanceof ColumnType.Timestamp
            || (column instanceof ColumnType.Whole number && number.signed());
    if (!whole || !(least instanceof Number first) || !(greatest instanceof Number last)) {
      return Optional.empty();
    }
    LongStep unit = LongStep.toMicros(type);
    return Optional.of(new LongRange(unit.apply(first.longValue()), unit.apply(last.longValue())));
  }
}
