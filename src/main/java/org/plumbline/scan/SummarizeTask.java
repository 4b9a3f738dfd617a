package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Block;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.DesignRows;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tile;
import org.plumbline.table.BlockReader;
import org.plumbline.table.Snapshot;

/**
 * Statistics of pieces of files: what a task of the pass does, with one reader and collector of
 * each kind.
 */
final class SummarizeTask implements Pass.Work<SummarizeTask.Found> {

  @Serial private static final long serialVersionUID = 1;

  /** A group's moments, or sums by level, in their stored form, which is small to send. */
  @SuppressWarnings("ArrayRecordComponent") // bytes that are only passed on, never compared
  record EncodedGroup(Group group, byte[] value) implements Serializable {}

  /**
   * Whether a piece's sums by level go to the driver by themselves, or within those of the task.
   */
  enum LevelsPlace {
    BY_PIECE,
    POOLED
  }

  /**
   * The groups of one piece.
   *
   * @param index of the piece's file
   * @param levels none where they are pooled
   * @param rows read, before the row rule
   */
  record PieceStatistics(
      int index,
      List<EncodedGroup> moments,
      LevelsPlace place,
      List<EncodedGroup> levels,
      long rows,
      long bytesRead)
      implements Serializable {}

  /**
   * @param pooled sums by level over the pieces where they are pooled
   */
  record Found(List<PieceStatistics> pieces, List<EncodedGroup> pooled, KernelInfo kernel)
      implements Serializable {}

  private final Snapshot snapshot;
  private final Design design;
  private final Precision precision;
  private final LevelLimits limits;
  private final long mostLevelDoubles;

  /**
   * @param mostLevelDoubles of a piece whose sums by level go to the driver by themselves
   */
  SummarizeTask(
      Snapshot snapshot,
      Design design,
      Precision precision,
      DayRange window,
      long mostLevelDoubles) {
    this.snapshot = snapshot.withoutFiles();
    this.design = design;
    this.precision = precision;
    this.limits = new LevelLimits(design, window, snapshot.label());
    this.mostLevelDoubles = mostLevelDoubles;
  }

  @Override
  public Found of(List<Piece> pieces, Configuration hadoop) {
    return new Reading(hadoop).of(pieces);
  }

  /** A task at work. */
  private final class Reading {
    private final Configuration hadoop;
    private final Tile tile = Tile.fastest();
    private final DesignRows rows = new DesignRows(design, Schemas.of(snapshot, design.columns()));
    private final RowCollector collector = new RowCollector(design, precision, tile);
    private final StorageWorth worth = new StorageWorth(snapshot, design);
    private final LevelTotals pool = new LevelTotals(LevelColumns.layout(design));

    Reading(Configuration hadoop) {
      this.hadoop = hadoop;
    }

    Found of(List<Piece> pieces) {
      List<PieceStatistics> found = new ArrayList<>();
      for (Piece piece : pieces) {
        found.add(summarize(piece));
      }
      return new Found(found, pool.encode(), tile.info());
    }

    private PieceStatistics summarize(Piece piece) {
      SortedMap<Group, Moments> moments = new TreeMap<>();
      long read = 0;
      try (BlockReader reader =
          BlockReader.open(snapshot, piece.file(), design.columns(), piece.range(), hadoop)) {
        while (reader.next()) {
          Block block = reader.block();
          read += block.rows();
          rows.take(block);
          collector.add(rows, block.rows());
          limits.check(collector.levels());
          if (block.endsRowGroup()) {
            collector
                .endRowGroup()
                .forEach((group, more) -> moments.merge(group, more, Moments::plus));
          }
        }
        SortedMap<Group, Levels> levels = collector.endLevels();
        boolean few = levels.values().stream().mapToLong(Levels::doubles).sum() <= mostLevelDoubles;
        boolean byPiece = few && worth.pays(levels, read);
        if (!byPiece) {
          pool.add(levels);
        }
        return new PieceStatistics(
            piece.index(),
            encoded(moments, Moments::encode),
            byPiece ? LevelsPlace.BY_PIECE : LevelsPlace.POOLED,
            byPiece ? encoded(levels, Levels::encode) : List.of(),
            read,
            reader.bytesRead());
      }
    }
  }

  private static <V> List<EncodedGroup> encoded(
      Map<Group, V> values, Function<V, byte[]> encoding) {
    List<EncodedGroup> encoded = new ArrayList<>();
    values.forEach((group, value) -> encoded.add(new EncodedGroup(group, encoding.apply(value))));
    return encoded;
  }
}
