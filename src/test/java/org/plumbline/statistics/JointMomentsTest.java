package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JointMomentsTest {
  private static final double[] X = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final double[] Y = {2, 1, 4, 3, 7, 5, 8, 6};

  @Test
  void correlationIsPearsons() {
    // Both are the ranks 1 to 8: r = 1 − 6 Σd²/(n(n² − 1)), and Σd² = 4·1 + 4 + 1 + 1 + 4.
    assertThat(JointMoments.of(X, Y, 8).correlation()).isCloseTo(1 - 6 * 14 / 504.0, within(1e-15));
  }

  @Test
  void partsAddUpWhereverTheyAreCut() {
    JointMoments whole = JointMoments.of(X, Y, 8);
    for (int cut = 0; cut <= 8; cut++) {
      JointMoments sum =
          JointMoments.of(X, Y, cut)
              .plus(
                  JointMoments.of(
                      Arrays.copyOfRange(X, cut, 9), Arrays.copyOfRange(Y, cut, 9), 8 - cut));

      assertThat(sum.pairs()).isEqualTo(8);
      assertThat(sum.correlation()).as("cut " + cut).isCloseTo(whole.correlation(), within(1e-14));
    }
  }

  @Test
  void aFarOriginDoesNotDrownIt() {
    double[] far = Arrays.stream(X).map(x -> x + 1e9).toArray();

    assertThat(JointMoments.of(far, X, 8).correlation()).isCloseTo(1, within(1e-12));
    assertThat(JointMoments.of(far, Arrays.stream(X).map(x -> -x).toArray(), 8).correlation())
        .isCloseTo(-1, within(1e-12));
  }

  @Test
  void whatDoesNotVaryHasNone() {
    assertThat(JointMoments.of(new double[8], Y, 8).correlation()).isNaN();
    assertThat(JointMoments.NONE.correlation()).isNaN();
  }
}
