package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;

/**
 * The numbers of a fit that follow from the factorisation alone, each rounded once to double. Two
 * working precisions agree where these records are equal.
 *
 * @param coefficients of the kept columns
 * @param standardErrors √(σ²·(A⁻¹)_kk), classical, σ² = Σw·e²/(n − rank); all empty without degrees
 *     of freedom
 * @param t coefficient / standard error
 * @param exactFit whether the residual deviation is below 1e-13 of the label's root mean square
 */
record Inference(
    List<Double> coefficients,
    List<OptionalDouble> standardErrors,
    List<OptionalDouble> t,
    OptionalDouble residualStandardError,
    OptionalDouble r2,
    OptionalDouble adjustedR2,
    OptionalDouble fStatistic,
    double residualSumOfSquares,
    boolean exactFit) {

  /** Significant bits of quotients and roots before they are rounded to double. */
  private static final int BITS = 256;

  /** Bits that remain at the end: what lies between them and {@link #BITS} is noise. */
  private static final int SIGNIFICANT = 120;

  private static final BigBinary EXACT_FIT = BigBinary.of(1e-13).times(BigBinary.of(1e-13));

  static Inference of(Training training, Factorization factorization) {
    return new Calculation(training, factorization).result();
  }

  /** The number as a double; empty where it overflows, or underflows to 0. */
  static OptionalDouble rounded(BigBinary number) {
    double value = number.round(SIGNIFICANT).doubleValue();
    boolean lost = Double.isInfinite(value) || (value == 0 && number.signum() != 0);
    return lost ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static BigBinary ratio(BigBinary numerator, BigBinary denominator) {
    return numerator.dividedBy(denominator, BITS);
  }

  /** The exact quantities between factorisation and doubles. */
  private static final class Calculation {
    private final Training training;
    private final int rank;
    private final long degrees;
    private final List<BigBinary> coefficients;
    private final List<BigBinary> inverseDiagonal;
    private final BigBinary residual;
    private final BigBinary total;
    private final boolean exactFit;

    Calculation(Training training, Factorization factorization) {
      this.training = training;
      rank = factorization.rank();
      degrees = training.rows() - rank;
      coefficients = training.meanAlone() ? mean(rank) : factorization.coefficients();
      residual = training.meanAlone() ? BigBinary.ZERO : factorization.residualSumOfSquares();
      inverseDiagonal = factorization.inverseDiagonal();
      total = training.totalSumOfSquares(BITS);
      int label = training.moments().label();
      BigBinary square = training.moments().exact(label, label);
      exactFit = residual.signum() == 0 || residual.compareTo(square.times(EXACT_FIT)) < 0;
    }

    /** The label's mean as the intercept and nothing else. */
    private List<BigBinary> mean(int columns) {
      ScaledMoments moments = training.moments();
      List<BigBinary> all = new ArrayList<>();
      all.add(ratio(moments.exact(0, moments.label()), moments.totalWeight()));
      while (all.size() < columns) {
        all.add(BigBinary.ZERO);
      }
      return all;
    }

    Inference result() {
      List<OptionalDouble> errors = new ArrayList<>();
      List<OptionalDouble> t = new ArrayList<>();
      for (int k = 0; k < rank; k++) {
        BigBinary error = degrees > 0 ? standardError(k) : BigBinary.ZERO;
        errors.add(degrees > 0 ? rounded(error) : OptionalDouble.empty());
        t.add(
            exactFit || error.signum() == 0
                ? OptionalDouble.empty()
                : rounded(ratio(coefficients.get(k), error)));
      }
      return new Inference(
          coefficients.stream().map(c -> c.round(SIGNIFICANT).doubleValue()).toList(),
          errors,
          t,
          degrees > 0 ? rounded(variance().sqrt(BITS)) : OptionalDouble.empty(),
          r2(),
          adjustedR2(),
          fStatistic(),
          residual.round(SIGNIFICANT).doubleValue(),
          exactFit);
    }

    private BigBinary variance() {
      return ratio(residual, BigBinary.of(degrees));
    }

    private BigBinary standardError(int k) {
      return variance().times(inverseDiagonal.get(k)).sqrt(BITS);
    }

    private boolean totalVaries() {
      return total.signum() > 0 && !training.meanAlone();
    }

    private OptionalDouble r2() {
      return totalVaries() ? rounded(ratio(total.minus(residual), total)) : OptionalDouble.empty();
    }

    /** 1 − (1 − R²)·(n − 1)/(n − rank); n for n − 1 without an intercept. */
    private OptionalDouble adjustedR2() {
      if (!totalVaries() || degrees <= 0) {
        return OptionalDouble.empty();
      }
      BigBinary totalDegrees = BigBinary.of(training.rows() - training.interceptDegrees());
      BigBinary lost = residual.times(totalDegrees);
      BigBinary whole = total.times(BigBinary.of(degrees));
      return rounded(ratio(whole.minus(lost), whole));
    }

    /** ((total − residual)/(rank − 1)) / σ²; rank for rank − 1 without an intercept. */
    private OptionalDouble fStatistic() {
      int modelDegrees = rank - training.interceptDegrees();
      if (!totalVaries() || degrees <= 0 || modelDegrees <= 0 || exactFit) {
        return OptionalDouble.empty();
      }
      BigBinary explained = total.minus(residual).times(BigBinary.of(degrees));
      return rounded(ratio(explained, residual.times(BigBinary.of(modelDegrees))));
    }
  }
}
