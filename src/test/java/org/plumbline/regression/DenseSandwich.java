package org.plumbline.regression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.statistics.HeteroskedasticKind;

/**
 * Sandwich covariances from dense rows in decimals of eighty digits, by their textbook formulas:
 * A⁻¹ (Σ s sᵀ) A⁻¹ with A = XᵀWX inverted by Gauss and Jordan, β = A⁻¹XᵀWy, e = y − Xβ, h =
 * w·xᵀA⁻¹x.
 */
final class DenseSandwich {
  private static final MathContext DIGITS = new MathContext(80);

  private final BigDecimal[][] x;
  private final BigDecimal[] weights;
  private final BigDecimal[][] inverse;
  private final BigDecimal[] coefficients;
  private final BigDecimal[] residuals;

  DenseSandwich(Rows rows, boolean intercept) {
    int first = intercept ? 1 : 0;
    int p = rows.columns().size() - 1 + first;
    int n = rows.count();
    x = new BigDecimal[n][p];
    weights = new BigDecimal[n];
    residuals = new BigDecimal[n];
    BigDecimal[][] a = zeros(p, 2 * p);
    BigDecimal[] b = zeros(1, p)[0];
    for (int row = 0; row < n; row++) {
      weights[row] = new BigDecimal(rows.weights()[row]);
      for (int k = 0; k < p; k++) {
        x[row][k] = k < first ? BigDecimal.ONE : new BigDecimal(rows.column(k - first)[row]);
      }
      for (int j = 0; j < p; j++) {
        BigDecimal weighted = weights[row].multiply(x[row][j], DIGITS);
        b[j] = b[j].add(weighted.multiply(new BigDecimal(rows.label()[row]), DIGITS), DIGITS);
        for (int k = 0; k < p; k++) {
          a[j][k] = a[j][k].add(weighted.multiply(x[row][k], DIGITS), DIGITS);
        }
      }
    }
    inverse = inverted(a);
    coefficients = times(inverse, b);
    for (int row = 0; row < n; row++) {
      residuals[row] =
          new BigDecimal(rows.label()[row]).subtract(dot(x[row], coefficients), DIGITS);
    }
  }

  private static BigDecimal[][] zeros(int rows, int columns) {
    BigDecimal[][] zeros = new BigDecimal[rows][columns];
    for (BigDecimal[] row : zeros) {
      Arrays.fill(row, BigDecimal.ZERO);
    }
    return zeros;
  }

  /** Gauss and Jordan on [A | I]; A is positive definite. */
  private static BigDecimal[][] inverted(BigDecimal[][] a) {
    int p = a.length;
    for (int k = 0; k < p; k++) {
      a[k][p + k] = BigDecimal.ONE;
    }
    for (int k = 0; k < p; k++) {
      BigDecimal pivot = a[k][k];
      for (int j = 0; j < 2 * p; j++) {
        a[k][j] = a[k][j].divide(pivot, DIGITS);
      }
      for (int i = 0; i < p; i++) {
        BigDecimal factor = a[i][k];
        for (int j = 0; i != k && j < 2 * p; j++) {
          a[i][j] = a[i][j].subtract(factor.multiply(a[k][j], DIGITS), DIGITS);
        }
      }
    }
    BigDecimal[][] inverse = new BigDecimal[p][];
    for (int k = 0; k < p; k++) {
      inverse[k] = Arrays.copyOfRange(a[k], p, 2 * p);
    }
    return inverse;
  }

  private static BigDecimal[] times(BigDecimal[][] matrix, BigDecimal[] vector) {
    return Arrays.stream(matrix).map(row -> dot(row, vector)).toArray(BigDecimal[]::new);
  }

  private static BigDecimal dot(BigDecimal[] a, BigDecimal[] b) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < a.length; k++) {
      sum = sum.add(a[k].multiply(b[k], DIGITS), DIGITS);
    }
    return sum;
  }

  /** Rows of positive weight. */
  private int count() {
    return (int) Arrays.stream(weights).filter(w -> w.signum() > 0).count();
  }

  private BigDecimal ratio(long numerator, long denominator) {
    return BigDecimal.valueOf(numerator).divide(BigDecimal.valueOf(denominator), DIGITS);
  }

  BigDecimal[][] covariance(HeteroskedasticKind kind) {
    List<BigDecimal[]> scores = new ArrayList<>();
    for (int row = 0; row < x.length; row++) {
      BigDecimal leverage = weights[row].multiply(dot(x[row], times(inverse, x[row])), DIGITS);
      BigDecimal complement = BigDecimal.ONE.subtract(leverage, DIGITS);
      BigDecimal residual = weights[row].multiply(residuals[row], DIGITS);
      BigDecimal adjusted =
          switch (kind) {
            case HC0, HC1 -> residual;
            case HC2 -> residual.divide(complement.sqrt(DIGITS), DIGITS);
            case HC3 -> residual.divide(complement, DIGITS);
          };
      scores.add(scaled(x[row], adjusted));
    }
    int p = coefficients.length;
    return covariance(
        scores, kind == HeteroskedasticKind.HC1 ? ratio(count(), count() - p) : BigDecimal.ONE);
  }

  BigDecimal[][] covariance(List<String> clusterOfRow) {
    Map<String, BigDecimal[]> scores = new HashMap<>();
    for (int row = 0; row < x.length; row++) {
      BigDecimal residual = weights[row].multiply(residuals[row], DIGITS);
      scores.merge(clusterOfRow.get(row), scaled(x[row], residual), DenseSandwich::sum);
    }
    long clusters = scores.size();
    int p = coefficients.length;
    return covariance(
        List.copyOf(scores.values()),
        ratio(clusters, clusters - 1).multiply(ratio(count() - 1, count() - p), DIGITS));
  }

  private static BigDecimal[] scaled(BigDecimal[] vector, BigDecimal factor) {
    return Arrays.stream(vector)
        .map(each -> each.multiply(factor, DIGITS))
        .toArray(BigDecimal[]::new);
  }

  private static BigDecimal[] sum(BigDecimal[] a, BigDecimal[] b) {
    BigDecimal[] sum = new BigDecimal[a.length];
    Arrays.setAll(sum, k -> a[k].add(b[k], DIGITS));
    return sum;
  }

  private BigDecimal[][] covariance(List<BigDecimal[]> scores, BigDecimal factor) {
    int p = coefficients.length;
    BigDecimal[][] covariance = zeros(p, p);
    for (BigDecimal[] score : scores) {
      BigDecimal[] influence = times(inverse, score);
      for (int j = 0; j < p; j++) {
        for (int k = 0; k < p; k++) {
          BigDecimal product = influence[j].multiply(influence[k], DIGITS);
          covariance[j][k] = covariance[j][k].add(product.multiply(factor, DIGITS), DIGITS);
        }
      }
    }
    return covariance;
  }

  static BigDecimal standardError(BigDecimal[][] covariance, int k) {
    return covariance[k][k].sqrt(DIGITS);
  }

  /** βᵀV⁻¹β/m over the m coefficients from {@code first} to before {@code end}. */
  BigDecimal f(BigDecimal[][] covariance, int first, int end) {
    int m = end - first;
    BigDecimal[][] a = zeros(m, 2 * m);
    BigDecimal[] tested = new BigDecimal[m];
    for (int j = 0; j < m; j++) {
      tested[j] = coefficients[first + j];
      System.arraycopy(covariance[first + j], first, a[j], 0, m);
    }
    return dot(tested, times(inverted(a), tested)).divide(BigDecimal.valueOf(m), DIGITS);
  }
}
