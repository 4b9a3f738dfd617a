package org.plumbline.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.statistics.ExactSum;
import org.plumbline.statistics.Expansion;

/**
 * Exact sums over rows of one contender and day, e = label − prediction. A row's products are
 * rounded once each; their sums never.
 *
 * @param rows of positive weight
 * @param sums Σw, Σw·e, Σw·e², Σw·y, Σw·y²
 */
public record DayErrors(long rows, List<Expansion> sums) implements Serializable {

  private static final int SUMS = 5;

  public DayErrors {
    sums = List.copyOf(sums);
  }

  public Expansion weight() {
    return sums.get(0);
  }

  /** Σw·e. */
  public Expansion residuals() {
    return sums.get(1);
  }

  /** Σw·e². */
  public Expansion squares() {
    return sums.get(2);
  }

  /** Σw·y. */
  public Expansion labels() {
    return sums.get(3);
  }

  /** Σw·y². */
  public Expansion labelSquares() {
    return sums.get(4);
  }

  /** Of both together. */
  public DayErrors plus(DayErrors other) {
    return new DayErrors(
        rows + other.rows,
        IntStream.range(0, SUMS).mapToObj(k -> sums.get(k).plus(other.sums.get(k))).toList());
  }

  /** Adds up rows: mutable. */
  static final class Collector {
    private final List<ExactSum> sums = new ArrayList<>();
    private long rows;

    Collector() {
      for (int k = 0; k < SUMS; k++) {
        sums.add(new ExactSum());
      }
    }

    void add(double label, double prediction, double weight) {
      double residual = label - prediction;
      rows++;
      sums.get(0).add(weight);
      sums.get(1).add(weight * residual);
      sums.get(2).add(weight * residual * residual);
      sums.get(3).add(weight * label);
      sums.get(4).add(weight * label * label);
    }

    DayErrors finish() {
      return new DayErrors(rows, sums.stream().map(ExactSum::toExpansion).toList());
    }
  }
}
