package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.MomentCollector;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tile;

/** Fits of moments that the collector made. */
class CollectedMomentsTest {
  private static final int ROWS = 3000;

  private static final int FOLDS = 3;

  /** In row groups of the same size, rows dealt to the folds in turn where there are several. */
  private static Moments collect(Rows rows, Precision precision, int rowGroups) {
    MomentCollector collector = new MomentCollector(rows.columns(), precision, Tile.fastest());
    double[][] z =
        IntStream.range(0, rows.columns().size()).mapToObj(rows::column).toArray(double[][]::new);
    int[] order = IntStream.range(0, rows.count()).toArray();
    int size = rows.count() / rowGroups;
    int folds = rowGroups == 1 ? 1 : FOLDS;
    List<Moments> all = new ArrayList<>();
    for (int from = 0; from < rows.count(); from += size) {
      for (int row = from; row < from + size; row++) {
        Group group = new Group(1 + row % folds, Group.NO_DAY);
        collector.add(group, z, new double[0], order, row, row + 1);
      }
      all.addAll(collector.endRowGroup().values());
    }
    return Moments.sum(rows.columns(), all);
  }

  private static Fit fit(Rows rows, Precision precision) {
    return fit(rows, precision, 1);
  }

  private static Fit fit(Rows rows, Precision precision, int rowGroups) {
    SortedMap<Integer, Moments> byDay = new TreeMap<>();
    byDay.put(Group.NO_DAY, collect(rows, precision, rowGroups));
    return LeastSquares.fit(byDay, precision, ReferenceTest.WITH);
  }

  /** x1 with mean/spread 1e8, x2 the constant 0.1, x3 a switch. */
  private static Rows rows(long seed) {
    Random random = new Random(seed);
    double[][] x = new double[3][ROWS];
    double[] label = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double deviation = random.nextGaussian();
      x[0][row] = 1e8 + deviation;
      x[1][row] = 0.1;
      x[2][row] = random.nextInt(2);
      label[row] = 5 + 2 * deviation - x[2][row] + random.nextGaussian();
    }
    return Rows.of(label, x);
  }

  @Test
  void exactOnesGiveTheFitOfTheRows() {
    Rows rows = rows(1);
    Fit fit = fit(rows, Precision.EXACT);
    assertThat(fit.estimates()).isEqualTo(rows.fit(ReferenceTest.WITH).estimates());
    assertThat(fit.constant()).containsExactly("x2");
  }

  @Test
  void columnsFarFromZeroKeepSixDigitsInDoubleAndTheCertificateSaysSo() {
    for (long seed = 1; seed <= 20; seed++) {
      Rows rows = rows(seed);
      Fit fit = fit(rows, Precision.DOUBLE);
      assertThat(fit.constant()).as("seed %d", seed).containsExactly("x2");
      double reached = CertificateTest.agreement(fit, rows.fit(ReferenceTest.WITH));
      assertThat(fit.certificate().arithmeticDigits())
          .as("seed %d", seed)
          .isGreaterThan(6)
          .isLessThanOrEqualTo(reached);
    }
  }

  @Test
  void shorterSumsPromiseMoreDigitsAndTheyHold() {
    for (long seed = 1; seed <= 20; seed++) {
      Rows rows = rows(seed);
      Fit exact = fit(rows, Precision.EXACT);
      double promised = 0;
      for (int rowGroups : new int[] {1, 5, 20}) {
        Fit fit = fit(rows, Precision.DOUBLE, rowGroups);
        double digits = fit.certificate().arithmeticDigits();
        assertThat(digits)
            .as("seed %d, %d row groups", seed, rowGroups)
            .isGreaterThan(promised + 0.5)
            .isLessThanOrEqualTo(CertificateTest.agreement(fit, exact));
        promised = digits;
      }
    }
  }

  /**
   * Few distinct decimals in sorted rows: roundings that go one way, the worst case of a sum. In
   * many row groups their means differ as well, and x1 varies between them alone.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 50, 100})
  void certificateHoldsWhereRoundingsGoOneWay(int rowGroups) {
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      double[][] x = new double[3][ROWS];
      double[] label = new double[ROWS];
      for (int row = 0; row < ROWS; row++) {
        x[0][row] = 0.1 + 0.3 * Math.floorDiv(row * 5, ROWS);
        x[1][row] = random.nextInt(3) == 0 ? 0.1 : 0.7;
        x[2][row] = 0.1 * random.nextInt(3);
        label[row] = 0.1 * Math.rint(20 * (x[0][row] - x[1][row]) + 10 * random.nextGaussian());
      }
      Rows rows = Rows.of(label, x);
      Fit fit = fit(rows, Precision.DOUBLE, rowGroups);
      assertThat(fit.certificate().arithmeticDigits())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(CertificateTest.agreement(fit, fit(rows, Precision.EXACT)));
    }
  }

  @Test
  void constantLabelIsSeenInDouble() {
    Rows rows = rows(3).labelled(Rows.constant(0.1, ROWS));
    Fit fit = fit(rows, Precision.DOUBLE);
    assertThat(fit.constantLabel()).isTrue();
    assertThat(fit.estimates().get(1).value()).isZero();
    assertThat(fit.estimates().get(0).value()).isEqualTo(0.1);
  }
}
