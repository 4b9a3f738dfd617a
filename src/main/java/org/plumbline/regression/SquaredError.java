package org.plumbline.regression;

import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.Failure;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Statistics;

/**
 * Errors of a linear predictor that follow from statistics, exact and each rounded once.
 *
 * @param rows rows of positive weight
 * @param weight Σw
 * @param mse Σw(y−ŷ)²/Σw
 * @param rmse its square root
 * @param r2 1 − Σw(y−ŷ)²/Σw(y−ȳ)², ȳ the mean of these rows; empty where the label does not vary
 * @param bias mean of ŷ − y
 */
public record SquaredError(
    long rows, double weight, double mse, double rmse, OptionalDouble r2, double bias) {

  private static final int BITS = 128;

  /**
   * Of a predictor without categories; empty where no row has positive weight.
   *
   * @throws Failure INTERNAL where the moments lack a term of the predictor
   */
  public static Optional<SquaredError> of(LinearPredictor predictor, Moments moments) {
    return of(predictor, Statistics.of(moments));
  }

  /**
   * Empty where no row has positive weight, and where a row has a level without prediction: sums do
   * not tell which part of the others such rows are. {@link CategoryEffects#unseenRows} counts
   * them.
   *
   * @throws Failure INTERNAL where the statistics lack a term of the predictor
   */
  public static Optional<SquaredError> of(LinearPredictor predictor, Statistics statistics) {
    Moments moments = statistics.moments();
    BigBinary weight = moments.at(0, 0).toBigBinary();
    boolean judged =
        predictor.categories().stream()
            .allMatch(c -> c.unseen().isPresent() || c.unseenRows(statistics.levels()) == 0);
    if (moments.tally().positiveRows() == 0 || weight.signum() == 0 || !judged) {
      return Optional.empty();
    }
    ResidualSums residual = ResidualSums.of(predictor, statistics);
    int label = moments.columns().size();
    BigBinary labelSum = moments.at(0, label).toBigBinary();
    BigBinary labelSquare = moments.at(label, label).toBigBinary();
    BigBinary total = weight.times(labelSquare).minus(labelSum.times(labelSum));
    BigBinary mse = residual.squares().dividedBy(weight, BITS);
    return Optional.of(
        new SquaredError(
            moments.tally().positiveRows(),
            weight.doubleValue(),
            mse.doubleValue(),
            mse.sqrt(BITS).doubleValue(),
            r2(total, residual.squares().times(weight)),
            residual.sum().negate().dividedBy(weight, BITS).doubleValue()));
  }

  /**
   * From sums over rows, e = label − prediction; empty where there is no weight.
   *
   * @param rows of positive weight
   * @param residuals Σw·e and Σw·e²
   * @param labels Σw·y and Σw·y²
   */
  public static Optional<SquaredError> of(
      long rows, BigBinary weight, Sums residuals, Sums labels) {
    if (rows == 0 || weight.signum() == 0) {
      return Optional.empty();
    }
    BigBinary total = weight.times(labels.squares()).minus(labels.values().times(labels.values()));
    BigBinary mse = residuals.squares().dividedBy(weight, BITS);
    return Optional.of(
        new SquaredError(
            rows,
            weight.doubleValue(),
            mse.doubleValue(),
            mse.sqrt(BITS).doubleValue(),
            r2(total, residuals.squares().times(weight)),
            residuals.values().negate().dividedBy(weight, BITS).doubleValue()));
  }

  /** Weighted sums of a number and of its square. */
  public record Sums(BigBinary values, BigBinary squares) {}

  /** (total − lost)/total, both times Σw. */
  private static OptionalDouble r2(BigBinary total, BigBinary lost) {
    return total.signum() > 0
        ? Inference.rounded(total.minus(lost).dividedBy(total, BITS))
        : OptionalDouble.empty();
  }
}
