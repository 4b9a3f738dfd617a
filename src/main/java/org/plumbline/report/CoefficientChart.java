package org.plumbline.report;

import java.util.List;
import java.util.Optional;
import org.plumbline.report.Svg.Anchor;

/** Dots with whiskers: estimates of comparable scale and their intervals, one term a row. */
final class CoefficientChart {
  /**
   * A term's estimate with its interval, on the scale of the picture.
   *
   * @param interval absent where no error is known
   */
  record Row(String term, double value, Optional<Interval> interval) {
    boolean excludesZero() {
      return interval.map(i -> i.low() > 0 || i.high() < 0).orElse(true);
    }
  }

  record Interval(double low, double high) {}

  /** Intervals beyond so many times the largest estimate are cut, with an arrow. */
  private static final double CUT = 3;

  private static final int ROW = 26;
  private static final double BOTTOM = 48;

  private CoefficientChart() {}

  static String draw(String id, List<Row> rows, String scale, int width) {
    boolean narrow = width < 500;
    double rowHeight = narrow ? ROW + 14 : ROW;
    double top = 10;
    double bottom = top + rows.size() * rowHeight;
    Svg svg =
        new Svg(
            id, width, bottom + BOTTOM, "Coefficients with intervals", description(rows, scale));
    Plot plot = new Plot(svg, narrow ? 12 : 190, top, width - 16.0, bottom);
    double limit = limit(rows);
    LinearScale x = plot.horizontal(least(rows, limit), greatest(rows, limit));
    plot.horizontalAxis(x, scale);
    svg.line(x.at(0), top, x.at(0), bottom, "zero");
    for (int i = 0; i < rows.size(); i++) {
      double y = top + (i + 0.5) * rowHeight;
      row(svg, plot, x, rows.get(i), y, narrow);
    }
    return svg.finish();
  }

  private static void row(Svg svg, Plot plot, LinearScale x, Row row, double y, boolean narrow) {
    double at = narrow ? y + 7 : y;
    svg.group(row.term() + ": " + told(row));
    String name = shortened(row.term(), narrow ? 44 : 26);
    if (narrow) {
      svg.text(plot.left(), y - 5, Anchor.START, "name", name);
    } else {
      svg.text(plot.left() - 12, y + 4, Anchor.END, "name", name);
    }
    row.interval().ifPresent(interval -> whisker(svg, x, interval, at));
    svg.circle(x.at(row.value()), at, 4.5, row.excludesZero() ? "dot" : "dot hollow");
    svg.end();
  }

  private static void whisker(Svg svg, LinearScale x, Interval interval, double y) {
    double low = Math.max(interval.low(), x.low());
    double high = Math.min(interval.high(), x.high());
    svg.line(x.at(low), y, x.at(high), y, "whisker");
    end(svg, x.at(low), y, low > interval.low() ? -1 : 0);
    end(svg, x.at(high), y, high < interval.high() ? 1 : 0);
  }

  /** A bar, or an arrow that says the interval goes on. */
  private static void end(Svg svg, double x, double y, int direction) {
    if (direction == 0) {
      svg.line(x, y - 4, x, y + 4, "whisker");
    } else {
      svg.line(x, y, x - direction * 5.0, y - 4, "whisker");
      svg.line(x, y, x - direction * 5.0, y + 4, "whisker");
    }
  }

  private static double limit(List<Row> rows) {
    double largest = rows.stream().mapToDouble(row -> Math.abs(row.value())).max().orElse(0);
    return largest == 0 ? Double.MAX_VALUE : Math.min(CUT * largest, Double.MAX_VALUE);
  }

  private static double least(List<Row> rows, double limit) {
    double low =
        rows.stream()
            .mapToDouble(row -> row.interval().map(Interval::low).orElse(row.value()))
            .min()
            .orElse(0);
    return Math.min(0, Math.max(low, -limit)) * 1.04;
  }

  private static double greatest(List<Row> rows, double limit) {
    double high =
        rows.stream()
            .mapToDouble(row -> row.interval().map(Interval::high).orElse(row.value()))
            .max()
            .orElse(0);
    return Math.max(0, Math.min(high, limit)) * 1.04;
  }

  private static String description(List<Row> rows, String scale) {
    StringBuilder text = new StringBuilder("Horizontal axis: " + scale + ".");
    for (Row row : rows.subList(0, Math.min(10, rows.size()))) {
      text.append(" ").append(row.term()).append(" ").append(told(row)).append(";");
    }
    return text + (rows.size() > 10 ? " and so on." : "");
  }

  private static String told(Row row) {
    String value = Numbers.general(row.value(), 3);
    return row.interval()
        .map(
            i ->
                value
                    + " ("
                    + Numbers.general(i.low(), 3)
                    + " to "
                    + Numbers.general(i.high(), 3)
                    + ")")
        .orElse(value);
  }

  /** At most {@code limit} characters, the last an ellipsis where something is left out. */
  static String shortened(String text, int limit) {
    String visible = Names.visible(text);
    if (visible.codePointCount(0, visible.length()) <= limit) {
      return visible;
    }
    return visible.substring(0, visible.offsetByCodePoints(0, limit - 1)) + "…";
  }
}
