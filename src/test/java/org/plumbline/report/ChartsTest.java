package org.plumbline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.report.CoefficientChart.Interval;
import org.plumbline.report.CoefficientChart.Row;

class ChartsTest {
  private static final LocalDate DAY = LocalDate.of(2025, 12, 30);

  @Test
  void ticksStandAtOneTwoOrFive() {
    assertThat(Ticks.of(0, 10, 5).labels()).containsExactly("0", "2", "4", "6", "8", "10");
    assertThat(Ticks.of(-0.3, 0.31, 5).labels()).containsExactly("−0.2", "0.0", "0.2");
    assertThat(Ticks.of(21_000, 44_000, 5).labels())
        .containsExactly("25,000", "30,000", "35,000", "40,000");
  }

  @Test
  void ticksOfTinyAndHugeRangesAreExact() {
    assertThat(Ticks.of(0, 1e-300, 2).labels()).containsExactly("0", "5×10⁻³⁰¹", "1×10⁻³⁰⁰");
    assertThat(Ticks.of(-1e308, 1e308, 4).labels())
        .containsExactly("−1×10³⁰⁸", "−5×10³⁰⁷", "0", "5×10³⁰⁷", "1×10³⁰⁸");
    double low = 1e8;
    assertThat(Ticks.of(low, Math.nextUp(low), 4).values()).hasSizeLessThan(6).isNotEmpty();
  }

  @Test
  void scalesMapEndsToEndsEvenAtTheLimits() {
    LinearScale scale = LinearScale.of(-Double.MAX_VALUE, Double.MAX_VALUE, 10, 110);
    assertThat(scale.at(-Double.MAX_VALUE)).isCloseTo(10, within(1e-9));
    assertThat(scale.at(0)).isCloseTo(60, within(1e-9));
    assertThat(LinearScale.of(5, 5, 0, 100).at(5)).isCloseTo(50, within(1e-9));
    assertThat(LinearScale.of(0, 0, 0, 100).at(0)).isCloseTo(50, within(1e-9));
  }

  @Test
  void daysAreLabelledAtRegularDistances() {
    assertThat(DayTicks.of(DAY, DAY, 5)).containsExactly(DAY);
    assertThat(DayTicks.of(DAY, DAY.plusDays(29), 5)).hasSizeBetween(4, 5);
    assertThat(DayTicks.of(DAY, DAY.plusDays(365), 6))
        .extracting(DayTicks::label)
        .containsExactly("1 Jan", "1 Mar", "1 May", "1 Jul", "1 Sep", "1 Nov");
    assertThat(DayTicks.of(LocalDate.of(1900, 1, 1), DAY, 6)).hasSizeBetween(2, 6);
  }

  @Test
  void coordinatesMustBeNumbers() {
    Svg svg = new Svg("a", 10, 10, "t", "d");
    assertThatThrownBy(() -> svg.circle(Double.NaN, 0, 1, "dot"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("coordinate NaN");
  }

  @Test
  void coefficientWhoseIntervalHoldsZeroIsHollow() {
    String svg =
        CoefficientChart.draw(
            "c",
            List.of(
                new Row("sure", 1, Optional.of(new Interval(0.5, 1.5))),
                new Row("not <sure>", 0.2, Optional.of(new Interval(-0.1, 0.5)))),
            "scale",
            600);
    assertThat(svg).containsOnlyOnce("class=\"dot\"").containsOnlyOnce("class=\"dot hollow\"");
    assertThat(svg).contains("not &lt;sure&gt;: 0.2 (-0.1 to 0.5)");
  }

  @Test
  void intervalFarBeyondTheEstimatesIsCut() {
    String svg =
        CoefficientChart.draw(
            "c",
            List.of(
                new Row("a", 1, Optional.of(new Interval(0.5, 1.5))),
                new Row("b", 2, Optional.of(new Interval(-1e9, 1e9)))),
            "scale",
            600);
    assertThat(svg).contains(">5<").doesNotContain(">1×10⁹<");
  }

  @Test
  void dayWithoutErrorBreaksTheLine() {
    List<DayErrorChart.Point> points = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      OptionalDouble error = i == 2 ? OptionalDouble.empty() : OptionalDouble.of(i + 1);
      points.add(new DayErrorChart.Point(DAY.plusDays(i), error, OptionalDouble.empty(), i == 3));
    }
    String svg = DayErrorChart.draw("d", points, "Error", "RMSE", 600).orElseThrow();
    assertThat(svg.split("challenger-line", -1)).hasSize(2);
    assertThat(svg.lines().filter(line -> line.contains("challenger-line")))
        .singleElement()
        .satisfies(line -> assertThat(line.chars().filter(c -> c == 'M').count()).isEqualTo(2));
    assertThat(svg).containsOnlyOnce("▲").contains(">2026<");
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertThat(DayErrorChart.draw("d", List.of(), "Error", "RMSE", 600)).isEmpty();
  }
}
