package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;
import org.plumbline.features.ClusterKeys;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.DesignRows;
import org.plumbline.features.LevelCodes;
import org.plumbline.statistics.ClusterCollector;
import org.plumbline.statistics.ClusterSums;
import org.plumbline.statistics.HeteroskedasticCollector;
import org.plumbline.statistics.HeteroskedasticKind;
import org.plumbline.statistics.LevelCollector;
import org.plumbline.statistics.Meat;
import org.plumbline.statistics.Orthogonalization;
import org.plumbline.statistics.Tile;
import org.plumbline.table.Snapshot;

/** Scores of the training rows in pieces of files: what a task of {@link RowScores} does. */
final class RowScoresTask<R extends Serializable> implements Pass.Work<RowScores.Found<R>> {

  @Serial private static final long serialVersionUID = 1;

  private static final int HOLDOUT = 0;

  /** Sums of scores beyond which clusters times terms are refused: 256 MB a task. */
  private static final long MOST_SUMS = 1L << 24;

  /** Rows after which clusters are counted. */
  private static final int STRETCH = 4096;

  /** What becomes of the scores: one a task. */
  interface Sink<R extends Serializable> {
    void block(Block block, DesignRows rows, List<LevelCollector.Codes> codes);

    void add(int[] order, int from, int to);

    R finish();
  }

  /** Makes a task's sink for blocks of a schema. */
  @FunctionalInterface
  interface Sinks<R extends Serializable> extends Serializable {
    Sink<R> of(Schema schema);
  }

  static Sinks<Meat> heteroskedastic(Orthogonalization basis, HeteroskedasticKind kind) {
    return schema -> new Heteroskedastic(basis, kind);
  }

  static Sinks<ClusterSums> clustered(Orthogonalization basis, String column) {
    return schema -> new Clustered(basis, column, schema);
  }

  private final Snapshot snapshot;
  private final Design design;
  private final List<String> columns;
  private final DayRange days;
  private final Sinks<R> sinks;

  RowScoresTask(
      Snapshot snapshot, Design design, List<String> columns, DayRange days, Sinks<R> sinks) {
    this.snapshot = snapshot.withoutFiles();
    this.design = design;
    this.columns = columns;
    this.days = days;
    this.sinks = sinks;
  }

  @Override
  public RowScores.Found<R> of(List<Piece> pieces, Configuration hadoop) {
    Schema schema = Schemas.of(snapshot, columns);
    DesignRows rows = new DesignRows(design, schema);
    Sink<R> sink = sinks.of(schema);
    long bytes =
        new PieceBlocks(snapshot, columns, hadoop).each(pieces, block -> add(block, rows, sink));
    return new RowScores.Found<>(sink.finish(), bytes);
  }

  private void add(Block block, DesignRows rows, Sink<R> sink) {
    rows.take(block);
    sink.block(block, rows, codes(rows));
    for (int group = 0; group < rows.groups(); group++) {
      if (rows.fold(group) != HOLDOUT && days.contains(rows.day(group))) {
        sink.add(rows.order(), rows.from(group), rows.to(group));
      }
    }
  }

  private List<LevelCollector.Codes> codes(DesignRows rows) {
    List<LevelCollector.Codes> codes = new ArrayList<>();
    for (int category = 0; category < design.categories().size(); category++) {
      LevelCodes levels = rows.levels(category);
      codes.add(new LevelCollector.Codes(levels.codes(), levels.names()));
    }
    return codes;
  }

  private static final class Heteroskedastic implements Sink<Meat> {
    private final HeteroskedasticCollector collector;

    Heteroskedastic(Orthogonalization basis, HeteroskedasticKind kind) {
      collector = new HeteroskedasticCollector(basis, kind, Tile.fastest());
    }

    @Override
    public void block(Block block, DesignRows rows, List<LevelCollector.Codes> codes) {
      collector.block(rows.z(), rows.weights(), codes);
    }

    @Override
    public void add(int[] order, int from, int to) {
      collector.add(order, from, to);
    }

    @Override
    public Meat finish() {
      return collector.finish();
    }
  }

  private static final class Clustered implements Sink<ClusterSums> {
    private final ClusterCollector collector;
    private final ClusterKeys keys;
    private final String column;
    private final int terms;

    Clustered(Orthogonalization basis, String column, Schema schema) {
      collector = new ClusterCollector(basis);
      keys = new ClusterKeys(column, schema);
      this.column = column;
      terms = basis.terms().size();
    }

    @Override
    public void block(Block block, DesignRows rows, List<LevelCollector.Codes> codes) {
      keys.take(block);
      collector.block(rows.z(), rows.weights(), codes, keys.numbers());
    }

    @Override
    public void add(int[] order, int from, int to) {
      for (int first = from; first < to; first += STRETCH) {
        collector.add(order, first, Math.min(first + STRETCH, to));
        refuseMore(column, collector.count(), terms, "at least ");
      }
    }

    @Override
    public ClusterSums finish() {
      return collector.finish(keys.keys());
    }
  }

  /** The most clusters of so many coefficients each. */
  static long mostClusters(int terms) {
    return Math.min(ClusterSums.MOST_CLUSTERS, MOST_SUMS / terms);
  }

  /**
   * @throws Failure DATA for more clusters than are held in memory
   */
  static void refuseMore(String column, long clusters, int terms, String about) {
    long most = mostClusters(terms);
    if (clusters > most) {
      throw new Failure(
          Failure.Kind.DATA,
          String.format(
              Locale.ROOT,
              "column `%s` makes %s%,d clusters of the training rows; with %,d coefficients at"
                  + " most %,d are held",
              column,
              about,
              clusters,
              terms,
              most),
          "Set training.errors.cluster to a coarser column, or training.errors.kind to hc1.");
    }
  }
}
