package org.plumbline.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.plumbline.scan.SummarizeTask.EncodedGroup;
import org.plumbline.scan.SummarizeTask.Found;
import org.plumbline.scan.SummarizeTask.LevelsPlace;
import org.plumbline.scan.SummarizeTask.PieceStatistics;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Tile;
import org.plumbline.table.DataFile;

/**
 * Reads the files of a plan and sorts what the tasks found: moments by file, sums by level over all
 * files, and what of both is worth storing.
 */
final class PlannedReading {

  /** Doubles in sums by level that pieces may send to the driver by themselves: 256 MB. */
  private static final long MOST_LEVEL_DOUBLES = 1L << 25;

  private final ReadPlan plan;
  private final LevelLayout layout;
  private final StorageWorth worth;
  private final LevelTotals totals;
  private final List<FileStatistics> files = new ArrayList<>();
  private final List<StoredValue> worthStoring = new ArrayList<>();

  PlannedReading(ReadPlan plan) {
    this.plan = plan;
    this.layout = LevelColumns.of(plan.design()).layout();
    this.worth = new StorageWorth(plan.snapshot(), plan.design());
    this.totals = new LevelTotals(layout);
  }

  Summarize.Reading read(Supplier<SparkSession> spark) {
    PooledPass.Result<Found> found = found(spark);
    totals.add(plan.reusedLevels());
    while (!found.sums().isEmpty()) {
      Map.Entry<Group, byte[]> sum = found.sums().pollFirstEntry();
      totals.add(sum.getKey(), Levels.decode(layout, sum.getValue()));
    }
    List<List<PieceStatistics>> byFile = new ArrayList<>();
    plan.toRead().forEach(file -> byFile.add(new ArrayList<>()));
    found.values().forEach(task -> task.pieces().forEach(p -> byFile.get(p.index()).add(p)));
    long bytes = 0;
    for (int index = 0; index < byFile.size(); index++) {
      take(plan.toRead().get(index), byFile.get(index));
      bytes += byFile.get(index).stream().mapToLong(PieceStatistics::bytesRead).sum();
    }
    List<Found> values = found.values();
    KernelInfo kernel = values.isEmpty() ? Tile.fastest().info() : values.get(0).kernel();
    return new Summarize.Reading(files, totals.sum(), worthStoring, bytes, kernel);
  }

  /** Without categories there is nothing to pool, and no need of a second stage. */
  private PooledPass.Result<Found> found(Supplier<SparkSession> spark) {
    if (plan.design().categories().isEmpty()) {
      List<Found> values = Pass.run(spark, description(), plan.toRead(), task(1));
      return new PooledPass.Result<>(values, new TreeMap<>());
    }
    return PooledPass.run(
        spark, description(), plan.toRead(), this::task, new LevelPooling(layout));
  }

  private SummarizeTask task(int pieces) {
    return new SummarizeTask(
        plan.snapshot(),
        plan.design(),
        plan.precision(),
        plan.window(),
        MOST_LEVEL_DOUBLES / pieces);
  }

  private String description() {
    return "statistics of %d features, %s, %d to read"
        .formatted(
            plan.design().definitions().size() + plan.design().categories().size(),
            plan.snapshot().label(),
            plan.toRead().size());
  }

  private void take(DataFile file, List<PieceStatistics> pieces) {
    long rows = pieces.stream().mapToLong(PieceStatistics::rows).sum();
    SortedMap<Group, Moments> moments = new TreeMap<>();
    List<String> names = plan.design().names();
    for (PieceStatistics piece : pieces) {
      for (EncodedGroup encoded : piece.moments()) {
        moments.merge(encoded.group(), Moments.decode(names, encoded.value()), Moments::plus);
      }
    }
    FileStatistics statistics = new FileStatistics(file, moments);
    files.add(statistics);
    if (!plan.stored().moments().contains(file) && worth.pays(statistics, rows)) {
      StoreKey.Kind kind = StoreKey.Kind.moments(plan.precision());
      worthStoring.add(StoredValue.of(key(file, kind), plan.design(), moments));
    }
    if (!plan.design().categories().isEmpty()) {
      takeLevels(file, pieces);
    }
  }

  /** Levels are stored where every piece's were worth it, and so came by themselves. */
  private void takeLevels(DataFile file, List<PieceStatistics> pieces) {
    LevelTotals ofFile = new LevelTotals(layout);
    for (PieceStatistics piece : pieces) {
      for (EncodedGroup encoded : piece.levels()) {
        ofFile.add(encoded.group(), Levels.decode(layout, encoded.value()));
      }
    }
    SortedMap<Group, Levels> levels = ofFile.sum();
    totals.add(levels);
    boolean whole = pieces.stream().allMatch(piece -> piece.place() == LevelsPlace.BY_PIECE);
    if (whole && !plan.stored().levels().contains(file)) {
      StoreKey key = key(file, StoreKey.Kind.levels());
      worthStoring.add(StoredValue.ofLevels(key, plan.design(), levels));
    }
  }

  private StoreKey key(DataFile file, StoreKey.Kind kind) {
    return StoreKey.of(plan.snapshot(), file, plan.design(), kind);
  }
}
