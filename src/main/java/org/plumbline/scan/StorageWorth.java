package org.plumbline.scan;

import java.util.SortedMap;
import org.plumbline.features.Design;
import org.plumbline.features.Inputs;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * Whether a file's statistics are worth storing. Those of a relation never are, for its rows may be
 * others the next time. Else moments where they hold fewer doubles than the file has values in the
 * columns read, sums by level where they also are few, or hold at most a quarter of that, for the
 * driver alone reads the store while every task reads data; distributions where they take fewer
 * bytes than the doubles would.
 */
final class StorageWorth {

  /** What a moment took on average in exact files of Gaussian doubles. */
  private static final long DOUBLES_A_MOMENT = 3;

  /** Values that a stored double of sums by level must stand for. */
  private static final long VALUES_A_LEVEL_DOUBLE = 4;

  /** Doubles in sums by level that are read as fast as the store file is opened. */
  private static final long FEW_DOUBLES = 1 << 14;

  private final Snapshot snapshot;
  private final Design design;

  StorageWorth(Snapshot snapshot, Design design) {
    this.snapshot = snapshot;
    this.design = design;
  }

  /** Of the moments, once the file was read. */
  boolean pays(FileStatistics statistics, long rows) {
    long doubles = statistics.groups().values().stream().mapToLong(Moments::doubles).sum();
    return !snapshot.isRelation() && (statistics.groups().isEmpty() || doubles < values(rows));
  }

  /** Of the sums by level of some rows. */
  boolean pays(SortedMap<Group, Levels> levels, long rows) {
    long doubles = levels.values().stream().mapToLong(Levels::doubles).sum();
    long most = doubles <= FEW_DOUBLES ? values(rows) : values(rows) / VALUES_A_LEVEL_DOUBLE;
    return !snapshot.isRelation() && doubles <= most;
  }

  /** Of the distributions: counts take a byte or two. */
  boolean paysInBytes(SortedMap<Integer, Distributions> days, Inputs inputs, long rows) {
    long bytes = days.values().stream().mapToLong(day -> day.encode(inputs.columns()).length).sum();
    return !snapshot.isRelation() && (days.isEmpty() || bytes < values(rows) * Double.BYTES);
  }

  /** Of the moments before the file is read, where its rows and days are known. */
  boolean isKnownNotToPay(DataFile file) {
    return snapshot.isRelation()
        || (file.rows().isPresent() && isNotExpectedToPay(file, file.rows().getAsLong()));
  }

  /**
   * Of the moments, by what real numbers take: the same for every piece of a file.
   *
   * @param rows of the file
   */
  boolean isNotExpectedToPay(DataFile file, long rows) {
    return snapshot.isRelation() || days(file) * usualDoubles() >= values(rows);
  }

  /** Doubles in the moments of all folds of a file of one day. */
  long usualDoubles() {
    long z = design.names().size() + 1L;
    int held = design.rule().split().holdout() > 0 ? 1 : 0;
    long folds = (long) design.rule().split().folds() + held;
    return folds * z * (z + 1) / 2 * DOUBLES_A_MOMENT;
  }

  /** How many days the file holds at least. */
  private long days(DataFile file) {
    return design
        .rule()
        .eventTime()
        .flatMap(column -> new DayBounds(snapshot, column, design.rule().timeZone()).of(file))
        .map(days -> days.first() == days.last() ? 1L : 2L)
        .orElse(1L);
  }

  private long values(long rows) {
    return rows * design.columns().size();
  }
}
