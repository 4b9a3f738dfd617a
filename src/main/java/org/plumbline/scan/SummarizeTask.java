package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Block;
import org.plumbline.features.Design;
import org.plumbline.features.DesignRows;
import org.plumbline.features.Flaw;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.MomentCollector;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Oddity;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tile;
import org.plumbline.table.BlockReader;
import org.plumbline.table.Snapshot;

/** Statistics of pieces of files: what a task of the pass does, with one reader and collector. */
final class SummarizeTask implements Pass.Work<SummarizeTask.Found> {

  @Serial private static final long serialVersionUID = 1;

  /** A group's moments in their stored form, which is small to send. */
  @SuppressWarnings("ArrayRecordComponent") // bytes that are only passed on, never compared
  record EncodedGroup(Group group, byte[] moments) implements Serializable {}

  /**
   * The groups of one piece.
   *
   * @param index of the piece's file
   * @param rows read, before the row rule
   */
  record PieceStatistics(int index, List<EncodedGroup> groups, long rows, long bytesRead)
      implements Serializable {}

  record Found(List<PieceStatistics> pieces, KernelInfo kernel) implements Serializable {}

  /**
   * Groups take turns after this many rows, or a panel for each: then the rows of a turn are still
   * in the cache when the last group gathers its own from among them.
   */
  private static final int SHORTEST_STRETCH = 1024;

  private static final int ROWS_OF_A_PANEL = 256;

  private final Snapshot snapshot;
  private final Design design;
  private final Precision precision;

  SummarizeTask(Snapshot snapshot, Design design, Precision precision) {
    this.snapshot = snapshot.withoutFiles();
    this.design = design;
    this.precision = precision;
  }

  @Override
  public Found of(List<Piece> pieces, Configuration hadoop) {
    Tile tile = Tile.fastest();
    String weight = design.rule().weight().orElse(MomentCollector.UNNAMED_WEIGHT);
    MomentCollector collector = new MomentCollector(design.names(), weight, precision, tile);
    DesignRows rows = new DesignRows(design, Schemas.of(snapshot, design.columns()));
    List<PieceStatistics> found = new ArrayList<>();
    for (Piece piece : pieces) {
      found.add(summarize(piece, rows, collector, hadoop));
    }
    return new Found(found, tile.info());
  }

  private PieceStatistics summarize(
      Piece piece, DesignRows rows, MomentCollector collector, Configuration hadoop) {
    SortedMap<Group, Moments> groups = new TreeMap<>();
    long read = 0;
    try (BlockReader reader =
        BlockReader.open(snapshot, piece.file(), design.columns(), piece.range(), hadoop)) {
      while (reader.next()) {
        Block block = reader.block();
        read += block.rows();
        collect(block, rows, collector);
        if (block.endsRowGroup()) {
          collector
              .endRowGroup()
              .forEach((group, moments) -> groups.merge(group, moments, Moments::plus));
        }
      }
      return new PieceStatistics(piece.index(), encoded(groups), read, reader.bytesRead());
    }
  }

  private static void collect(Block block, DesignRows rows, MomentCollector collector) {
    rows.take(block);
    int[] next = new int[rows.groups()];
    Arrays.setAll(next, rows::from);
    int stretch = Math.max(SHORTEST_STRETCH, rows.groups() * ROWS_OF_A_PANEL);
    for (int end = stretch; end < block.rows() + stretch; end += stretch) {
      addUpTo(end, rows, next, collector);
    }
    for (int g = 0; g < rows.groups(); g++) {
      if (rows.refused(g) > 0) {
        collector.refuse(group(rows, g), rows.refused(g));
      }
    }
    rows.flaws(
        (fold, day, column, flaw, count) ->
            collector.note(new Group(fold, day), column, oddity(flaw), count));
  }

  /** Adds each group's rows before row {@code end} of the block, from where it was left. */
  private static void addUpTo(int end, DesignRows rows, int[] next, MomentCollector collector) {
    for (int g = 0; g < rows.groups(); g++) {
      int from = next[g];
      int to = from;
      while (to < rows.to(g) && rows.order()[to] < end) {
        to++;
      }
      if (to > from) {
        collector.add(group(rows, g), rows.z(), rows.weights(), rows.order(), from, to);
        next[g] = to;
      }
    }
  }

  private static Group group(DesignRows rows, int index) {
    return new Group(rows.fold(index), rows.day(index));
  }

  private static Oddity oddity(Flaw flaw) {
    return switch (flaw) {
      case NULL -> Oddity.NULL;
      case NAN -> Oddity.NAN;
      case INFINITE -> Oddity.INFINITE;
      case CONVERTED -> Oddity.CONVERTED;
      case NEGATIVE -> Oddity.NEGATIVE;
      case UNSEEN -> throw new IllegalArgumentException("training has every level it has");
    };
  }

  private static List<EncodedGroup> encoded(Map<Group, Moments> groups) {
    List<EncodedGroup> encoded = new ArrayList<>();
    groups.forEach((group, moments) -> encoded.add(new EncodedGroup(group, moments.encode())));
    return encoded;
  }
}
