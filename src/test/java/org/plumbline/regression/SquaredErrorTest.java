package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;
import org.plumbline.statistics.Moments;

class SquaredErrorTest {
  private static final Rows ROWS =
      Rows.of(new double[] {1, 2, 4}, new double[] {1, 2, 3}, new double[] {5, 5, 7})
          .weighted(1, 2, 1);

  @Test
  void isThatOfTheRowsWithUnnamedTermsAtZero() {
    SquaredError error =
        SquaredError.of(new LinearPredictor(0.5, Map.of("x1", 1.0)), ROWS.moments()).orElseThrow();
    assertThat(error.rows()).isEqualTo(3);
    assertThat(error.weight()).isEqualTo(4);
    assertThat(error.mse()).isEqualTo((0.25 + 2 * 0.25 + 0.25) / 4);
    assertThat(error.rmse()).isEqualTo(0.5);
    assertThat(error.bias()).isEqualTo((0.5 + 2 * 0.5 - 0.5) / 4);
    double mean = 9 / 4.0;
    double total = 1.25 * 1.25 + 2 * 0.25 * 0.25 + 1.75 * 1.75;
    assertThat(mean).isEqualTo(2.25);
    assertThat(error.r2()).hasValue(1 - 1 / total);
  }

  @Test
  void isEmptyWithoutWeight() {
    LinearPredictor predictor = new LinearPredictor(1, Map.of());
    assertThat(SquaredError.of(predictor, ROWS.weighted(0, 0, 0).moments())).isEmpty();
    assertThat(SquaredError.of(predictor, Moments.empty(List.of("x1", "y")))).isEmpty();
  }

  @Test
  void hasNoR2WhereTheLabelDoesNotVary() {
    Rows constant = Rows.of(new double[] {0.1, 0.1, 0.1}, new double[] {1, 2, 3});
    SquaredError error =
        SquaredError.of(new LinearPredictor(0.1, Map.of()), constant.moments()).orElseThrow();
    assertThat(error.r2()).isEmpty();
    assertThat(error.mse()).isZero();
  }

  @Test
  void refusesAPredictorWhoseTermsAreNotInTheStatistics() {
    assertThatThrownBy(
            () -> SquaredError.of(new LinearPredictor(0, Map.of("z", 1.0)), ROWS.moments()))
        .isInstanceOf(Failure.class)
        .hasMessage("the statistics lack the predictor's terms [z]");
  }
}
