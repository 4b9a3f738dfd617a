package org.plumbline.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.plumbline.scan.SummarizeTask.EncodedGroup;
import org.plumbline.scan.SummarizeTask.Found;
import org.plumbline.scan.SummarizeTask.PieceStatistics;
import org.plumbline.scan.SummarizeTask.Place;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Tally;
import org.plumbline.statistics.Tile;
import org.plumbline.table.DataFile;

/**
 * Reads the files of a plan and sorts what the tasks found: moments by file, sums by level over all
 * files, and what of both is worth storing.
 */
final class PlannedReading {

  /** Doubles in sums by level that pieces may send to the driver by themselves: 256 MB. */
  private static final long MOST_LEVEL_DOUBLES = 1L << 25;

  /** Doubles in moments of files that tasks may send likewise. */
  private static final long MOST_MOMENT_DOUBLES = 1L << 25;

  private final ReadPlan plan;
  private final long mostMomentDoubles;
  private final LevelLayout layout;
  private final StorageWorth worth;
  private final LevelTotals totals;
  private final List<FileStatistics> files = new ArrayList<>();
  private final List<PooledFile> pooledFiles = new ArrayList<>();
  private final SortedMap<Group, Moments> pooled = new TreeMap<>();
  private final Map<Integer, String> digests = new TreeMap<>();
  private final List<StoredValue> worthStoring = new ArrayList<>();
  private final SortedMap<Integer, Distributions> distributions = new TreeMap<>();
  private Optional<String> ofRelation = Optional.empty();

  PlannedReading(ReadPlan plan) {
    this(plan, MOST_MOMENT_DOUBLES);
  }

  /**
   * @param mostMomentDoubles in moments of files that tasks may send to the driver by themselves
   */
  PlannedReading(ReadPlan plan, long mostMomentDoubles) {
    this.plan = plan;
    this.mostMomentDoubles = mostMomentDoubles;
    this.layout = LevelColumns.of(plan.design()).layout();
    this.worth = new StorageWorth(plan.snapshot(), plan.design());
    this.totals = new LevelTotals(layout);
  }

  Summarize.Reading read(Supplier<SparkSession> spark) {
    PooledPass.Result<Found> found = found(spark);
    totals.add(plan.reusedLevels());
    plan.watched().ifPresent(watch -> distributions.putAll(watch.reused()));
    while (!found.sums().isEmpty()) {
      Map.Entry<PoolKey, byte[]> sum = found.sums().pollFirstEntry();
      take(sum.getKey(), sum.getValue());
    }
    List<List<PieceStatistics>> byFile = new ArrayList<>();
    plan.toRead().forEach(file -> byFile.add(new ArrayList<>()));
    found.values().forEach(task -> task.pieces().forEach(p -> byFile.get(p.index()).add(p)));
    long bytes = 0;
    for (int index = 0; index < byFile.size(); index++) {
      take(index, byFile.get(index));
      bytes += byFile.get(index).stream().mapToLong(PieceStatistics::bytesRead).sum();
    }
    List<Found> values = found.values();
    KernelInfo kernel = values.isEmpty() ? Tile.fastest().info() : values.get(0).kernel();
    return new Summarize.Reading(
        files, pooledFiles, pooled, totals.sum(), worthStoring, bytes, kernel, distributions);
  }

  private void take(PoolKey key, byte[] sum) {
    switch (key.kind()) {
      case LEVELS -> totals.add(key.group(), Levels.decode(layout, sum));
      case MOMENTS -> pooled.put(key.group(), Moments.decode(plan.design().names(), sum));
      case FILE -> digests.put(key.file(), new String(sum, StandardCharsets.US_ASCII));
    }
  }

  /** Where there is nothing to pool, there is no need of a second stage. */
  private PooledPass.Result<Found> found(Supplier<SparkSession> spark) {
    Place unstored = unstoredMoments();
    if (plan.design().categories().isEmpty() && unstored == Place.BY_PIECE) {
      List<Found> values = Pass.run(spark, description(), input(), task(1, unstored));
      return new PooledPass.Result<>(values, new TreeMap<>());
    }
    return PooledPass.run(
        spark,
        description(),
        input(),
        pieces -> task(pieces, unstored),
        new StatisticsPooling(layout, plan.design().names()));
  }

  private PassInput input() {
    return PassInput.of(
        plan.snapshot(),
        plan.design().columns(),
        plan.toRead(),
        content -> ofRelation = Optional.of(content));
  }

  private Place unstoredMoments() {
    return poolsUnstored(plan, worth, mostMomentDoubles) ? Place.POOLED : Place.BY_PIECE;
  }

  private static boolean poolsUnstored(ReadPlan plan, StorageWorth worth, long mostDoubles) {
    return plan.snapshot().isRelation()
        || plan.toRead().size() * worth.usualDoubles() > mostDoubles;
  }

  /** Whether a file's moments are added to others on executors, if it has so many rows. */
  static boolean pools(ReadPlan plan, DataFile file, long rows) {
    StorageWorth worth = new StorageWorth(plan.snapshot(), plan.design());
    return poolsUnstored(plan, worth, MOST_MOMENT_DOUBLES) && worth.isNotExpectedToPay(file, rows);
  }

  private SummarizeTask task(int pieces, Place unstored) {
    return new SummarizeTask(plan, new SummarizeTask.Limits(MOST_LEVEL_DOUBLES / pieces, unstored));
  }

  private String description() {
    return "statistics of %d features, %s, %d to read"
        .formatted(
            plan.design().definitions().size() + plan.design().categories().size(),
            plan.snapshot().label(),
            plan.toRead().size());
  }

  private void take(int index, List<PieceStatistics> pieces) {
    DataFile listed = plan.toRead().get(index);
    DataFile file = ofRelation.map(listed::holding).orElse(listed);
    if (pieces.stream().anyMatch(piece -> piece.ofMoments() == Place.POOLED)) {
      SortedMap<Group, Tally> tallies = new TreeMap<>();
      pieces.forEach(
          piece ->
              piece.tallies().forEach((group, tally) -> tallies.merge(group, tally, Tally::plus)));
      Optional<String> digest =
          pieces.stream()
              .map(PieceStatistics::digest)
              .filter(each -> !each.isEmpty())
              .findFirst()
              .or(() -> Optional.ofNullable(digests.get(index)));
      pooledFiles.add(new PooledFile(file, tallies, digest));
    } else {
      takeMoments(file, pieces);
    }
    if (!plan.design().categories().isEmpty()) {
      takeLevels(file, pieces);
    }
    plan.watched().ifPresent(watch -> takeDistributions(file, watch, pieces));
  }

  private void takeMoments(DataFile file, List<PieceStatistics> pieces) {
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
    boolean whole = pieces.stream().allMatch(piece -> piece.ofLevels() == Place.BY_PIECE);
    if (whole && !plan.stored().levels().contains(file)) {
      StoreKey key = key(file, StoreKey.Kind.levels());
      worthStoring.add(StoredValue.ofLevels(key, plan.design(), levels));
    }
  }

  private void takeDistributions(DataFile file, WatchPlan watch, List<PieceStatistics> pieces) {
    SortedMap<Integer, Distributions> ofFile = new TreeMap<>();
    pieces.forEach(piece -> Watching.add(watch.inputs(), piece.distributions(), ofFile));
    long rows = pieces.stream().mapToLong(PieceStatistics::rows).sum();
    if (!watch.stored().contains(file) && worth.paysInBytes(ofFile, watch.inputs(), rows)) {
      StoreKey key = key(file, StoreKey.Kind.distributions());
      worthStoring.add(StoredValue.ofDistributions(key, watch.inputs(), ofFile));
    }
    ofFile.keySet().removeIf(day -> !plan.window().contains(day));
    Watching.add(watch.inputs(), ofFile, distributions);
  }

  private StoreKey key(DataFile file, StoreKey.Kind kind) {
    return StoreKey.of(plan.snapshot(), file, plan.design(), kind);
  }
}
