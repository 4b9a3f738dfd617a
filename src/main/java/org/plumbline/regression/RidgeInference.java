package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;

/**
 * Errors of a ridge fit, B = A + Λ: the sandwich σ²·B⁻¹AB⁻¹ = σ²·(B⁻¹ − B⁻¹ΛB⁻¹), the effective
 * degrees of freedom tr(AB⁻¹) = Σ_k (1 − Λ_k·(B⁻¹)_kk), and σ² = Σw·e²/(n − tr(AB⁻¹)). Not σ²·B⁻¹,
 * which counts the penalty as if it were data. They are errors about the coefficients' expectation,
 * which the penalty draws towards 0.
 */
final class RidgeInference {
  private static final int BITS = 256;

  private final PenalizedEquations equations;
  private final ScaledMoments moments;
  private final ScaledInverse inverse;
  private final List<Integer> kept;
  private final DoubleDouble.Vector ridge;
  private final BigBinary effective;

  RidgeInference(PenalizedEquations equations, ScaledInverse inverse) {
    this.equations = equations;
    this.inverse = inverse;
    moments = equations.penalized().moments();
    kept = equations.factorization().kept();
    ridge = new DoubleDouble.Vector(kept.size());
    for (int k = 0; k < kept.size(); k++) {
      int column = kept.get(k);
      ridge.set(k, moments.ridge(column).scaled(-2 * moments.exponent(column)));
    }
    effective = effective();
  }

  private BigBinary effective() {
    DoubleDouble.Vector sum = new DoubleDouble.Vector(1);
    for (int k = 0; k < kept.size(); k++) {
      DoubleDouble.Vector row = inverse.row(k);
      sum.add(0, 1, 0);
      sum.addProduct(0, -ridge.high(k), -ridge.low(k), row.high(k), row.low(k));
    }
    return sum.exact(0);
  }

  /** tr(AB⁻¹), the intercept included. */
  BigBinary effectiveDegreesOfFreedom() {
    return effective;
  }

  /** n − tr(AB⁻¹). */
  BigBinary residualDegreesOfFreedom() {
    return BigBinary.of(equations.training().rows()).minus(effective);
  }

  /** σ², where degrees of freedom are left. */
  BigBinary variance() {
    return equations.residualSumOfSquares().dividedBy(residualDegreesOfFreedom(), BITS);
  }

  /** The standard errors of the kept columns. */
  List<OptionalDouble> standardErrors() {
    BigBinary variance = variance();
    List<OptionalDouble> errors = new ArrayList<>();
    for (int k = 0; k < kept.size(); k++) {
      BigBinary square = variance.times(spread(k)).sqrt(BITS);
      errors.add(Inference.rounded(square.scaled(-moments.exponent(kept.get(k)))));
    }
    return errors;
  }

  /** (B⁻¹AB⁻¹)_kk of the scaled columns. */
  private BigBinary spread(int k) {
    DoubleDouble.Vector row = inverse.row(k);
    DoubleDouble.Vector sums = new DoubleDouble.Vector(2);
    sums.set(0, row.high(k), row.low(k));
    for (int j = 0; j < kept.size(); j++) {
      sums.set(1, 0, 0);
      sums.addProduct(1, ridge.high(j), ridge.low(j), row.high(j), row.low(j));
      sums.addProduct(0, -sums.high(1), -sums.low(1), row.high(j), row.low(j));
    }
    BigBinary spread = sums.exact(0);
    return spread.signum() < 0 ? BigBinary.ZERO : spread;
  }
}
