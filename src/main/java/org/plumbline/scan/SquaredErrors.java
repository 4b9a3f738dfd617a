package org.plumbline.scan;

import java.io.Serializable;
import java.util.OptionalDouble;
import org.plumbline.statistics.ExactSum;
import org.plumbline.statistics.Expansion;

/**
 * Scored rows of a day and the errors e = label − prediction of those whose label has arrived. A
 * row's e, e² and e⁴ are rounded once each; their sums never, so that they depend on the rows
 * alone.
 *
 * @param scored rows with a prediction
 * @param labelled rows with a label too, n
 * @param repeated labelled rows whose label arrived more than once, with the same value
 * @param residuals Σ e
 * @param squares Σ e²
 * @param fourths Σ e⁴
 */
public record SquaredErrors(
    long scored,
    long labelled,
    long repeated,
    Expansion residuals,
    Expansion squares,
    Expansion fourths)
    implements Serializable {

  public static final SquaredErrors NONE =
      new SquaredErrors(0, 0, 0, Expansion.ZERO, Expansion.ZERO, Expansion.ZERO);

  /** Of both together. */
  public SquaredErrors plus(SquaredErrors other) {
    return new SquaredErrors(
        scored + other.scored,
        labelled + other.labelled,
        repeated + other.repeated,
        residuals.plus(other.residuals),
        squares.plus(other.squares),
        fourths.plus(other.fourths));
  }

  /** Mean squared error Σ e²/n; empty without labels. */
  public OptionalDouble mse() {
    return labelled == 0 ? OptionalDouble.empty() : OptionalDouble.of(squares.value() / labelled);
  }

  /** Mean of prediction − label; empty without labels. */
  public OptionalDouble bias() {
    return labelled == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(-residuals.value() / labelled);
  }

  /**
   * Standard error of the mean squared error, s/√n with s² = Σ (e² − mse)²/(n − 1), rows taken as
   * independent; empty for fewer than two labels.
   */
  public OptionalDouble standardError() {
    if (labelled < 2) {
      return OptionalDouble.empty();
    }
    double mse = mse().getAsDouble();
    double variance = Math.max(0, fourths.value() / labelled - mse * mse) / (labelled - 1);
    return OptionalDouble.of(Math.sqrt(variance));
  }

  /** Adds up rows: mutable. */
  static final class Collector {
    private final ExactSum residuals = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private final ExactSum fourths = new ExactSum();
    private long scored;
    private long labelled;
    private long repeated;

    void unlabelled() {
      scored++;
    }

    /**
     * @param arrivals of the label, at least 1
     */
    void add(double label, double prediction, long arrivals) {
      double residual = label - prediction;
      double square = residual * residual;
      scored++;
      labelled++;
      repeated += arrivals > 1 ? 1 : 0;
      residuals.add(residual);
      squares.add(square);
      fourths.add(square * square);
    }

    SquaredErrors finish() {
      return new SquaredErrors(
          scored,
          labelled,
          repeated,
          residuals.toExpansion(),
          squares.toExpansion(),
          fourths.toExpansion());
    }
  }
}
