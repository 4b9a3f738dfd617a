package org.plumbline.regression;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Moments;

/**
 * Standard errors by clusters of days: the square roots of the diagonal of A⁻¹ (Σ_d s_d s_dᵀ) A⁻¹ ·
 * G/(G−1) · (n−1)/(n−rank), where s_d = c_d − G_d·β is the score of day d, from that day's moments,
 * and G the number of days (statsmodels: {@code cov_type="cluster"} with its small-sample factor).
 *
 * <p>Computed as √Σ_d u_dk², u_d = A⁻¹ s_d, in double-double with a running bound of its error;
 * where cancellation leaves too little, again in the factorisation's fixed-point arithmetic.
 */
final class ClusteredErrors {
  /** An error up to this part of the result does not reach its double. */
  private static final double NEGLIGIBLE = Math.scalb(1.0, -54);

  /** With double-double alone, an error known to fewer digits than this is not reported. */
  private static final double TOLERABLE = 1e-6;

  private final ScaledMoments moments;
  private final Factorization factorization;
  private final ScaledInverse inverse;
  private final int[] columns;
  private final int[] exponents;

  /** 2^−exponent of each column: what scales it. */
  private final double[] units;

  private final BigBinary factor;

  /**
   * @param days at least two, each with a row of positive weight
   * @return one for each kept column; empty where the error is beyond what can be computed
   */
  static List<OptionalDouble> of(
      Training training,
      Factorization factorization,
      ScaledInverse inverse,
      Collection<Moments> days) {
    BigBinary degrees = BigBinary.of(training.rows() - factorization.rank());
    return of(training, factorization, inverse, days, degrees);
  }

  /**
   * @param days whose columns are those of the training, in their order
   * @param degrees n − rank; under a penalty n less the effective degrees of freedom
   */
  static List<OptionalDouble> of(
      Training training,
      Factorization factorization,
      ScaledInverse inverse,
      Collection<Moments> days,
      BigBinary degrees) {
    return new ClusteredErrors(training, factorization, inverse, days.size(), degrees).errors(days);
  }

  private ClusteredErrors(
      Training training,
      Factorization factorization,
      ScaledInverse inverse,
      int days,
      BigBinary degrees) {
    moments = training.moments();
    this.factorization = factorization;
    this.inverse = inverse;
    int q = factorization.rank();
    columns = Arrays.copyOf(factorization.kept().stream().mapToInt(k -> k).toArray(), q + 1);
    columns[q] = moments.label();
    exponents = Arrays.stream(columns).map(moments::exponent).toArray();
    units = Arrays.stream(exponents).mapToDouble(e -> Math.scalb(1.0, -e)).toArray();
    factor = factor(training, days, degrees);
  }

  /** G/(G−1) · (n−1)/degrees. */
  static BigBinary factor(Training training, int days, BigBinary degrees) {
    return BigBinary.of(days)
        .times(BigBinary.of(training.rows() - 1))
        .dividedBy(BigBinary.of(days - 1).times(degrees), 128);
  }

  private List<OptionalDouble> errors(Collection<Moments> days) {
    int q = columns.length - 1;
    DoubleDouble.Vector coefficients = residualMaker();
    DoubleDouble.Vector squares = new DoubleDouble.Vector(q);
    double[] errorSquares = new double[q];
    for (Moments day : days) {
      Scores scores = scores(day, coefficients);
      for (int k = 0; k < q; k++) {
        double error = scores.influence(inverse, k);
        squares.add(k, scores.high * scores.high, 0);
        squares.add(k, Math.fma(scores.high, scores.high, -scores.high * scores.high), 0);
        squares.add(k, 2 * scores.high * scores.low, 0);
        errorSquares[k] += error * error;
      }
    }
    return conclude(squares, errorSquares, days);
  }

  private List<OptionalDouble> conclude(
      DoubleDouble.Vector squares, double[] errorSquares, Collection<Moments> days) {
    int q = columns.length - 1;
    OptionalDouble[] errors = new OptionalDouble[q];
    double worst = 0;
    for (int k = 0; k < q; k++) {
      double size = Math.sqrt(squares.high(k));
      double part = size > 0 ? Math.sqrt(errorSquares[k]) / size : Double.POSITIVE_INFINITY;
      worst = Math.max(worst, part);
      errors[k] = part < TOLERABLE ? standardError(squares.exact(k), k) : OptionalDouble.empty();
    }
    if (worst > NEGLIGIBLE && factorization instanceof ExactFactorization exact) {
      return exactErrors(exact, days);
    }
    return List.of(errors);
  }

  /** √(factor·Σu²) in the units of the data. */
  private OptionalDouble standardError(BigBinary sumOfSquares, int k) {
    int q = columns.length - 1;
    BigBinary scaled = factor.times(sumOfSquares).sqrt(128);
    return Inference.rounded(scaled.scaled(exponents[q] - exponents[k]));
  }

  /** (−β, 1) of the scaled columns and the label: its product with moments is a score. */
  private DoubleDouble.Vector residualMaker() {
    int q = columns.length - 1;
    List<BigBinary> coefficients = factorization.coefficients();
    DoubleDouble.Vector vector = new DoubleDouble.Vector(q + 1);
    for (int k = 0; k < q; k++) {
      vector.set(k, coefficients.get(k).scaled(exponents[k] - exponents[q]).negate());
    }
    vector.set(q, BigBinary.ONE);
    return vector;
  }

  private Scores scores(Moments day, DoubleDouble.Vector coefficients) {
    int q = columns.length - 1;
    Scores scores = new Scores(q);
    for (int a = 0; a < q; a++) {
      for (int b = a; b <= q; b++) {
        for (double part : day.at(columns[a], columns[b]).parts()) {
          double moment = part * units[a] * units[b];
          scores.add(a, moment, coefficients, b);
          if (a != b && b < q) {
            scores.add(b, moment, coefficients, a);
          }
        }
      }
    }
    return scores;
  }

  /** s_d of the scaled columns, and the sums of magnitudes that bound its error. */
  private static final class Scores {
    private final DoubleDouble.Vector score;
    private final double[] magnitude;
    private double high;
    private double low;

    Scores(int size) {
      score = new DoubleDouble.Vector(size);
      magnitude = new double[size];
    }

    void add(int row, double moment, DoubleDouble.Vector coefficients, int column) {
      score.addProduct(row, moment, coefficients.high(column), coefficients.low(column));
      magnitude[row] += Math.abs(moment * coefficients.high(column));
    }

    /** Leaves u_k = Σ_j (A⁻¹)_kj·s_j in (high, low) and returns a bound of its error. */
    double influence(ScaledInverse inverse, int k) {
      int q = magnitude.length;
      DoubleDouble.Vector row = inverse.row(k);
      DoubleDouble.Vector sum = new DoubleDouble.Vector(1);
      double bound = 0;
      for (int j = 0; j < q; j++) {
        double h = score.high(j);
        sum.addProduct(0, h, row.high(j), row.low(j));
        sum.add(0, score.low(j) * row.high(j), 0);
        bound += Math.abs(row.high(j)) * magnitude[j];
      }
      high = sum.high(0);
      low = sum.low(0);
      return bound * Math.scalb(4.0 * q + 16, -104);
    }
  }

  private List<OptionalDouble> exactErrors(ExactFactorization exact, Collection<Moments> days) {
    int q = columns.length - 1;
    int bits = exact.bits();
    BigInteger[][] fixed = exact.fixedInverse();
    BigInteger[] squares = new BigInteger[q];
    Arrays.fill(squares, BigInteger.ZERO);
    for (Moments day : days) {
      BigInteger[] score = exactScores(exact, day);
      for (int k = 0; k < q; k++) {
        BigInteger sum = BigInteger.ZERO;
        for (int j = 0; j < q; j++) {
          sum = sum.add(fixed[Math.max(j, k)][Math.min(j, k)].multiply(score[j]));
        }
        BigInteger influence = FixedPoint.drop(sum, bits + bits / 4);
        squares[k] = squares[k].add(influence.multiply(influence));
      }
    }
    OptionalDouble[] errors = new OptionalDouble[q];
    for (int k = 0; k < q; k++) {
      errors[k] = standardError(new BigBinary(squares[k], -2 * (bits - bits / 4)), k);
    }
    return List.of(errors);
  }

  /** s_d of the scaled columns, times 2^bits. */
  private BigInteger[] exactScores(ExactFactorization exact, Moments day) {
    int q = columns.length - 1;
    int bits = exact.bits();
    BigInteger[] coefficients = exact.fixedCoefficients();
    BigInteger[] scores = new BigInteger[q];
    for (int a = 0; a < q; a++) {
      BigInteger sum = fixed(day, a, q, bits).shiftLeft(bits);
      for (int b = 0; b < q; b++) {
        sum = sum.subtract(fixed(day, a, b, bits).multiply(coefficients[b]));
      }
      scores[a] = FixedPoint.drop(sum, bits);
    }
    return scores;
  }

  private BigInteger fixed(Moments day, int a, int b, int bits) {
    BigBinary moment =
        day.at(Math.min(columns[a], columns[b]), Math.max(columns[a], columns[b])).toBigBinary();
    return FixedPoint.of(moment, bits - exponents[a] - exponents[b]);
  }
}
