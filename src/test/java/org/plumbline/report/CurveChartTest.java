package org.plumbline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.model.CrossValidationRecord;
import org.plumbline.regression.CurvePoint;

/** The picture of a cross-validation. */
class CurveChartTest {
  private static final CurvePoint LARGE = new CurvePoint(1, 0.5, 4, OptionalDouble.of(0.25), 1);
  private static final CurvePoint SMALL = new CurvePoint(0.01, 0.5, 2, OptionalDouble.of(0.25), 3);

  private static CrossValidationRecord of(List<CurvePoint> points) {
    CurvePoint best = points.get(points.size() - 1);
    return new CrossValidationRecord(
        "hash", "minimum", List.of("fold 1", "fold 2"), List.of(), best, best, 1e-10, points);
  }

  @Test
  void aLineForEachRatioAndTheChosenPoint() {
    CurvePoint other = new CurvePoint(1, 1, 3, OptionalDouble.empty(), 2);
    CurvePoint another = new CurvePoint(0.01, 1, 2.5, OptionalDouble.empty(), 3);
    String svg = CurveChart.draw("c", of(List.of(other, another, LARGE, SMALL)), 900).orElseThrow();
    assertThat(svg).containsOnlyOnce("challenger-line").containsOnlyOnce("champion-line");
    assertThat(svg).contains("lambda 0.01, l1-ratio 0.5: mean squared error 2 ± 0.25, 3 terms");
  }

  @Test
  void oneLambdaMakesNoPicture() {
    assertThat(CurveChart.draw("c", of(List.of(SMALL)), 900)).isEmpty();
  }
}
