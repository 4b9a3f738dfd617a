package org.plumbline.report;

import java.time.LocalDate;
import java.util.List;
import org.plumbline.report.Svg.Anchor;

/**
 * The area of a picture in which data are drawn, with its axes.
 *
 * @param left pixels of its left edge; so are the others
 */
record Plot(Svg svg, double left, double top, double right, double bottom) {
  private static final double LABEL_DROP = 16;
  private static final double PIXELS_PER_LABEL = 72;

  LinearScale horizontal(double low, double high) {
    return LinearScale.of(low, high, left, right);
  }

  /** Over days since 1970. */
  LinearScale days(LocalDate first, LocalDate last) {
    return horizontal((double) first.toEpochDay(), (double) last.toEpochDay());
  }

  LinearScale vertical(double low, double high) {
    return LinearScale.of(low, high, bottom, top);
  }

  /** Grid lines and labels for {@code y}, and what it measures above them. */
  void verticalAxis(LinearScale y, String title) {
    Ticks ticks = Ticks.of(y.low(), y.high(), 5);
    List<String> labels = ticks.labels();
    for (int i = 0; i < labels.size(); i++) {
      double at = y.at(ticks.values().get(i).doubleValue());
      svg.line(left, at, right, at, "grid");
      svg.text(left - 8, at + 4, Anchor.END, "tick", labels.get(i));
    }
    svg.text(left, top - 12, Anchor.START, "axis-title", title);
  }

  /** The base line with ticks and labels for {@code x}, and what it measures below them. */
  void horizontalAxis(LinearScale x, String title) {
    svg.line(left, bottom, right, bottom, "axis");
    Ticks ticks = Ticks.of(x.low(), x.high(), wantedLabels());
    List<String> labels = ticks.labels();
    for (int i = 0; i < labels.size(); i++) {
      tick(x.at(ticks.values().get(i).doubleValue()), labels.get(i));
    }
    svg.text((left + right) / 2, bottom + 2.4 * LABEL_DROP, Anchor.MIDDLE, "axis-title", title);
  }

  /**
   * The base line with days; {@code x} is over days since 1970. The year stands where it begins.
   */
  void dayAxis(LinearScale x, LocalDate first, LocalDate last) {
    svg.line(left, bottom, right, bottom, "axis");
    int year = Integer.MIN_VALUE;
    for (LocalDate day : DayTicks.of(first, last, wantedLabels())) {
      double at = x.at(day);
      tick(at, DayTicks.label(day));
      if (day.getYear() != year) {
        year = day.getYear();
        svg.text(at, bottom + 2 * LABEL_DROP, Anchor.MIDDLE, "tick", String.valueOf(year));
      }
    }
  }

  private void tick(double at, String label) {
    svg.line(at, bottom, at, bottom + 4, "axis");
    svg.text(at, bottom + LABEL_DROP + 1, Anchor.MIDDLE, "tick", label);
  }

  private int wantedLabels() {
    return Math.max(2, (int) ((right - left) / PIXELS_PER_LABEL));
  }
}
