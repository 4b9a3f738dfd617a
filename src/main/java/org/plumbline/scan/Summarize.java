package org.plumbline.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.Inputs;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/** The pass that makes statistics: reuse what the store holds, read the rest once, store it. */
public final class Summarize {

  private final Supplier<SparkSession> spark;
  private final StatisticsStore store;

  /**
   * @param spark asked for where there are files to read
   */
  public Summarize(Supplier<SparkSession> spark, StatisticsStore store) {
    this.spark = spark;
    this.store = store;
  }

  /** What the sums by level of a design are kept of. */
  public static LevelLayout layout(Design design) {
    return LevelColumns.of(design).layout();
  }

  /**
   * What a pass would reuse and read; reads nothing but the store.
   *
   * @throws org.plumbline.Failure DATA or UNSUPPORTED for a column that cannot be read
   */
  public ReadPlan plan(Snapshot snapshot, Design design, Precision precision, DayRange window) {
    return plan(snapshot, design, precision, window, Optional.empty());
  }

  /**
   * The same with distributions made beside.
   *
   * @param watched columns of the design whose distributions are wanted; empty: none
   * @throws org.plumbline.Failure DATA or UNSUPPORTED for a column that cannot be read
   */
  public ReadPlan plan(
      Snapshot snapshot,
      Design design,
      Precision precision,
      DayRange window,
      Optional<Inputs> watched) {
    Schemas.of(snapshot, design.columns());
    List<DataFile> files = DayBounds.possible(snapshot, design.rule(), window);
    StatisticsStore.Lookup lookup =
        store.find(
            new StatisticsStore.Query(snapshot, design, precision, watched, window),
            snapshot.isRelation() ? List.of() : files);
    Set<DataFile> moments = lookup.moments().keySet();
    Set<DataFile> complete = new HashSet<>(moments);
    if (!design.categories().isEmpty()) {
      complete.retainAll(lookup.withLevels());
    }
    if (watched.isPresent()) {
      complete.retainAll(lookup.withDistributions());
    }
    List<FileStatistics> reused = new ArrayList<>();
    List<DataFile> toRead = new ArrayList<>();
    for (DataFile file : files) {
      if (complete.contains(file)) {
        reused.add(new FileStatistics(file, lookup.moments().get(file)));
      } else {
        toRead.add(file);
      }
    }
    reused.removeIf(statistics -> !statistics.concerns(window));
    StorageWorth worth = new StorageWorth(snapshot, design);
    return new ReadPlan(
        snapshot,
        design,
        precision,
        window,
        reused,
        lookup.levels(),
        toRead,
        new ReadPlan.Stored(among(toRead, moments), among(toRead, lookup.withLevels())),
        toRead.stream().filter(worth::isKnownNotToPay).toList(),
        lookup.bytesRead(),
        lookup.damaged(),
        watched.map(
            inputs ->
                new WatchPlan(
                    inputs, lookup.distributions(), among(toRead, lookup.withDistributions()))));
  }

  private static Set<DataFile> among(List<DataFile> files, Set<DataFile> known) {
    return files.stream().filter(known::contains).collect(Collectors.toSet());
  }

  /**
   * Reads what is to be read, stores what pays, and returns both with what was reused.
   *
   * @throws org.plumbline.Failure of a task: DATA, MISSING_INPUT, UNSUPPORTED or IO, naming the
   *     file; DATA where a category has too many levels; OUTPUT where the store cannot be written
   */
  public Summaries run(ReadPlan plan) {
    Reading reading = new PlannedReading(plan).read(spark);
    store.add(reading.worthStoring());
    List<FileStatistics> all = new ArrayList<>(plan.reused());
    reading.files().stream().filter(file -> file.concerns(plan.window())).forEach(all::add);
    all.sort(Comparator.comparing(statistics -> statistics.file().path()));
    new LevelLimits(plan.design(), plan.window(), plan.snapshot().label()).check(reading.levels());
    List<PooledFile> pooled =
        reading.pooledFiles().stream()
            .filter(file -> file.concerns(plan.window()))
            .sorted(Comparator.comparing(file -> file.file().path()))
            .toList();
    return new Summaries(
        List.copyOf(all),
        pooled,
        reading.pooled(),
        reading.levels(),
        plan.toRead().size(),
        plan.reused().size(),
        reading.bytesRead(),
        plan.storeBytesRead(),
        reading.kernel(),
        reading.distributions());
  }

  /**
   * What was read.
   *
   * @param pooled moments of the pooled files together
   * @param levels sums by level over all files, those reused among them
   * @param distributions by day of the window, over all files likewise
   */
  record Reading(
      List<FileStatistics> files,
      List<PooledFile> pooledFiles,
      SortedMap<Group, Moments> pooled,
      SortedMap<Group, Levels> levels,
      List<StoredValue> worthStoring,
      long bytesRead,
      KernelInfo kernel,
      SortedMap<Integer, Distributions> distributions) {}
}
