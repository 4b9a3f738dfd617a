package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.columns.Block;
import org.plumbline.cycle.Forecast.Amount;
import org.plumbline.cycle.Forecast.Item;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.Split;
import org.plumbline.scan.FileStatistics;
import org.plumbline.scan.ReadPlan;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.table.DataFile;

/**
 * Foretells what a pass and its fit will take, from the sizes of things alone. With z columns of z
 * = (1, terms, label) a group has T = z(z + 1)/2 moments, held as doubles in one array with an int
 * for each that says where it ends.
 */
final class Forecasts {

  /** Of a moment: one double, and its end. */
  private static final long LEAST_OF_A_MOMENT = Double.BYTES + Integer.BYTES;

  /** Of a moment of real numbers: three doubles, and their end. */
  private static final long USUAL_OF_A_MOMENT = 3 * Double.BYTES + Integer.BYTES;

  private static final long DOUBLES_OF_A_LEVEL_SUM = 2;

  /** Slices that most columns of doubles are cut into. */
  private static final long SLICES = 3;

  /** Above it moments in double are solved in double-double: two doubles a number. */
  private static final int WIDE = 65;

  /** A number of the solve in fixed point: some 400 bits, twice at a time. */
  private static final long FIXED_POINT = 2 * 80L;

  /** Matrices of double-doubles that the wide solve holds: factor, inverse, their workings. */
  private static final long WIDE_MATRICES = 4;

  /** Moments that a fold of the choice of penalties holds. */
  private static final long SUMS_OF_A_TRIAL = 3;

  /** Values of a key that an executor adds up at once, encoded and not. */
  private static final long ADDED_AT_ONCE = 2 * 5;

  /** Steps and gradients that the search remembers, and its own. */
  private static final long VECTORS_OF_A_SEARCH = 2 * 10 + 10;

  /** MLlib's {@code maxBlockSizeInMB}. */
  private static final long BLOCK_OF_ROWS = 1L << 20;

  private static final long ROWS_OF_A_PANEL = 256;

  /** Rows for each fold after which keys have filled them all. */
  private static final long ROWS_THAT_FILL = 100;

  /** Nobody knows how many: enough that levels and folds are full. */
  private static final long ROWS_OF_A_RELATION = 1L << 40;

  /** What one piece of a file has at most, so that a row group is not larger. */
  private static final long PIECE = 128L << 20;

  private final ReadPlan plan;
  private final Design design;
  private final long z;
  private final long moments;
  private final long groups;

  private Forecasts(ReadPlan plan) {
    this.plan = plan;
    this.design = plan.design();
    this.z = design.names().size() + 1L;
    this.moments = z * (z + 1) / 2;
    Split split = design.rule().split();
    long folds = split.by().isEmpty() ? 1 : split.folds();
    this.groups = folds + (split.by().isEmpty() || split.holdout() == 0 ? 0 : 1);
  }

  /** Of a fit without a choice of penalties. */
  static Forecast of(ReadPlan plan, Memory memory) {
    return of(plan, 0, memory);
  }

  /**
   * @param trials folds on which penalties are judged; 0 where none is to be chosen
   */
  static Forecast of(ReadPlan plan, int trials, Memory memory) {
    return new Forecasts(plan).forecast(trials, memory);
  }

  /** Of MLlib's search: a few vectors of coefficients on the driver, one of a row in each task. */
  static Forecast ofSearch(ReadPlan plan, Memory memory) {
    Forecasts sizes = new Forecasts(plan);
    long vector = sizes.z * Double.BYTES;
    for (CategoryColumns each : plan.design().categories()) {
      vector += each.mostLevels() * (1L + each.carriers().size()) * Double.BYTES;
    }
    return new Forecast(
        plan.snapshot().label(),
        List.of(new Item("in the search", new Amount(0, VECTORS_OF_A_SEARCH * vector))),
        List.of(new Item("in blocks of rows", new Amount(0, BLOCK_OF_ROWS + 2 * vector))),
        new Amount(0, vector * Math.max(1, plan.snapshot().files().size())),
        memory);
  }

  private Forecast forecast(int trials, Memory memory) {
    boolean reads = !plan.toRead().isEmpty();
    List<Item> driver = new ArrayList<>();
    driver.add(new Item("in stored statistics", reused()));
    driver.add(new Item("in statistics of the files to read", fresh(1)));
    driver.add(new Item("in their results as they arrive", fresh(0)));
    driver.add(new Item("in sums by level", levels()));
    driver.add(new Item("in the solve", solve()));
    driver.add(new Item("in folds that judge penalties", judging(trials)));
    return new Forecast(
        plan.snapshot().label(), driver, reads ? task() : List.of(), fresh(1), memory);
  }

  /**
   * Moments of the files to read, by file, fold and day; those pooled once for all files, by fold
   * and day.
   *
   * @param certain times what they take at least
   */
  private Amount fresh(long certain) {
    long least = 0;
    long likely = 0;
    long pooledDays = 0;
    for (DataFile file : plan.toRead()) {
      long here = fills(file) ? groups : 1;
      if (plan.pools(file, rows(file))) {
        pooledDays += days(file);
        least = Math.max(least, here);
      } else {
        least += here;
        likely += groups * days(file);
      }
    }
    likely += groups * Math.min(pooledDays, daysOfAll());
    Amount one = ofGroup();
    return new Amount(certain * least * one.certain(), likely * one.likely());
  }

  /** Days that a file's rows are spread over; one where nothing tells. */
  private long days(DataFile file) {
    long days = plan.days(file).map(range -> 1L + range.last() - range.first()).orElse(1L);
    return Math.max(1, Math.min(days, rows(file)));
  }

  private long daysOfAll() {
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (DataFile file : plan.toRead()) {
      DayRange range = plan.days(file).orElse(new DayRange(0, 0));
      first = Math.min(first, range.first());
      last = Math.max(last, range.last());
    }
    return 1L + last - first;
  }

  /** Whether a file has so many rows that some are in every fold. */
  private boolean fills(DataFile file) {
    return !plan.snapshot().isRelation() && rows(file) > ROWS_THAT_FILL * groups;
  }

  private Amount ofGroup() {
    return new Amount(moments * LEAST_OF_A_MOMENT, moments * USUAL_OF_A_MOMENT);
  }

  private Amount reused() {
    long bytes = 0;
    for (FileStatistics file : plan.reused()) {
      for (Moments each : file.groups().values()) {
        bytes += each.doubles() * (long) Double.BYTES + moments * Integer.BYTES;
      }
    }
    return new Amount(bytes, bytes);
  }

  /**
   * Those that are stored, and as many as may be found: levels up to their limit, of which a file's
   * rows cannot have more, each with a sum for every column of z and carrier.
   */
  private Amount levels() {
    long stored = 0;
    for (Levels each : plan.reusedLevels().values()) {
      stored += each.doubles() * Double.BYTES;
    }
    return new Amount(stored, stored + (plan.toRead().isEmpty() ? 0 : groups * levelBytes()));
  }

  private long levelBytes() {
    long rows = plan.toRead().stream().mapToLong(this::rows).sum();
    long bytes = 0;
    for (CategoryColumns each : design.categories()) {
      long sums = z * (1L + each.carriers().size());
      bytes += Math.min(rows, each.mostLevels()) * sums * DOUBLES_OF_A_LEVEL_SUM * Double.BYTES;
    }
    return bytes;
  }

  private Amount solve() {
    boolean wide = plan.precision() == Precision.DOUBLE && z > WIDE;
    long numbers = wide ? WIDE_MATRICES * z * z * 2 * Double.BYTES : moments * FIXED_POINT;
    long total = ofGroup().likely();
    return new Amount(wide ? z * z * 2 * Double.BYTES : 0, numbers + total + eliminated());
  }

  /** A row of fixed-point numbers for each level of the category that is eliminated first. */
  private long eliminated() {
    long rows = plan.toRead().stream().mapToLong(this::rows).sum();
    long most = 0;
    for (Levels each : plan.reusedLevels().values()) {
      for (int category = 0; category < design.categories().size(); category++) {
        most = Math.max(most, each.names(category).size());
      }
    }
    for (CategoryColumns each : design.categories()) {
      most = Math.max(most, Math.min(rows, each.mostLevels()));
    }
    return most * z * FIXED_POINT;
  }

  /** Each fold as it is judged on and trained on, the sum of the others, and their covariances. */
  private Amount judging(int trials) {
    long covariances = z * z * Double.BYTES * 2;
    return new Amount(0, trials * (SUMS_OF_A_TRIAL * ofGroup().likely() + covariances));
  }

  private List<Item> task() {
    long days = plan.toRead().stream().mapToLong(this::days).max().orElse(1);
    long rows =
        Math.min(Block.MAX_ROWS, plan.toRead().stream().mapToLong(this::rows).max().orElse(0));
    long columns = design.columns().size();
    long sums =
        plan.precision() == Precision.DOUBLE
            ? moments * Double.BYTES
            : SLICES * z * SLICES * z * 2 * Double.BYTES;
    long chunks =
        plan.toRead().stream().mapToLong(file -> Math.min(PIECE, file.size())).max().orElse(0);
    return List.of(
        new Item("in one block of every column", new Amount(0, rows * columns * Double.BYTES)),
        new Item("in a row group as it is stored", new Amount(0, chunks)),
        new Item(
            "in rows that wait for their panel",
            new Amount(0, groups * z * ROWS_OF_A_PANEL * Double.BYTES)),
        new Item("in the sums of each fold", new Amount(moments * Double.BYTES, groups * sums)),
        new Item(
            "in sums by level",
            new Amount(0, design.categories().isEmpty() ? 0 : groups * levelBytes())),
        new Item(
            "in the moments of each fold",
            new Amount(ofGroup().certain(), 2 * groups * days * ofGroup().likely())),
        new Item("in moments that are added to those of other files", pooling(days)));
  }

  /** The task's own sums, encoded as they are sent, and those that the second stage adds up. */
  private Amount pooling(long days) {
    boolean pools = plan.toRead().stream().anyMatch(file -> plan.pools(file, rows(file)));
    long sums = 2 * groups * days + ADDED_AT_ONCE;
    return new Amount(0, pools ? sums * ofGroup().likely() : 0);
  }

  /** Rows of a file: as the log says, else as many as eight bytes a value make. */
  private long rows(DataFile file) {
    if (plan.snapshot().isRelation()) {
      return ROWS_OF_A_RELATION;
    }
    long width = (long) Double.BYTES * plan.snapshot().schema().fields().size();
    return file.rows().orElse(file.size() / width + 1);
  }
}
