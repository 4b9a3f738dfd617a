package org.plumbline.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.plumbline.model.CrossValidationRecord;
import org.plumbline.regression.CurvePoint;

/**
 * Mean error over the folds by log10 λ: the chosen l1-ratio as a solid line, the others dashed, the
 * chosen point as a dot.
 */
final class CurveChart {
  private static final int HEIGHT = 300;

  private CurveChart() {}

  /** The picture; absent where fewer than two λ above 0 were tried. */
  static Optional<String> draw(String id, CrossValidationRecord validation, int width) {
    List<CurvePoint> points =
        validation.points().stream().filter(point -> point.lambda() > 0).toList();
    double low = places(points).min().orElse(0);
    double high = places(points).max().orElse(0);
    if (!(low < high)) {
      return Optional.empty();
    }
    Svg svg = new Svg(id, width, HEIGHT, "Cross-validation", description(validation));
    Plot plot = new Plot(svg, width < 500 ? 56 : 72, 34, width - 20.0, HEIGHT - 52.0);
    LinearScale x = plot.horizontal(low, high);
    double most = points.stream().mapToDouble(CurvePoint::meanError).max().orElseThrow();
    LinearScale y = plot.vertical(0, most * 1.05);
    plot.verticalAxis(y, "mean squared error");
    for (double ratio : points.stream().mapToDouble(CurvePoint::l1Ratio).distinct().toArray()) {
      List<CurvePoint> path = points.stream().filter(p -> p.l1Ratio() == ratio).toList();
      boolean chosen = ratio == validation.chosen().l1Ratio();
      svg.path(line(path, x, y), chosen ? "challenger-line" : "champion-line");
    }
    CurvePoint chosen = validation.chosen();
    if (chosen.lambda() > 0) {
      svg.group(told(chosen));
      svg.circle(x.at(place(chosen)), y.at(chosen.meanError()), 4, "dot");
      svg.end();
    }
    plot.horizontalAxis(x, "log10 of lambda");
    return Optional.of(svg.finish());
  }

  private static Svg.Path line(List<CurvePoint> points, LinearScale x, LinearScale y) {
    Svg.Path path = new Svg.Path();
    for (CurvePoint point : points) {
      double atX = x.at(place(point));
      double atY = y.at(point.meanError());
      path = path.isEmpty() ? path.moveTo(atX, atY) : path.lineTo(atX, atY);
    }
    return path;
  }

  private static DoubleStream places(List<CurvePoint> points) {
    return points.stream().mapToDouble(CurveChart::place);
  }

  private static double place(CurvePoint point) {
    return StrictMath.log10(point.lambda());
  }

  /** A point in words. */
  static String told(CurvePoint point) {
    return "lambda "
        + Numbers.general(point.lambda(), 4)
        + ", l1-ratio "
        + Numbers.general(point.l1Ratio(), 3)
        + ": mean squared error "
        + Numbers.general(point.meanError(), 4)
        + (point.standardError().isPresent()
            ? " ± " + Numbers.general(point.standardError().getAsDouble(), 2)
            : "")
        + ", "
        + Numbers.counted(point.nonzeroTerms(), "term");
  }

  private static String description(CrossValidationRecord validation) {
    return "Mean squared error of "
        + Numbers.count(validation.points().size())
        + " penalties"
        + "; chosen is "
        + told(validation.chosen())
        + ".";
  }
}
