package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.statistics.Moments;

class ColumnSummaryTest {

  @Test
  void summarisesColumnsByWeightWithTheLabelLast() {
    Rows rows =
        Rows.of(new double[] {2, 4, 9}, new double[] {1, 2, 3}, new double[] {0.1, 0.1, 0.1})
            .weighted(1, 2, 1);
    List<ColumnSummary> all = ColumnSummary.of(rows.moments());
    assertThat(all).extracting(ColumnSummary::column).containsExactly("x1", "x2", "y");
    assertThat(all).extracting(ColumnSummary::mean).containsExactly(2.0, 0.1, 4.75);
    assertThat(all.get(0).deviation()).isEqualTo(Math.sqrt(0.5));
    assertThat(all.get(1).deviation()).isZero();
    double covariance = (2.75 + 4.25) / 4;
    double variance = (2.75 * 2.75 + 2 * 0.75 * 0.75 + 4.25 * 4.25) / 4;
    assertThat(all.get(2).correlations().get(0).getAsDouble())
        .isCloseTo(
            covariance / Math.sqrt(0.5 * variance), org.assertj.core.data.Offset.offset(1e-15));
    assertThat(all.get(2).correlations().get(1)).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void correlationOfEqualColumnsIsOne() {
    double[] x = {0.1, 0.7, 0.3};
    List<ColumnSummary> all = ColumnSummary.of(Rows.of(x, x).moments());
    assertThat(all.get(1).correlations()).containsExactly(OptionalDouble.of(1));
  }

  @Test
  void isEmptyWithoutWeight() {
    assertThat(ColumnSummary.of(Moments.empty(List.of("x1", "y")))).isEmpty();
  }
}
