package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.MomentCollector;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tile;

class UnderflowChecksTest {

  private static final long SEED = 20261124;
  private static final int ROWS = 600;
  private static final List<String> COLUMNS = List.of("area", "zero", "price");

  /** Scaling by a power of two is exact until products underflow. */
  @ParameterizedTest
  @ValueSource(ints = {0, -100, -400, -500, -504})
  void whatIsAcceptedHasKeptItsDigits(int exponent) {
    Moments scaled = moments(exponent);

    assertThat(UnderflowChecks.vanishing(scaled)).isEmpty();
    for (int k = 0; k <= COLUMNS.size(); k++) {
      int shift = k == 1 ? 2 * exponent : exponent;
      assertThat(Math.scalb(scaled.at(1, k).value(), -shift))
          .as("seed %d, moment with column %d", SEED, k)
          .isEqualTo(moments(0).at(1, k).value());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-515, -530, -600, -1000, -1070})
  void aColumnWhoseSquaresLoseDigitsIsNamed(int exponent) {
    assertThat(UnderflowChecks.vanishing(moments(exponent))).containsExactly("area");
  }

  @Test
  void zerosLoseNothing() {
    assertThat(UnderflowChecks.vanishing(moments(0).select(List.of("zero", "price")))).isEmpty();
  }

  /** Of rows with mean and spread of about one, the first column times a power of two. */
  private static Moments moments(int exponent) {
    Random random = new Random(SEED);
    double[] area =
        random.doubles(ROWS).map(x -> Math.scalb((double) (float) x, exponent)).toArray();
    double[] price = random.doubles(ROWS).toArray();
    MomentCollector collector = new MomentCollector(COLUMNS, Precision.DOUBLE, Tile.scalar());
    Group group = new Group(1, 0);
    int[] order = IntStream.range(0, ROWS).toArray();
    collector.add(
        group, new double[][] {area, new double[ROWS], price}, new double[0], order, 0, ROWS);
    return collector.endRowGroup().get(group);
  }
}
