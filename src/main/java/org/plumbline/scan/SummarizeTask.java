package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Block;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.DesignRows;
import org.plumbline.features.Inputs;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tally;
import org.plumbline.statistics.Tile;
import org.plumbline.table.BlockSource;
import org.plumbline.table.Snapshot;

/**
 * Statistics of pieces of files: what a task of the pass does, with one reader and collector of
 * each kind.
 */
final class SummarizeTask implements Pass.Work<SummarizeTask.Found> {

  @Serial private static final long serialVersionUID = 1;

  private static final int HOLDOUT = 0;

  /** A group's moments, or sums by level, in their stored form, which is small to send. */
  @SuppressWarnings("ArrayRecordComponent") // bytes that are only passed on, never compared
  record EncodedGroup(Group group, byte[] value) implements Serializable {}

  /** Whether statistics of a piece go to the driver by themselves, or added to those of others. */
  enum Place {
    BY_PIECE,
    POOLED
  }

  /**
   * The groups of one piece.
   *
   * @param index of the piece's file
   * @param moments none where they are pooled
   * @param tallies of the groups of moments that are pooled
   * @param digest of pooled training moments, where the piece is the whole file and has any; else
   *     empty
   * @param levels none where they are pooled
   * @param distributions by day; none unless asked for
   * @param rows read, before the row rule
   */
  record PieceStatistics(
      int index,
      List<EncodedGroup> moments,
      Place ofMoments,
      SortedMap<Group, Tally> tallies,
      String digest,
      List<EncodedGroup> levels,
      Place ofLevels,
      TreeMap<Integer, Distributions> distributions,
      long rows,
      long bytesRead)
      implements Serializable {}

  /**
   * @param pooled what is added up on executors
   */
  record Found(List<PieceStatistics> pieces, List<Pooling.Part> pooled, KernelInfo kernel)
      implements Serializable {}

  private final Snapshot snapshot;
  private final Design design;
  private final Precision precision;
  private final LevelLimits limits;
  private final DayRange window;
  private final Limits most;

  /** None or one: an optional does not serialize. */
  private final List<Inputs> watched;

  /**
   * What goes to the driver by itself.
   *
   * @param levelDoubles of a piece's sums by level, at most
   * @param unstoredMoments where moments of files go that they are not expected to be stored of
   */
  record Limits(long levelDoubles, Place unstoredMoments) implements Serializable {}

  SummarizeTask(ReadPlan plan, Limits most) {
    this.snapshot = plan.snapshot().withoutFiles();
    this.design = plan.design();
    this.precision = plan.precision();
    this.limits = new LevelLimits(design, plan.window(), plan.snapshot().label());
    this.window = plan.window();
    this.most = most;
    this.watched = plan.watched().map(WatchPlan::inputs).stream().toList();
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
    private final List<Pooling.Part> pooled = new ArrayList<>();
    private final NavigableMap<Group, Moments> pooledMoments = new TreeMap<>();
    private final LevelTotals pool = new LevelTotals(LevelColumns.layout(design));
    private final Optional<DistributionCollector> distributions =
        watched.stream()
            .findFirst()
            .map(
                inputs ->
                    new DistributionCollector(inputs, Schemas.of(snapshot, design.columns())));

    Reading(Configuration hadoop) {
      this.hadoop = hadoop;
    }

    Found of(List<Piece> pieces) {
      List<PieceStatistics> found = new ArrayList<>();
      for (Piece piece : pieces) {
        found.add(summarize(piece));
      }
      while (!pooledMoments.isEmpty()) {
        Map.Entry<Group, Moments> each = pooledMoments.pollFirstEntry();
        pooled.add(new Pooling.Part(PoolKey.moments(each.getKey()), each.getValue().encode()));
      }
      pool.encode()
          .forEach(sum -> pooled.add(new Pooling.Part(PoolKey.levels(sum.group()), sum.value())));
      return new Found(found, pooled, tile.info());
    }

    /** A file's pieces agree, for what is asked is known of the file. */
    private Place place(Piece piece, long fileRows) {
      return worth.isNotExpectedToPay(piece.file(), fileRows)
          ? most.unstoredMoments()
          : Place.BY_PIECE;
    }

    /**
     * Adds a piece's moments to those of the task.
     *
     * @return the digest of its training rows where it is the whole file and has any, else empty; a
     *     part of a file sends their sum
     */
    private String pool(Piece piece, SortedMap<Group, Moments> moments) {
      List<Moments> training = new ArrayList<>();
      moments.forEach(
          (group, more) -> {
            pooledMoments.merge(group, more, Moments::plus);
            if (group.fold() != HOLDOUT
                && window.contains(group.day())
                && more.tally().rows() > 0) {
              training.add(more);
            }
          });
      if (training.isEmpty()) {
        return "";
      }
      Moments sum = Moments.sum(design.names(), training);
      if (piece.isWhole()) {
        return sum.digest();
      }
      pooled.add(new Pooling.Part(PoolKey.file(piece.index()), sum.encode()));
      return "";
    }

    /** Takes entry by entry away from what is added: of wide designs two are too many. */
    private static void add(SortedMap<Group, Moments> more, SortedMap<Group, Moments> sums) {
      Iterator<Map.Entry<Group, Moments>> left = more.entrySet().iterator();
      while (left.hasNext()) {
        Map.Entry<Group, Moments> next = left.next();
        sums.merge(next.getKey(), next.getValue(), Moments::plus);
        left.remove();
      }
    }

    private PieceStatistics summarize(Piece piece) {
      SortedMap<Group, Moments> moments = new TreeMap<>();
      long read = 0;
      try (BlockSource reader = piece.open(snapshot, design.columns(), hadoop)) {
        while (reader.next()) {
          Block block = reader.block();
          read += block.rows();
          rows.take(block);
          collector.add(rows, block.rows());
          distributions.ifPresent(each -> each.add(block, rows));
          limits.check(collector.levels());
          if (block.endsRowGroup()) {
            add(collector.endRowGroup(), moments);
          }
        }
        SortedMap<Group, Levels> levels = collector.endLevels();
        long doubles = levels.values().stream().mapToLong(Levels::doubles).sum();
        boolean few = doubles <= most.levelDoubles();
        boolean byPiece = few && worth.pays(levels, read);
        if (!byPiece) {
          pool.add(levels);
        }
        Place ofMoments = place(piece, reader.fileRows());
        SortedMap<Group, Tally> tallies = new TreeMap<>();
        String digest = "";
        if (ofMoments == Place.POOLED) {
          digest = pool(piece, moments);
          moments.forEach((group, more) -> tallies.put(group, more.tally()));
        }
        return new PieceStatistics(
            piece.index(),
            ofMoments == Place.POOLED ? List.of() : encoded(moments, Moments::encode),
            ofMoments,
            tallies,
            digest,
            byPiece ? encoded(levels, Levels::encode) : List.of(),
            byPiece ? Place.BY_PIECE : Place.POOLED,
            distributions.map(each -> new TreeMap<>(each.end())).orElseGet(TreeMap::new),
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
