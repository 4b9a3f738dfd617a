package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;

/** A certificate never promises a digit that is not there, and is not timid. */
class CertificateTest {
  private static final int DESIGNS = 150;

  /** Decimals as text; the fit sees them as doubles, the reference as they are. */
  private static BigDecimal[][] decimals(Random random, int rows) {
    BigDecimal[][] columns = new BigDecimal[4][rows];
    int places = 1 + random.nextInt(6);
    double far = Math.pow(10, random.nextInt(7)) - 1;
    double near = Math.pow(10, -random.nextInt(5));
    for (int row = 0; row < rows; row++) {
      double x = far + random.nextGaussian();
      double y = x * 0.7 + near * random.nextGaussian();
      double z = random.nextInt(20);
      double label = 3 + x - 2 * y + 0.1 * z + random.nextGaussian() * Math.pow(10, -places);
      double[] values = {x, y, z, label};
      for (int k = 0; k < 4; k++) {
        columns[k][row] = new BigDecimal(values[k]).setScale(places + 4, RoundingMode.HALF_EVEN);
      }
    }
    return columns;
  }

  private static double[] doubles(BigDecimal[] decimals) {
    return Arrays.stream(decimals).mapToDouble(BigDecimal::doubleValue).toArray();
  }

  /** Least squares of the decimals themselves. */
  private static Rational[] exact(BigDecimal[][] columns) {
    int rows = columns[0].length;
    int p = columns.length;
    Rational[][] a = new Rational[p][p];
    Rational[] b = new Rational[p];
    for (int j = 0; j < p; j++) {
      for (int k = 0; k <= p; k++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int row = 0; row < rows; row++) {
          sum = sum.add(design(columns, j, row).multiply(design(columns, k, row)));
        }
        Rational exact =
            new Rational(sum.movePointRight(40).toBigIntegerExact(), BigInteger.TEN.pow(40));
        if (k < p) {
          a[j][k] = exact;
        } else {
          b[j] = exact;
        }
      }
    }
    return Rational.solve(a, b);
  }

  /** Column 0 is the constant, then the terms, then the label. */
  private static BigDecimal design(BigDecimal[][] columns, int k, int row) {
    return k == 0 ? BigDecimal.ONE : columns[k - 1][row];
  }

  /** Digits of the worst coefficient, relative to max(|β|, its standard error · 1e-6). */
  private static double digits(Fit fit, Rational[] exact) {
    double worst = 17;
    for (int k = 0; k < exact.length; k++) {
      Estimate estimate = fit.estimates().get(k);
      BigDecimal reference = exact[k].decimal();
      BigDecimal scale =
          reference.abs().max(new BigDecimal(estimate.standardError().orElse(0) * 1e-6));
      BigDecimal error = new BigDecimal(estimate.value()).subtract(reference).abs();
      if (error.signum() > 0) {
        worst =
            Math.min(worst, -Math.log10(error.divide(scale, MathContext.DECIMAL64).doubleValue()));
      }
    }
    return worst;
  }

  @Test
  void dataDigitsAreThereAndNotManyMore() {
    double timid = 0;
    for (long seed = 1; seed <= DESIGNS; seed++) {
      BigDecimal[][] columns = decimals(new Random(seed), 12);
      Fit fit =
          Rows.of(
                  doubles(columns[3]),
                  doubles(columns[0]),
                  doubles(columns[1]),
                  doubles(columns[2]))
              .fit(ReferenceTest.WITH);
      double reached = digits(fit, exact(columns));
      double promised = fit.certificate().correctDigits();
      assertThat(promised).as("seed %d", seed).isLessThanOrEqualTo(reached);
      assertThat(fit.certificate().arithmeticDigits()).isEqualTo(15);
      timid += Math.min(reached, 15) - promised;
    }
    assertThat(timid / DESIGNS).isLessThan(2.5);
  }

  @Test
  void integersHaveAllDigits() {
    Fit fit = Rows.of(new double[] {1, 5, 2, 8}, new double[] {3, 1, 4, 1}).fit(ReferenceTest.WITH);
    assertThat(fit.certificate().correctDigits()).isEqualTo(15);
    assertThat(fit.certificate().precision()).isEqualTo("exact");
  }

  @Test
  void fractionalWeightsCostDigitsWhereResidualsAreLarge() {
    Rows rows = Rows.of(new double[] {1000, -2000, 1001, 7}, new double[] {-1, 0, 1, 0});
    assertThat(dataDigits(rows.weighted(1, 2, 1, 1))).isEqualTo(15);
    assertThat(dataDigits(rows.weighted(1, 1.1, 1, 1))).isBetween(11.0, 13.5);
  }

  private static double dataDigits(Rows rows) {
    return rows.fit(ReferenceTest.WITH).certificate().dataDigits();
  }

  @Test
  void inDoubleTheArithmeticDigitsHoldForMomentsInDouble() {
    double timid = 0;
    for (long seed = 1; seed <= DESIGNS; seed++) {
      Random random = new Random(seed);
      int n = 300;
      double mean = Math.pow(10, random.nextInt(9));
      double near = Math.pow(10, -random.nextInt(4));
      double[][] x = new double[3][n];
      double[] label = new double[n];
      for (int row = 0; row < n; row++) {
        x[0][row] = mean + random.nextGaussian();
        x[1][row] = x[0][row] - mean + near * random.nextGaussian();
        x[2][row] = random.nextInt(2);
        label[row] = x[0][row] - mean + 0.5 * x[1][row] - x[2][row] + random.nextGaussian();
      }
      Rows rows = Rows.of(label, x);
      Fit exact = rows.fit(Precision.EXACT, ReferenceTest.WITH);
      Moments rounded = inDouble(rows);
      Fit fit =
          LeastSquares.fit(new TreeMap<>(Map.of(0, rounded)), Precision.DOUBLE, ReferenceTest.WITH);
      double reached = agreement(fit, exact);
      double promised = fit.certificate().arithmeticDigits();
      assertThat(promised).as("seed %d", seed).isLessThanOrEqualTo(reached);
      assertThat(promised).as("seed %d, mean %s", seed, mean).isGreaterThan(6);
      timid += Math.min(reached, 15) - promised;
    }
    assertThat(timid / DESIGNS).isLessThan(3.5);
  }

  /** Digits of the worst kept coefficient against another fit, as certificates count them. */
  static double agreement(Fit fit, Fit exact) {
    double worst = 17;
    for (int k = 0; k < exact.estimates().size(); k++) {
      Estimate reference = exact.estimates().get(k);
      if (reference.aliased()) {
        continue;
      }
      double scale =
          Math.max(Math.abs(reference.value()), reference.standardError().getAsDouble() * 1e-6);
      double error = Math.abs(fit.estimates().get(k).value() - reference.value());
      worst = error > 0 ? Math.min(worst, -Math.log10(error / scale)) : worst;
    }
    return worst;
  }

  /** Moments about a rounded mean by running sums, carried to zero exactly, as in double. */
  static Moments inDouble(Rows rows) {
    int size = rows.columns().size() + 1;
    int n = rows.count();
    double[] centre = new double[size];
    for (int k = 1; k < size; k++) {
      centre[k] = Arrays.stream(rows.column(k - 1)).limit(256).average().orElseThrow();
    }
    double[] sums = new double[size];
    double[][] products = new double[size][size];
    for (int row = 0; row < n; row++) {
      for (int i = 1; i < size; i++) {
        double x = rows.column(i - 1)[row] - centre[i];
        sums[i] += x;
        for (int j = i; j < size; j++) {
          products[i][j] = Math.fma(x, rows.column(j - 1)[row] - centre[j], products[i][j]);
        }
      }
    }
    List<Expansion> upper = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        Expansion centred = Expansion.of(i == 0 && j == 0 ? n : i == 0 ? sums[j] : products[i][j]);
        Expansion cross =
            i == 0
                ? Expansion.of(j == 0 ? 0 : n).times(centre[j])
                : Expansion.of(sums[j])
                    .times(centre[i])
                    .plus(Expansion.of(sums[i]).times(centre[j]))
                    .plus(Expansion.of(n).times(centre[i]).times(centre[j]));
        upper.add(centred.plus(cross).leading(3));
      }
    }
    return Moments.of(rows.columns(), rows.tally(n), upper);
  }
}
