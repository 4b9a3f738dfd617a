package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteredErrorsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void equalThePlainSandwichFromRows(long seed) {
    Rows rows = RandomRows.of(seed, 70, 3).weighted(RandomRows.weights(seed, 70));
    Fit fit = rows.fit(ReferenceTest.WITH);
    double[] plain = sandwich(rows, fit, IntStream.range(0, 70).map(row -> row / 10).toArray());
    for (int k = 0; k < plain.length; k++) {
      Estimate estimate = fit.estimates().get(k);
      Estimate.Clustered clustered = estimate.clustered().orElseThrow();
      assertThat(clustered.standardError()).isCloseTo(plain[k], Percentage.withPercentage(1e-9));
      double t = estimate.value() / clustered.standardError();
      assertThat(clustered.t().getAsDouble()).isCloseTo(t, Percentage.withPercentage(1e-12));
      assertThat(clustered.pValue().getAsDouble())
          .isEqualTo(Tails.twoSided(clustered.t().getAsDouble(), 6));
      assertThat((clustered.upper().getAsDouble() - estimate.value()) / clustered.standardError())
          .isCloseTo(2.4469118511449692, Percentage.withPercentage(1e-10));
    }
  }

  /** √ diag(A⁻¹ (Σ s sᵀ) A⁻¹ · G/(G−1) · (n−1)/(n−p)) in doubles. */
  private static double[] sandwich(Rows rows, Fit fit, int[] cluster) {
    int n = rows.count();
    int p = fit.estimates().size();
    int clusters = Arrays.stream(cluster).max().orElseThrow() + 1;
    double[][] a = new double[p][2 * p];
    double[][] score = new double[clusters][p];
    for (int row = 0; row < n; row++) {
      double residual = rows.label()[row];
      double[] x = new double[p];
      for (int k = 0; k < p; k++) {
        x[k] = k == 0 ? 1 : rows.column(k - 1)[row];
        residual -= fit.estimates().get(k).value() * x[k];
      }
      for (int j = 0; j < p; j++) {
        score[cluster[row]][j] += rows.weights()[row] * x[j] * residual;
        for (int k = 0; k < p; k++) {
          a[j][k] += rows.weights()[row] * x[j] * x[k];
        }
      }
    }
    double[][] inverse = invert(a);
    double factor = clusters / (clusters - 1.0) * (n - 1.0) / (n - p);
    double[] errors = new double[p];
    for (int k = 0; k < p; k++) {
      for (double[] s : score) {
        double influence = 0;
        for (int j = 0; j < p; j++) {
          influence += inverse[k][j] * s[j];
        }
        errors[k] += factor * influence * influence;
      }
      errors[k] = Math.sqrt(errors[k]);
    }
    return errors;
  }

  /** Gauss–Jordan on [A | I]. */
  private static double[][] invert(double[][] a) {
    int p = a.length;
    for (int k = 0; k < p; k++) {
      a[k][p + k] = 1;
    }
    for (int k = 0; k < p; k++) {
      double pivot = a[k][k];
      for (int j = 0; j < 2 * p; j++) {
        a[k][j] /= pivot;
      }
      for (int i = 0; i < p; i++) {
        double factor = i == k ? 0 : a[i][k];
        for (int j = 0; j < 2 * p; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    return Arrays.stream(a).map(row -> Arrays.copyOfRange(row, p, 2 * p)).toArray(double[][]::new);
  }

  @Test
  void clustersOfOneRowAreTheHeteroscedasticErrorsWhateverTheMean() {
    Rows rows = RandomRows.of(11, 40, 2).onDays(IntStream.range(0, 40).toArray());
    Rows far = rows.shifted(0, 0x1p40);
    double near = rows.fit(ReferenceTest.WITH).estimates().get(1).clustered().get().standardError();
    double shifted =
        far.fit(ReferenceTest.WITH).estimates().get(1).clustered().get().standardError();
    double[] plain = sandwich(rows, rows.fit(ReferenceTest.WITH), IntStream.range(0, 40).toArray());
    assertThat(near).isCloseTo(plain[1], Percentage.withPercentage(1e-9));
    assertThat(shifted).isCloseTo(near, Percentage.withPercentage(1e-2));
  }

  @Test
  void oneDayHasNoClusters() {
    Fit fit = RandomRows.of(1, 10, 2).fit(ReferenceTest.WITH);
    assertThat(fit.estimates()).allMatch(e -> e.clustered().isEmpty());
    Fit dayless = Rows.of(new double[] {1, 2, 4}, new double[] {1, 2, 3}).fit(ReferenceTest.WITH);
    assertThat(dayless.estimates()).allMatch(e -> e.clustered().isEmpty());
  }

  @Test
  void anErrorThatIsExactlyZeroIsZeroWithoutTests() {
    double[] dummy = {1, 1, 0, 0, 0, 0};
    double[] label = {0.1, 0.3, 1, 2, 4, 7};
    Rows rows = Rows.of(label, dummy).onDays(1, 1, 2, 2, 3, 3);
    Fit fit = rows.fit(new FitOptions(false, FitOptions.Aliased.DROP, false, 0.95));
    Estimate.Clustered clustered = fit.estimates().get(0).clustered().orElseThrow();
    assertThat(clustered.standardError()).isZero();
    assertThat(clustered.t()).isEmpty();
    assertThat(clustered.pValue()).isEmpty();
  }
}
