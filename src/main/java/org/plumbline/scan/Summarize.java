package org.plumbline.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tile;
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

  /**
   * What a pass would reuse and read; reads nothing but the store.
   *
   * @throws org.plumbline.Failure DATA or UNSUPPORTED for a column that cannot be read
   */
  public ReadPlan plan(Snapshot snapshot, Design design, Precision precision, DayRange window) {
    Schemas.of(snapshot, design.columns());
    List<DataFile> files = possible(snapshot, design, window);
    StatisticsStore.Lookup lookup = store.find(snapshot, files, design, precision);
    List<FileStatistics> reused = new ArrayList<>();
    List<DataFile> toRead = new ArrayList<>();
    for (DataFile file : files) {
      SortedMap<Group, Moments> groups = lookup.values().get(file);
      if (groups == null) {
        toRead.add(file);
      } else {
        reused.add(new FileStatistics(file, groups));
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
        toRead,
        toRead.stream().filter(worth::isKnownNotToPay).toList(),
        lookup.bytesRead(),
        lookup.damaged());
  }

  /** The files that are not known to lie outside the window. */
  private static List<DataFile> possible(Snapshot snapshot, Design design, DayRange window) {
    Optional<DayBounds> bounds =
        design
            .rule()
            .eventTime()
            .map(column -> new DayBounds(snapshot, column, design.rule().timeZone()));
    return snapshot.files().stream()
        .filter(file -> bounds.map(days -> days.mayHold(file, window)).orElse(true))
        .toList();
  }

  /**
   * Reads what is to be read, stores what pays, and returns both with what was reused.
   *
   * @throws org.plumbline.Failure of a task: DATA, MISSING_INPUT, UNSUPPORTED or IO, naming the
   *     file; OUTPUT where the store cannot be written
   */
  public Summaries run(ReadPlan plan) {
    Reading reading = read(plan);
    store.add(worthStoring(plan, reading));
    List<FileStatistics> all = new ArrayList<>(plan.reused());
    reading.files().stream()
        .map(FileReading::statistics)
        .filter(statistics -> statistics.concerns(plan.window()))
        .forEach(all::add);
    all.sort(Comparator.comparing(statistics -> statistics.file().path()));
    return new Summaries(
        List.copyOf(all),
        plan.toRead().size(),
        plan.reused().size(),
        reading.bytesRead(),
        plan.storeBytesRead(),
        reading.kernel());
  }

  private record FileReading(FileStatistics statistics, long rows) {}

  private record Reading(List<FileReading> files, long bytesRead, KernelInfo kernel) {}

  private Reading read(ReadPlan plan) {
    List<SummarizeTask.Found> found =
        Pass.run(
            spark,
            description(plan),
            plan.toRead(),
            new SummarizeTask(plan.snapshot(), plan.design(), plan.precision()));
    List<List<SummarizeTask.PieceStatistics>> byFile = new ArrayList<>();
    plan.toRead().forEach(file -> byFile.add(new ArrayList<>()));
    found.forEach(task -> task.pieces().forEach(piece -> byFile.get(piece.index()).add(piece)));
    List<FileReading> files = new ArrayList<>();
    long bytes = 0;
    for (int index = 0; index < byFile.size(); index++) {
      files.add(merged(plan.toRead().get(index), byFile.get(index), plan.design().names()));
      bytes += byFile.get(index).stream().mapToLong(piece -> piece.bytesRead()).sum();
    }
    KernelInfo kernel = found.isEmpty() ? Tile.fastest().info() : found.get(0).kernel();
    return new Reading(files, bytes, kernel);
  }

  private static String description(ReadPlan plan) {
    return "statistics of %d features, %s, %d to read"
        .formatted(
            plan.design().definitions().size(), plan.snapshot().label(), plan.toRead().size());
  }

  private static FileReading merged(
      DataFile file, List<SummarizeTask.PieceStatistics> pieces, List<String> names) {
    SortedMap<Group, Moments> groups = new TreeMap<>();
    long rows = 0;
    for (SummarizeTask.PieceStatistics piece : pieces) {
      rows += piece.rows();
      for (SummarizeTask.EncodedGroup encoded : piece.groups()) {
        groups.merge(encoded.group(), Moments.decode(names, encoded.moments()), Moments::plus);
      }
    }
    return new FileReading(new FileStatistics(file, groups), rows);
  }

  private static List<StoredValue> worthStoring(ReadPlan plan, Reading reading) {
    StorageWorth worth = new StorageWorth(plan.snapshot(), plan.design());
    List<StoredValue> values = new ArrayList<>();
    for (FileReading file : reading.files()) {
      FileStatistics statistics = file.statistics();
      if (worth.pays(statistics, file.rows())) {
        StoreKey key =
            StoreKey.of(plan.snapshot(), statistics.file(), plan.design(), plan.precision());
        values.add(StoredValue.of(key, plan.design(), statistics.groups()));
      }
    }
    return values;
  }
}
