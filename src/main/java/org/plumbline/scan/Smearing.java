package org.plumbline.scan;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.plumbline.Failure;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.Scorer;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.ExactSum;
import org.plumbline.statistics.Expansion;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * Duan's smearing factor of a fit of log(label): Σw·exp(e)/Σw over training rows (outside fold 0),
 * e = log(label) − prediction. The mean of a label is exp(prediction) times this factor, whatever
 * the distribution of the errors (Duan 1983). The sums are exact, so that the factor depends on the
 * rows alone.
 *
 * @param rows of positive weight
 * @param files opened
 */
public record Smearing(double factor, long rows, int files, long bytesRead) {

  private static final int BITS = 128;

  /** Sums over some rows. */
  record Sums(Expansion weights, Expansion weighted, long rows) implements Serializable {

    private Sums plus(Sums other) {
      return new Sums(
          weights.plus(other.weights), weighted.plus(other.weighted), rows + other.rows);
    }
  }

  /** Adds up rows: mutable, one a task. */
  static final class Collector {
    private final ExactSum weights = new ExactSum();
    private final ExactSum weighted = new ExactSum();
    private long rows;

    /**
     * @param error log(label) − prediction
     * @param weight positive
     * @throws Failure DATA where exp(error) is beyond doubles
     */
    void add(double error, double weight) {
      double ratio = StrictMath.exp(error);
      if (!Double.isFinite(ratio)) {
        throw new Failure(
            Failure.Kind.DATA,
            "a label is e^" + error + " times its prediction, which no double holds",
            "Look at the smallest and largest labels, or set training.label-transform = none.");
      }
      weights.add(weight);
      weighted.addProduct(weight, ratio);
      rows++;
    }

    Sums finish() {
      return new Sums(weights.toExpansion(), weighted.toExpansion(), rows);
    }
  }

  /**
   * Reads the training rows of some days.
   *
   * @param design whose rule says which rows count, and what their label is
   * @param scorer of the fit, on its own scale
   * @throws Failure DATA where no row counts
   */
  public static Smearing of(
      SparkSession spark, Snapshot snapshot, Design design, Scorer scorer, DayRange days) {
    Design rule = new Design(design.rule(), List.of());
    List<DataFile> files = files(snapshot, design, days);
    Set<String> columns = new LinkedHashSet<>(rule.columns());
    columns.addAll(scorer.columns());
    List<SmearingTask.Found> found =
        Pass.run(
            () -> spark,
            "smearing factor, %s, %d to read".formatted(snapshot.label(), files.size()),
            PassInput.of(snapshot, List.copyOf(columns), files),
            new SmearingTask(snapshot, rule, scorer, List.copyOf(columns), days));
    Sums sums =
        found.stream().map(SmearingTask.Found::sums).reduce(new Collector().finish(), Sums::plus);
    if (sums.weights().signum() == 0) {
      throw new Failure(
          Failure.Kind.DATA,
          snapshot.label() + " has no training rows to find a smearing factor from",
          "Choose another as-of date, a longer training.window, or another data.where.");
    }
    BigBinary factor = sums.weighted().toBigBinary().dividedBy(sums.weights().toBigBinary(), BITS);
    return new Smearing(
        factor.doubleValue(),
        sums.rows(),
        files.size(),
        found.stream().mapToLong(SmearingTask.Found::bytesRead).sum());
  }

  /** The files that may hold rows of the days, as far as is known without opening them. */
  public static List<DataFile> files(Snapshot snapshot, Design design, DayRange days) {
    return DayBounds.possible(snapshot, design.rule(), days);
  }
}
