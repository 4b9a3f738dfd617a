package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.plumbline.model.CrossValidationRecord;
import org.plumbline.regression.CurvePoint;
import org.plumbline.report.Block.Mark;

/**
 * Mean error over the folds by log10 λ: the chosen l1-ratio as a solid line in a band of one
 * standard error, the others dashed, each in its way; the chosen point as a disc, the smallest mean
 * error as a ring.
 */
final class CurveChart {
  private static final int HEIGHT = 320;
  private static final double PADDING = 0.04;

  /** How dashes of the other l1-ratios look in words of type; as many as styles. */
  private static final List<String> DASHES = List.of("– –", "···", "— —", "—·");

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
    LinearScale y = errors(plot, points);
    plot.verticalAxis(y, "mean squared error");
    double chosen = validation.chosen().l1Ratio();
    List<CurvePoint> path = of(points, chosen);
    svg.path(band(path, x, y), "error-band");
    List<Double> others = others(validation);
    for (int i = 0; i < others.size(); i++) {
      svg.path(line(of(points, others.get(i)), x, y), "champion-line dash" + i % DASHES.size());
    }
    svg.path(line(path, x, y), "challenger-line");
    if (!validation.best().equals(validation.chosen())) {
      mark(svg, x, y, validation.best(), "dot hollow");
    }
    mark(svg, x, y, validation.chosen(), "dot");
    plot.horizontalAxis(x, "log10 of lambda");
    return Optional.of(svg.finish());
  }

  private static void mark(Svg svg, LinearScale x, LinearScale y, CurvePoint point, String style) {
    if (point.lambda() > 0) {
      svg.group(told(point));
      svg.circle(x.at(place(point)), y.at(point.meanError()), 5, style);
      svg.end();
    }
  }

  /** What lines and marks mean. */
  static List<Mark> key(CrossValidationRecord validation) {
    List<Mark> key = new ArrayList<>();
    double ratio = validation.chosen().l1Ratio();
    key.add(new Mark("●", "challenger", "chosen"));
    if (!validation.best().equals(validation.chosen())) {
      key.add(new Mark("○", "challenger", "smallest mean error"));
    }
    key.add(new Mark("━━", "challenger", "l1-ratio " + Numbers.general(ratio, 4)));
    List<Double> others = others(validation);
    for (int i = 0; i < others.size(); i++) {
      String dashes = DASHES.get(i % DASHES.size());
      key.add(new Mark(dashes, "champion", "l1-ratio " + Numbers.general(others.get(i), 4)));
    }
    return key;
  }

  private static List<Double> others(CrossValidationRecord validation) {
    return validation.points().stream()
        .map(CurvePoint::l1Ratio)
        .distinct()
        .filter(ratio -> ratio != validation.chosen().l1Ratio())
        .toList();
  }

  private static List<CurvePoint> of(List<CurvePoint> points, double ratio) {
    return points.stream().filter(point -> point.l1Ratio() == ratio).toList();
  }

  /** From the least to the greatest that is drawn, not from 0: differences matter here. */
  private static LinearScale errors(Plot plot, List<CurvePoint> points) {
    double low = points.stream().mapToDouble(point -> edge(point, -1)).min().orElseThrow();
    double high = points.stream().mapToDouble(point -> edge(point, 1)).max().orElseThrow();
    double padding = PADDING * (high - low);
    return plot.vertical(Math.max(low - padding, Math.min(low, 0)), high + padding);
  }

  private static double edge(CurvePoint point, int side) {
    return point.meanError() + side * point.standardError().orElse(0);
  }

  private static Svg.Path line(List<CurvePoint> points, LinearScale x, LinearScale y) {
    Svg.Path path = new Svg.Path();
    points.forEach(point -> add(path, x.at(place(point)), y.at(point.meanError())));
    return path;
  }

  /** There along the upper edge and back along the lower. */
  private static Svg.Path band(List<CurvePoint> points, LinearScale x, LinearScale y) {
    Svg.Path path = new Svg.Path();
    points.forEach(point -> add(path, x.at(place(point)), y.at(edge(point, 1))));
    for (int i = points.size() - 1; i >= 0; i--) {
      add(path, x.at(place(points.get(i))), y.at(edge(points.get(i), -1)));
    }
    return path.isEmpty() ? path : path.close();
  }

  private static void add(Svg.Path path, double x, double y) {
    if (path.isEmpty()) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
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
        + " penalties; the smallest is at "
        + told(validation.best())
        + "; chosen is "
        + told(validation.chosen())
        + ".";
  }
}
