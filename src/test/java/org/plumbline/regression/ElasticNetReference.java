package org.plumbline.regression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * The elastic net of a few terms by trying every pattern of signs, zeros and limits in 60-digit
 * arithmetic on the rows themselves: slow, and independent of everything it is compared with.
 */
final class ElasticNetReference {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal TINY = new BigDecimal("1e-40");

  private final int terms;
  private final boolean intercept;
  private final BigDecimal[][] gram;
  private final BigDecimal[] towards;
  private final BigDecimal[] means;
  private final BigDecimal labelMean;
  private final BigDecimal[] absolute;
  private final BigDecimal[] squared;
  private final CoefficientLimits.Limit limit;

  ElasticNetReference(
      Rows rows,
      boolean intercept,
      PenaltyPoint point,
      boolean standardize,
      CoefficientLimits.Limit limit) {
    this.intercept = intercept;
    this.limit = limit;
    terms = rows.columns().size() - 1;
    BigDecimal[][] z = new BigDecimal[terms + 1][];
    BigDecimal[] centres = new BigDecimal[terms + 1];
    BigDecimal[] w = exact(rows.weights());
    BigDecimal weight = Arrays.stream(w).reduce(BigDecimal.ZERO, BigDecimal::add);
    for (int k = 0; k <= terms; k++) {
      z[k] = exact(rows.column(k));
      centres[k] = sum(w, z[k], ones(w.length)).divide(weight, DIGITS);
    }
    BigDecimal[][] centred = new BigDecimal[terms + 1][];
    for (int k = 0; k <= terms; k++) {
      BigDecimal centre = centres[k];
      centred[k] = Arrays.stream(z[k]).map(x -> x.subtract(centre)).toArray(BigDecimal[]::new);
    }
    BigDecimal[][] used = intercept ? centred : z;
    gram = new BigDecimal[terms][terms];
    towards = new BigDecimal[terms];
    absolute = new BigDecimal[terms];
    squared = new BigDecimal[terms];
    means = Arrays.copyOf(centres, terms);
    labelMean = centres[terms];
    BigDecimal lambda = new BigDecimal(point.lambda());
    BigDecimal ratio = new BigDecimal(point.l1Ratio());
    BigDecimal labelDeviation = deviation(w, centred[terms], weight);
    for (int j = 0; j < terms; j++) {
      BigDecimal s = standardize ? deviation(w, centred[j], weight) : BigDecimal.ONE;
      absolute[j] = lambda.multiply(ratio).multiply(s, DIGITS);
      squared[j] =
          lambda
              .multiply(BigDecimal.ONE.subtract(ratio))
              .multiply(s.pow(2), DIGITS)
              .divide(labelDeviation, DIGITS);
      towards[j] = sum(w, used[j], used[terms]).divide(weight, DIGITS);
      for (int k = 0; k < terms; k++) {
        gram[j][k] = sum(w, used[j], used[k]).divide(weight, DIGITS);
      }
    }
  }

  private static BigDecimal[] exact(double[] values) {
    return Arrays.stream(values).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  private static BigDecimal[] ones(int length) {
    BigDecimal[] ones = new BigDecimal[length];
    Arrays.fill(ones, BigDecimal.ONE);
    return ones;
  }

  private static BigDecimal sum(BigDecimal[] w, BigDecimal[] x, BigDecimal[] y) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = 0; row < w.length; row++) {
      sum = sum.add(w[row].multiply(x[row]).multiply(y[row], DIGITS), DIGITS);
    }
    return sum;
  }

  private static BigDecimal deviation(BigDecimal[] w, BigDecimal[] centred, BigDecimal weight) {
    return sum(w, centred, centred).divide(weight, DIGITS).sqrt(DIGITS);
  }

  /** The intercept first, where there is one. */
  BigDecimal[] solve() {
    int patterns = (int) Math.pow(5, terms);
    for (int pattern = 0; pattern < patterns; pattern++) {
      int[] states = states(pattern);
      BigDecimal[] solution = solve(states);
      if (solution != null && optimal(states, solution)) {
        return withIntercept(solution);
      }
    }
    throw new AssertionError("no pattern of signs is optimal");
  }

  /** −1, 1: free with this sign; 0: zero; −2, 2: at the lower and upper limit. */
  private int[] states(int pattern) {
    int[] states = new int[terms];
    int rest = pattern;
    for (int j = 0; j < terms; j++) {
      states[j] = rest % 5 - 2;
      rest /= 5;
    }
    return states;
  }

  private BigDecimal[] solve(int[] states) {
    BigDecimal[][] a = new BigDecimal[terms][terms];
    BigDecimal[] b = new BigDecimal[terms];
    for (int j = 0; j < terms; j++) {
      Arrays.fill(a[j], BigDecimal.ZERO);
      if (Math.abs(states[j]) == 1) {
        for (int k = 0; k < terms; k++) {
          a[j][k] = gram[j][k];
        }
        a[j][j] = a[j][j].add(squared[j]);
        b[j] = towards[j].subtract(absolute[j].multiply(BigDecimal.valueOf(states[j])));
      } else {
        double held = states[j] == 0 ? 0 : states[j] < 0 ? limit.lower() : limit.upper();
        if (Double.isInfinite(held)) {
          return null;
        }
        a[j][j] = BigDecimal.ONE;
        b[j] = new BigDecimal(held);
      }
    }
    BigDecimal[] solution = eliminate(a, b);
    for (int j = 0; solution != null && j < terms; j++) {
      // Rows change places in the elimination, which leaves noise in what is held at zero.
      solution[j] = states[j] == 0 ? BigDecimal.ZERO : solution[j];
    }
    return solution;
  }

  private static BigDecimal[] eliminate(BigDecimal[][] a, BigDecimal[] b) {
    int n = b.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = a[i][k].abs().compareTo(a[pivot][k].abs()) > 0 ? i : pivot;
      }
      if (a[pivot][k].abs().compareTo(TINY) < 0) {
        return null;
      }
      BigDecimal[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      BigDecimal right = b[pivot];
      b[pivot] = b[k];
      b[k] = right;
      for (int i = k + 1; i < n; i++) {
        BigDecimal factor = a[i][k].divide(a[k][k], DIGITS);
        for (int j = k; j < n; j++) {
          a[i][j] = a[i][j].subtract(factor.multiply(a[k][j]), DIGITS);
        }
        b[i] = b[i].subtract(factor.multiply(b[k]), DIGITS);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        b[i] = b[i].subtract(a[i][j].multiply(b[j]), DIGITS);
      }
      b[i] = b[i].divide(a[i][i], DIGITS);
    }
    return b;
  }

  private boolean optimal(int[] states, BigDecimal[] beta) {
    for (int j = 0; j < terms; j++) {
      BigDecimal slope = towards[j].subtract(squared[j].multiply(beta[j]));
      for (int k = 0; k < terms; k++) {
        slope = slope.subtract(gram[j][k].multiply(beta[k]));
      }
      if (!optimal(states[j], beta[j], slope, absolute[j])) {
        return false;
      }
    }
    return true;
  }

  private boolean optimal(int state, BigDecimal beta, BigDecimal slope, BigDecimal pull) {
    return switch (state) {
      case 0 ->
          (limit.upper() <= 0 || slope.subtract(pull).compareTo(TINY) <= 0)
              && (limit.lower() >= 0 || slope.add(pull).compareTo(TINY.negate()) >= 0);
      case 1 -> beta.signum() > 0 && beta.doubleValue() <= limit.upper();
      case -1 -> beta.signum() < 0 && beta.doubleValue() >= limit.lower();
      case 2 -> limit.upper() > 0 && slope.subtract(pull).signum() >= 0;
      default -> limit.lower() < 0 && slope.add(pull).signum() <= 0;
    };
  }

  private BigDecimal[] withIntercept(BigDecimal[] beta) {
    if (!intercept) {
      return beta;
    }
    BigDecimal[] all = new BigDecimal[terms + 1];
    all[0] = labelMean;
    for (int j = 0; j < terms; j++) {
      all[0] = all[0].subtract(means[j].multiply(beta[j]), DIGITS);
      all[j + 1] = beta[j];
    }
    return all;
  }
}
