package org.plumbline.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Block;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.MomentCollector;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tile;
import org.plumbline.table.BlockReader;
import org.plumbline.table.ByteRange;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** The first rows of a table's first file, in memory as columns of doubles, the label last. */
final class MemoryRows {
  private final List<String> columns;
  private final double[][] values;

  private MemoryRows(List<String> columns, double[][] values) {
    this.columns = columns;
    this.values = values;
  }

  static MemoryRows read(Table table, String path, int rows) {
    List<String> columns =
        Stream.concat(Arrays.stream(table.features()), Stream.of(Table.LABEL)).toList();
    Configuration hadoop = new Configuration();
    Snapshot snapshot =
        Snapshots.pin(new TableSource(TableFormat.PARQUET, path, OptionalLong.empty()), hadoop);
    double[][] values = new double[columns.size()][rows];
    int read = 0;
    try (BlockReader reader =
        BlockReader.open(snapshot, snapshot.files().get(0), columns, ByteRange.ALL, hadoop)) {
      while (read < rows && reader.next()) {
        Block block = reader.block();
        int taken = Math.min(block.rows(), rows - read);
        for (int k = 0; k < values.length; k++) {
          double[] column = ((DoubleColumn) block.columns().get(k)).values();
          System.arraycopy(column, 0, values[k], read, taken);
        }
        read += taken;
      }
    }
    if (read < rows) {
      throw new IllegalStateException(path + " holds " + read + " rows, not " + rows);
    }
    return new MemoryRows(columns, values);
  }

  /** Their exact moments, on this thread, a block of columns at a time as a scan hands them on. */
  Moments exactMoments(Tile tile) {
    MomentCollector collector = new MomentCollector(columns, Precision.EXACT, tile);
    Group group = new Group(1, Group.NO_DAY);
    int rows = values[0].length;
    int[] order = IntStream.range(0, rows).toArray();
    for (int from = 0; from < rows; from += Block.MAX_ROWS) {
      int to = Math.min(rows, from + Block.MAX_ROWS);
      collector.add(group, values, new double[0], order, from, to);
    }
    SortedMap<Group, Moments> moments = collector.endRowGroup();
    return moments.get(group);
  }
}
