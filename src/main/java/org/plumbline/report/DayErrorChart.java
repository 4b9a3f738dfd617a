package org.plumbline.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.plumbline.report.Svg.Anchor;

/** Root mean squared error over days: challenger solid with dots, champion dashed with diamonds. */
final class DayErrorChart {
  /**
   * Errors of a day.
   *
   * @param marked whether the day is marked, as that of a promotion
   */
  record Point(LocalDate day, OptionalDouble challenger, OptionalDouble champion, boolean marked) {}

  private static final int HEIGHT = 280;
  private static final int MOST_MARKERS = 62;

  private final Svg svg;
  private final Plot plot;
  private final List<Point> points;
  private final LinearScale x;
  private final LinearScale y;
  private final boolean dense;

  private DayErrorChart(Svg svg, Plot plot, List<Point> points) {
    this.svg = svg;
    this.plot = plot;
    this.points = points;
    this.x = plot.days(first(), last());
    this.y = vertical();
    this.dense = points.size() > MOST_MARKERS * (plot.right() - plot.left()) / 600;
  }

  /** The picture; absent where no day has an error. */
  static Optional<String> draw(
      String id, List<Point> points, String title, String label, int width) {
    if (errors(points).count() == 0) {
      return Optional.empty();
    }
    Svg svg = new Svg(id, width, HEIGHT, title, description(points, label));
    double left = width < 500 ? 56 : 72;
    DayErrorChart chart =
        new DayErrorChart(svg, new Plot(svg, left, 34, width - 20.0, HEIGHT - 42.0), points);
    chart.drawAll(label);
    return Optional.of(svg.finish());
  }

  private void drawAll(String label) {
    plot.verticalAxis(y, label);
    plot.dayAxis(x, first(), last());
    for (Point point : points) {
      if (point.marked()) {
        double at = x.at(point.day());
        svg.line(at, plot.top(), at, plot.bottom(), "mark");
        svg.text(at, plot.top() - 2, Anchor.MIDDLE, "mark-label", "▲");
      }
    }
    curve(Point::champion, "champion-line");
    curve(Point::challenger, "challenger-line");
    for (Point point : points) {
      marker(point);
    }
  }

  /** A line through the days that have an error; a day without one breaks it. */
  private void curve(Function<Point, OptionalDouble> error, String style) {
    Svg.Path path = new Svg.Path();
    boolean broken = true;
    for (Point point : points) {
      OptionalDouble value = error.apply(point);
      if (value.isPresent()) {
        double atX = x.at(point.day());
        double atY = y.at(value.getAsDouble());
        path = broken ? path.moveTo(atX, atY) : path.lineTo(atX, atY);
      }
      broken = value.isEmpty();
    }
    if (!path.isEmpty()) {
      svg.path(path, style);
    }
  }

  private void marker(Point point) {
    if (dense) {
      return;
    }
    double at = x.at(point.day());
    svg.group(told(point));
    point.champion().ifPresent(error -> svg.diamond(at, y.at(error), 4, "champion-dot"));
    point.challenger().ifPresent(error -> svg.circle(at, y.at(error), 3, "dot"));
    svg.end();
  }

  private LinearScale vertical() {
    double low = errors(points).min().orElseThrow();
    double high = errors(points).max().orElseThrow();
    double margin = high / 10 - low / 10;
    double floor = low < high / 3 ? 0 : Math.max(0, low - margin);
    return plot.vertical(floor, high + margin);
  }

  private LocalDate first() {
    return points.get(0).day();
  }

  private LocalDate last() {
    return points.get(points.size() - 1).day();
  }

  private static DoubleStream errors(List<Point> points) {
    return points.stream()
        .flatMapToDouble(
            point -> DoubleStream.concat(point.challenger().stream(), point.champion().stream()));
  }

  private static String told(Point point) {
    String text = point.day() + ":";
    if (point.challenger().isPresent()) {
      text += " challenger " + Numbers.general(point.challenger().getAsDouble(), 4);
    }
    if (point.champion().isPresent()) {
      text += " champion " + Numbers.general(point.champion().getAsDouble(), 4);
    }
    return text;
  }

  private static String description(List<Point> points, String label) {
    Point last = points.get(points.size() - 1);
    return label
        + " from "
        + points.get(0).day()
        + " to "
        + last.day()
        + ", between "
        + Numbers.general(errors(points).min().orElseThrow(), 4)
        + " and "
        + Numbers.general(errors(points).max().orElseThrow(), 4)
        + "; the last, "
        + told(last)
        + ".";
  }
}
