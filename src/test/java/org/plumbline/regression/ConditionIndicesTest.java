package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.statistics.Precision;

/** Condition indices from the factor of the solve, and where it is not accurate enough. */
class ConditionIndicesTest {
  private static final int ROWS = 200;

  /** Far from each other's length, far from zero, and two nearly the same. */
  private static Training training(double apart, FitOptions options) {
    Rows rows = RandomRows.of(11, ROWS, 12);
    Random random = new Random(12);
    double[] near = new double[ROWS];
    Arrays.setAll(near, row -> rows.column(3)[row] + apart * random.nextGaussian());
    double[] far = new double[ROWS];
    Arrays.setAll(far, row -> 1e6 * (1e5 + random.nextGaussian()));
    ScaledMoments moments = new ScaledMoments(rows.with(near).with(far).moments());
    return Training.of(moments, Precision.DOUBLE, options, ROWS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFactorOfTheSolveHasTheExactOnesSingularValues(boolean intercept) {
    FitOptions options = intercept ? ReferenceTest.WITH : ReferenceTest.WITHOUT;
    Training training = training(1e-4, options);
    Factorization solved = new DoubleDoubleFactorization(training);
    assertThat(solved.unitFactor()).isPresent();
    agree(training, solved, 1e-12);
  }

  /** Inflation of 1e13: near the most of which R does not call a column explained. */
  @Test
  void beyondItsBoundTheFactorIsMadeInFixedPoint() {
    Training training = training(3e-7, ReferenceTest.WITH);
    Factorization solved = new DoubleDoubleFactorization(training);
    assertThat(solved.aliased()).isEmpty();
    assertThat(solved.unitFactor()).isEmpty();
    agree(training, solved, 1e-12);
  }

  private static void agree(Training training, Factorization solved, double relative) {
    Factorization exact = new ExactFactorization(training, 384);
    assertThat(solved.kept()).isEqualTo(exact.kept());
    List<Collinearity.Condition> expected = ConditionIndices.of(training.moments(), exact);
    List<Collinearity.Condition> actual = ConditionIndices.of(training.moments(), solved);
    assertThat(actual).hasSameSizeAs(expected);
    for (int k = 0; k < expected.size(); k++) {
      assertThat(actual.get(k).index())
          .isCloseTo(expected.get(k).index(), Percentage.withPercentage(100 * relative));
    }
  }

  /** Whatever is projected together, a sum has its one order. */
  @Test
  void columnsAreProjectedToTheSameBitsTogetherAndAlone() {
    int columns = 40;
    Random random = new Random(4);
    double[][] entries = new double[columns][columns];
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k <= j; k++) {
        entries[j][k] = j == k ? columns : random.nextGaussian();
      }
    }
    assertThat(inverse(entries, columns)).isDeepEqualTo(inverse(entries, 1));
  }

  private static double[][] inverse(double[][] entries, int together) {
    DoubleDoubleLdl ldl = new DoubleDoubleLdl(entries.length);
    DoubleDoubleLdl.Entries source = (j, k, target) -> target.set(k, entries[j][k], 0);
    for (int from = 0; from < entries.length; from += together) {
      DoubleDoubleLdl.Candidate[] panel = new DoubleDoubleLdl.Candidate[together];
      int first = from;
      Arrays.setAll(panel, c -> ldl.new Candidate(first + c));
      ldl.project(List.of(panel), source);
      for (DoubleDoubleLdl.Candidate each : panel) {
        ldl.project(List.of(each), source);
        DoubleDouble.Vector left = new DoubleDouble.Vector(1);
        left.set(0, entries[each.column()][each.column()], 0);
        each.subtractExplained(left);
        ldl.keep(each, left);
      }
    }
    DoubleDouble.Vector one = new DoubleDouble.Vector(1);
    one.set(0, 1, 0);
    return ldl.inverse(one).toArray();
  }

  /** A matrix by either method. */
  @Test
  void theConditionOfManyColumnsIsThatOfTheTridiagonalForm() {
    int size = 60;
    double[][] symmetric = new double[size][size];
    Random random = new Random(9);
    for (int j = 0; j < size; j++) {
      for (int k = 0; k <= j; k++) {
        symmetric[j][k] = j == k ? 10 + j : random.nextGaussian();
        symmetric[k][j] = symmetric[j][k];
      }
    }
    assertThat(Lanczos.largestEigenvalue(size, v -> Certificates.product(symmetric, v)))
        .isCloseTo(Conditioning.largestEigenvalue(symmetric), Percentage.withPercentage(1e-7));
  }
}
