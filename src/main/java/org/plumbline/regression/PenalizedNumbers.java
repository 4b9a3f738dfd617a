package org.plumbline.regression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;

/**
 * The doubles of a penalised fit. Two working precisions agree where these records are equal.
 *
 * @param coefficients by index in z, the intercept first; 0 without one
 * @param kept of the kept columns of the penalised equations: coefficients, and for ridge errors
 * @param effectiveDegreesOfFreedom see {@link PenaltySummary}
 * @param degreesOfFreedom n less the effective ones
 */
record PenalizedNumbers(
    List<Double> coefficients,
    Inference kept,
    double effectiveDegreesOfFreedom,
    double degreesOfFreedom) {

  private static final int BITS = 256;

  private static final int SIGNIFICANT = 120;

  private static final BigBinary EXACT_FIT = BigBinary.of(1e-13).times(BigBinary.of(1e-13));

  /** Errors are those of ridge; any other penalty has none. */
  static PenalizedNumbers of(PenalizedEquations equations, ScaledInverse inverse, boolean ridge) {
    Training training = equations.training();
    int label = training.moments().label();
    List<Double> coefficients = new ArrayList<>();
    for (int j = 0; j < label; j++) {
      coefficients.add(rounded(equations.coefficient(j)));
    }
    List<Integer> kept = equations.factorization().kept();
    BigBinary residual = equations.residualSumOfSquares();
    BigBinary square = training.moments().exact(label, label);
    boolean exactFit = residual.signum() == 0 || residual.compareTo(square.times(EXACT_FIT)) < 0;
    BigBinary effective = BigBinary.of(kept.size());
    List<OptionalDouble> none = Collections.nCopies(kept.size(), OptionalDouble.empty());
    List<OptionalDouble> errors = none;
    OptionalDouble deviation = OptionalDouble.empty();
    if (ridge) {
      RidgeInference inference = new RidgeInference(equations, inverse);
      effective = inference.effectiveDegreesOfFreedom();
      if (inference.residualDegreesOfFreedom().signum() > 0) {
        errors = inference.standardErrors();
        deviation = Inference.rounded(inference.variance().sqrt(BITS));
      }
    }
    BigBinary degrees = BigBinary.of(training.rows()).minus(effective);
    List<Double> values = kept.stream().map(k -> coefficients.get(equations.column(k))).toList();
    Inference inference =
        new Inference(
            values,
            errors,
            exactFit ? none : ratios(values, errors),
            deviation,
            r2(training, residual),
            ridge ? adjustedR2(training, residual, degrees) : OptionalDouble.empty(),
            OptionalDouble.empty(),
            rounded(residual),
            exactFit);
    return new PenalizedNumbers(coefficients, inference, rounded(effective), rounded(degrees));
  }

  private static double rounded(BigBinary number) {
    return number.round(SIGNIFICANT).doubleValue();
  }

  private static List<OptionalDouble> ratios(List<Double> values, List<OptionalDouble> errors) {
    List<OptionalDouble> ratios = new ArrayList<>();
    for (int k = 0; k < values.size(); k++) {
      boolean defined = errors.get(k).orElse(0) > 0;
      ratios.add(
          defined
              ? Inference.rounded(
                  BigBinary.of(values.get(k))
                      .dividedBy(BigBinary.of(errors.get(k).getAsDouble()), BITS))
              : OptionalDouble.empty());
    }
    return ratios;
  }

  private static OptionalDouble r2(Training training, BigBinary residual) {
    BigBinary total = training.totalSumOfSquares(BITS);
    return total.signum() > 0 && !training.meanAlone()
        ? Inference.rounded(total.minus(residual).dividedBy(total, BITS))
        : OptionalDouble.empty();
  }

  /** 1 − (1 − R²)·(n − 1)/(n − tr(AB⁻¹)); n for n − 1 without an intercept. */
  private static OptionalDouble adjustedR2(
      Training training, BigBinary residual, BigBinary degrees) {
    BigBinary total = training.totalSumOfSquares(BITS);
    if (total.signum() <= 0 || training.meanAlone() || degrees.signum() <= 0) {
      return OptionalDouble.empty();
    }
    BigBinary totalDegrees = BigBinary.of(training.rows() - training.interceptDegrees());
    BigBinary whole = total.times(degrees);
    BigBinary lost = residual.times(totalDegrees);
    return Inference.rounded(whole.minus(lost).dividedBy(whole, BITS));
  }
}
