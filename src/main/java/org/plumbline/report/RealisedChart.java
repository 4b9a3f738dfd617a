package org.plumbline.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.plumbline.report.Svg.Anchor;

/**
 * Realised error over days with intervals, the promised error as a dashed line, promotions marked.
 */
final class RealisedChart {

  /**
   * The error of a day.
   *
   * @param promised to the champion whose scores these are
   * @param complete whether the day has its labels
   */
  record Point(
      LocalDate day,
      double rmse,
      double lower,
      double upper,
      Optional<Double> promised,
      boolean complete) {}

  private static final int HEIGHT = 290;

  private final Svg svg;
  private final Plot plot;
  private final List<Point> points;
  private final LinearScale x;
  private final LinearScale y;

  private RealisedChart(Svg svg, Plot plot, List<Point> points) {
    this.svg = svg;
    this.plot = plot;
    this.points = points;
    this.x = plot.days(points.get(0).day().minusDays(1), last(points).day().plusDays(1));
    double high = values(points).max().orElseThrow();
    this.y = plot.vertical(0, high * 1.08);
  }

  /**
   * @param points at least one, oldest first
   * @param promotions days whose scores are the first of a new champion
   */
  static String draw(String id, List<Point> points, List<LocalDate> promotions, int width) {
    Svg svg = new Svg(id, width, HEIGHT, "Realised error by day", description(points));
    double left = width < 500 ? 56 : 72;
    RealisedChart chart =
        new RealisedChart(svg, new Plot(svg, left, 34, width - 20.0, HEIGHT - 42.0), points);
    chart.drawAll(promotions);
    return svg.finish();
  }

  private void drawAll(List<LocalDate> promotions) {
    plot.verticalAxis(y, "RMSE");
    plot.dayAxis(x, points.get(0).day(), last(points).day());
    for (LocalDate day : promotions) {
      if (!day.isBefore(points.get(0).day()) && !day.isAfter(last(points).day())) {
        double at = x.at((double) day.toEpochDay() - 0.5);
        svg.line(at, plot.top(), at, plot.bottom(), "mark");
        svg.text(at, plot.top() - 2, Anchor.MIDDLE, "mark-label", "▲");
      }
    }
    points.forEach(this::promised);
    points.forEach(this::point);
  }

  /** A stretch as wide as the day, so that a change of the promise is a step. */
  private void promised(Point point) {
    point
        .promised()
        .ifPresent(
            promise -> {
              double day = point.day().toEpochDay();
              Svg.Path path = new Svg.Path();
              path.moveTo(x.at(day - 0.5), y.at(promise)).lineTo(x.at(day + 0.5), y.at(promise));
              svg.path(path, "champion-line");
            });
  }

  private void point(Point point) {
    double at = x.at(point.day());
    svg.group(told(point));
    svg.line(at, y.at(point.lower()), at, y.at(point.upper()), "whisker");
    svg.circle(at, y.at(point.rmse()), 3.6, point.complete() ? "dot" : "dot hollow");
    svg.end();
  }

  private static Point last(List<Point> points) {
    return points.get(points.size() - 1);
  }

  private static DoubleStream values(List<Point> points) {
    return points.stream()
        .flatMapToDouble(
            point -> DoubleStream.of(point.upper(), point.promised().orElse(point.upper())));
  }

  private static String told(Point point) {
    return "%s: %s, from %s to %s%s%s"
        .formatted(
            point.day(),
            Numbers.general(point.rmse(), 5),
            Numbers.general(point.lower(), 5),
            Numbers.general(point.upper(), 5),
            point.promised().map(p -> "; promised " + Numbers.general(p, 5)).orElse(""),
            point.complete() ? "" : "; labels are incomplete");
  }

  private static String description(List<Point> points) {
    return "Root mean squared error by day with its interval at 0.95; the last, "
        + told(last(points))
        + ".";
  }
}
