package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.model.TableInput;
import org.plumbline.scan.FileStatistics;
import org.plumbline.scan.PooledFile;
import org.plumbline.scan.ReadPlan;
import org.plumbline.scan.Summaries;
import org.plumbline.scan.Summarize;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Statistics;
import org.plumbline.statistics.Tally;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * The statistics of a window of a table, and how they were come by.
 *
 * @param plan what was reused and read
 * @param summaries by file, fold and day
 */
record Gathered(ReadPlan plan, Summaries summaries) {

  static final int HOLDOUT = 0;

  Snapshot snapshot() {
    return plan.snapshot();
  }

  /** Whether it is of this table, whatever is known of what a relation holds. */
  boolean isOf(Snapshot table) {
    Snapshot own = snapshot();
    return own.holding("").equals(table.holding(""));
  }

  Design design() {
    return plan.design();
  }

  DayRange window() {
    return plan.window();
  }

  /** Training rows by day, undecayed; one entry under {@link Group#NO_DAY} without event time. */
  SortedMap<Integer, Statistics> trainingByDay() {
    return statistics(group -> group.fold() != HOLDOUT);
  }

  /** The training rows of one fold by day, undecayed; empty where it has none. */
  SortedMap<Integer, Statistics> trainingByDay(int fold) {
    return statistics(group -> group.fold() == fold);
  }

  /** Holdout rows by day. */
  SortedMap<Integer, Statistics> holdoutByDay() {
    return statistics(group -> group.fold() == HOLDOUT);
  }

  private SortedMap<Integer, Statistics> statistics(Predicate<Group> which) {
    SortedMap<Integer, List<Levels>> levels = new TreeMap<>();
    summaries
        .levels()
        .forEach(
            (group, sums) -> {
              if (inWindow(group) && which.test(group)) {
                levels.computeIfAbsent(group.day(), day -> new ArrayList<>()).add(sums);
              }
            });
    LevelLayout layout = layout();
    SortedMap<Integer, Statistics> statistics = new TreeMap<>();
    byDay(which)
        .forEach(
            (day, moments) ->
                statistics.put(
                    day,
                    new Statistics(
                        moments, Levels.sum(layout, levels.getOrDefault(day, List.of())))));
    return statistics;
  }

  Statistics sum(Iterable<Statistics> parts) {
    return Statistics.sum(layout(), parts);
  }

  /** Values of a column of z (1: the first; 0: weights) that sums by level do not cover. */
  long outOfRangeOfLevels(int column) {
    return summaries.levels().entrySet().stream()
        .filter(entry -> inWindow(entry.getKey()))
        .mapToLong(entry -> entry.getValue().outOfRange(column))
        .sum();
  }

  /** Distributions of the columns watched over the rows of the window; empty where none is. */
  Optional<Distributions> distributions() {
    return plan.watched().map(watch -> watch.sum(summaries.distributions().values()));
  }

  /** Columns of z, and the categories with what varies within their levels. */
  LevelLayout layout() {
    return Summarize.layout(design());
  }

  Moments sumOfMoments(Iterable<Moments> moments) {
    return Moments.sum(design().names(), moments);
  }

  /** Rows kept by the row rule in all folds of the window. */
  long rows() {
    return tallies(this::inWindow).stream().mapToLong(Tally::rows).sum();
  }

  /** Rows of the window that the row rule dropped, those without a day among them. */
  long refused() {
    return withDayless().stream().mapToLong(Tally::refused).sum();
  }

  /** Counts of the window and of rows whose day is missing, which concern every window. */
  List<Tally> withDayless() {
    return tallies(group -> inWindow(group) || group.day() == Group.NO_DAY);
  }

  private List<Tally> tallies(Predicate<Group> which) {
    List<Tally> tallies = new ArrayList<>();
    groups()
        .filter(entry -> which.test(entry.getKey()))
        .forEach(entry -> tallies.add(entry.getValue().tally()));
    return tallies;
  }

  /** Moments by fold and day: of each file, and of all that are pooled. */
  private Stream<Map.Entry<Group, Moments>> groups() {
    return Stream.concat(
        summaries.files().stream().flatMap(file -> file.groups().entrySet().stream()),
        summaries.pooled().entrySet().stream());
  }

  /** A file's training rows of the window, by day. */
  SortedMap<Integer, Moments> training(FileStatistics file) {
    return byDay(file.groups().entrySet().stream(), group -> group.fold() != HOLDOUT);
  }

  /** Counts of a pooled file's training rows of the window, by day. */
  SortedMap<Integer, Tally> training(PooledFile file) {
    SortedMap<Integer, Tally> days = new TreeMap<>();
    file.tallies()
        .forEach(
            (group, tally) -> {
              if (inWindow(group) && group.fold() != HOLDOUT && tally.rows() > 0) {
                days.merge(group.day(), tally, Tally::plus);
              }
            });
    return days;
  }

  /** Rows of a file that the row rule dropped, in the window or without a day. */
  long refused(FileStatistics file) {
    return file.groups().entrySet().stream()
        .filter(entry -> inWindow(entry.getKey()) || entry.getKey().day() == Group.NO_DAY)
        .mapToLong(entry -> entry.getValue().tally().refused())
        .sum();
  }

  /** The same of a pooled file. */
  long refused(PooledFile file) {
    return file.tallies().entrySet().stream()
        .filter(entry -> inWindow(entry.getKey()) || entry.getKey().day() == Group.NO_DAY)
        .mapToLong(entry -> entry.getValue().refused())
        .sum();
  }

  /** The table with those files alone that hold rows of some days, as their statistics say. */
  Snapshot holding(DayRange days) {
    List<DataFile> files = new ArrayList<>();
    summaries.files().stream()
        .filter(file -> file.groups().keySet().stream().anyMatch(g -> days.contains(g.day())))
        .forEach(file -> files.add(file.file()));
    summaries.pooledFiles().stream()
        .filter(file -> file.tallies().keySet().stream().anyMatch(g -> days.contains(g.day())))
        .forEach(file -> files.add(file.file()));
    files.sort(Comparator.comparing(DataFile::path));
    return snapshot().withFiles(files);
  }

  /** What was read and kept, for people. */
  String told() {
    return String.format(
        Locale.ROOT,
        "%,d files read, %,d reused, %,d rows kept, %,d dropped",
        summaries.filesRead(),
        summaries.filesReused(),
        rows(),
        refused());
  }

  TableInput input() {
    Snapshot snapshot = snapshot();
    return new TableInput(
        Tables.format(snapshot.format()),
        snapshot.root(),
        snapshot.version(),
        snapshot.isRelation() ? 0 : summaries.filesRead() + summaries.filesReused(),
        OptionalInt.of(snapshot.isRelation() ? 0 : summaries.filesRead()),
        OptionalInt.of(summaries.filesReused()),
        snapshot.isRelation() ? OptionalLong.empty() : OptionalLong.of(summaries.bytesRead()),
        OptionalLong.of(summaries.storeBytesRead()),
        OptionalLong.of(rows()),
        OptionalLong.of(refused()),
        content());
  }

  /** What a relation held. */
  Optional<String> content() {
    return snapshot().isRelation()
        ? summaries.pooledFiles().stream().flatMap(file -> file.file().etag().stream()).findFirst()
        : Optional.empty();
  }

  private SortedMap<Integer, Moments> byDay(Predicate<Group> which) {
    return byDay(groups(), which);
  }

  private SortedMap<Integer, Moments> byDay(
      Stream<Map.Entry<Group, Moments>> groups, Predicate<Group> which) {
    SortedMap<Integer, List<Moments>> days = new TreeMap<>();
    groups
        .filter(entry -> inWindow(entry.getKey()) && which.test(entry.getKey()))
        .filter(entry -> entry.getValue().tally().rows() > 0)
        .forEach(
            entry ->
                days.computeIfAbsent(entry.getKey().day(), day -> new ArrayList<>())
                    .add(entry.getValue()));
    SortedMap<Integer, Moments> sums = new TreeMap<>();
    days.forEach((day, moments) -> sums.put(day, sumOfMoments(moments)));
    return sums;
  }

  private boolean inWindow(Group group) {
    return window().contains(group.day());
  }
}
