package org.plumbline.regression;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.plumbline.Failure;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Moments;

/**
 * Errors of a linear predictor that follow from moments, exact and each rounded once.
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
   * Empty where no row has positive weight.
   *
   * @throws Failure INTERNAL where the moments lack a term of the predictor
   */
  public static Optional<SquaredError> of(LinearPredictor predictor, Moments moments) {
    BigBinary weight = moments.at(0, 0).toBigBinary();
    if (moments.tally().positiveRows() == 0 || weight.signum() == 0) {
      return Optional.empty();
    }
    BigBinary[] residual = residualMaker(predictor, moments);
    int label = residual.length - 1;
    BigBinary squares = BigBinary.ZERO;
    BigBinary sum = BigBinary.ZERO;
    for (int i = 0; i <= label; i++) {
      BigBinary inner = product(moments, residual, i);
      squares = squares.plus(inner.times(residual[i]));
      sum = i == 0 ? inner : sum;
    }
    BigBinary labelSum = moments.at(0, label).toBigBinary();
    BigBinary labelSquare = moments.at(label, label).toBigBinary();
    BigBinary total = weight.times(labelSquare).minus(labelSum.times(labelSum));
    BigBinary mse = squares.dividedBy(weight, BITS);
    return Optional.of(
        new SquaredError(
            moments.tally().positiveRows(),
            weight.doubleValue(),
            mse.doubleValue(),
            mse.sqrt(BITS).doubleValue(),
            r2(total, squares.times(weight)),
            sum.negate().dividedBy(weight, BITS).doubleValue()));
  }

  /** (total − lost)/total, both times Σw. */
  private static OptionalDouble r2(BigBinary total, BigBinary lost) {
    return total.signum() > 0
        ? Inference.rounded(total.minus(lost).dividedBy(total, BITS))
        : OptionalDouble.empty();
  }

  /** v with vᵀz = y − ŷ. */
  private static BigBinary[] residualMaker(LinearPredictor predictor, Moments moments) {
    int label = moments.columns().size();
    BigBinary[] v = new BigBinary[label + 1];
    v[0] = BigBinary.of(-predictor.intercept());
    for (int k = 1; k < label; k++) {
      v[k] =
          BigBinary.of(-predictor.coefficients().getOrDefault(moments.columns().get(k - 1), 0.0));
    }
    v[label] = BigBinary.ONE;
    TreeSet<String> unknown = new TreeSet<>(predictor.coefficients().keySet());
    moments.columns().subList(0, label - 1).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new Failure(
          Failure.Kind.INTERNAL, "the statistics lack the predictor's terms " + unknown, "");
    }
    return v;
  }

  /** Σ_j M_ij·v_j. */
  private static BigBinary product(Moments moments, BigBinary[] v, int i) {
    BigBinary sum = BigBinary.ZERO;
    for (int j = 0; j < v.length; j++) {
      if (v[j].signum() != 0) {
        sum = sum.plus(moments.at(Math.min(i, j), Math.max(i, j)).toBigBinary().times(v[j]));
      }
    }
    return sum;
  }
}
