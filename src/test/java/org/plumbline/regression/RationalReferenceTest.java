package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coefficients against least squares in fractions of integers. */
class RationalReferenceTest {

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e2, 1e4, 1e6, 1e8, 1e10, 1e12, 1e14})
  void coefficientsAreTheExactSolutionRoundedWhateverTheCondition(double condition) {
    for (long seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      int n = 14;
      double[] common = random.doubles(n, -1, 1).toArray();
      double[][] terms = new double[4][];
      for (int k = 0; k < terms.length; k++) {
        double[] own = random.doubles(n, -1, 1).toArray();
        double share = k == 0 ? 1 : 1 / condition;
        terms[k] = new double[n];
        for (int row = 0; row < n; row++) {
          terms[k][row] = common[row] + share * own[row];
        }
      }
      double[] label = random.doubles(n, -10, 10).toArray();
      double[] weights = random.doubles(n, 0.1, 3).toArray();
      Fit fit = Rows.of(label, terms).weighted(weights).fit(ReferenceTest.WITH);

      double[][] design = new double[5][];
      design[0] = Rows.constant(1, n);
      System.arraycopy(terms, 0, design, 1, 4);
      Rational[] exact = Rational.leastSquares(design, label, weights);
      assertThat(fit.aliased()).as("seed %d", seed).isEmpty();
      for (int k = 0; k < exact.length; k++) {
        assertThat(fit.estimates().get(k).value())
            .as("seed %d, condition %s, column %d", seed, condition, k)
            .isEqualTo(exact[k].decimal().doubleValue());
      }
      assertThat(fit.certificate().conditionNumber()).isBetween(condition / 3, condition * 100);
    }
  }

  @Test
  void columnsOfVeryDifferentUnitsLoseNothing() {
    Random random = new Random(7);
    int n = 12;
    double[][] terms = {
      random.doubles(n, 1e-100, 3e-100).toArray(),
      random.doubles(n, -1e120, 1e120).toArray(),
      Arrays.stream(random.doubles(n).toArray()).map(x -> 1e8 + x).toArray()
    };
    double[] label = random.doubles(n).toArray();
    double[][] design = {Rows.constant(1, n), terms[0], terms[1], terms[2]};
    Rational[] exact = Rational.leastSquares(design, label, Rows.constant(1, n));
    Fit fit = Rows.of(label, terms).fit(ReferenceTest.WITH);
    for (int k = 0; k < exact.length; k++) {
      assertThat(fit.estimates().get(k).value()).isEqualTo(exact[k].decimal().doubleValue());
    }
  }

  @Test
  void conditionNumberIsThatOfUnitColumns() {
    double[] x = {1, 0, 1, 0};
    double[] y = {0, 1, 1, 1};
    double cosine = 1 / Math.sqrt(6);
    Fit fit = Rows.of(new double[] {1, 2, 4, 3}, x, y).fit(ReferenceTest.WITHOUT);
    assertThat(fit.certificate().conditionNumber())
        .isCloseTo(Math.sqrt((1 + cosine) / (1 - cosine)), within(1e-13));
  }

  @Test
  void conditionNumberOfAHilbertMatrixIsRight() {
    int n = 8;
    double[][] terms = new double[n][n];
    for (int k = 0; k < n; k++) {
      for (int row = 0; row < n; row++) {
        terms[k][row] = 1.0 / (k + row + 1);
      }
    }
    double[] label = {1, 2, 3, 4, 5, 6, 7, 9};
    Certificate certificate = Rows.of(label, terms).fit(ReferenceTest.WITHOUT).certificate();
    assertThat(certificate.rank()).isEqualTo(n);
    assertThat(certificate.conditionNumber())
        .isCloseTo(HILBERT_8_UNIT_COLUMNS, withinPercentage(0.01));
  }

  /**
   * 2-norm condition of the 8×8 Hilbert matrix with columns of unit length, 50-digit arithmetic.
   */
  private static final double HILBERT_8_UNIT_COLUMNS = 8419713450.448599;
}
