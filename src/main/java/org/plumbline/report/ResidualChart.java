package org.plumbline.report;

import java.util.List;
import java.util.Optional;
import org.plumbline.model.Evaluation.ChartBins;
import org.plumbline.model.Evaluation.Charts;

/**
 * Histogram of the residuals within the range of the bins: challenger as bars, champion as a dashed
 * outline.
 */
final class ResidualChart {
  private static final double HEIGHT = 340;

  private final LinearScale x;
  private final LinearScale y;
  private final double low;
  private final double step;

  private ResidualChart(Plot plot, Charts charts, int bins, long most) {
    this.x = plot.horizontal(charts.residualLow(), charts.residualHigh());
    this.y = plot.vertical(0, most * 1.05);
    this.low = x.low();
    this.step = (x.high() / bins) - (x.low() / bins);
  }

  /** The picture; absent where no bin holds a row. */
  static Optional<String> draw(String id, Charts charts, int width) {
    List<Long> challenger = inner(charts.challenger());
    List<Long> champion = charts.champion().map(ResidualChart::inner).orElse(List.of());
    long most = Math.max(most(challenger), most(champion));
    if (most == 0) {
      return Optional.empty();
    }
    Svg svg = new Svg(id, width, HEIGHT, "Residuals", description(charts));
    Plot plot = new Plot(svg, 64, 34, width - 16.0, HEIGHT - 52);
    int bins = Math.max(challenger.size(), champion.size());
    ResidualChart chart = new ResidualChart(plot, charts, bins, most);
    plot.verticalAxis(chart.y, "rows");
    chart.bars(svg, challenger);
    if (most(champion) > 0) {
      svg.path(chart.outline(champion), "champion-line");
    }
    if (chart.x.contains(0)) {
      svg.line(chart.x.at(0), plot.top(), chart.x.at(0), plot.bottom(), "zero");
    }
    plot.horizontalAxis(chart.x, "observed − predicted");
    return Optional.of(svg.finish());
  }

  /** Without the first and the last count, which are of what lies beyond the range. */
  private static List<Long> inner(ChartBins bins) {
    List<Long> counts = bins.residuals();
    return counts.size() < 3 ? List.of() : counts.subList(1, counts.size() - 1);
  }

  /** How many residuals lie beyond the range, on which side. */
  static String beyond(ChartBins bins) {
    List<Long> counts = bins.residuals();
    if (counts.size() < 3) {
      return "none";
    }
    return Numbers.count(counts.get(0))
        + " below and "
        + Numbers.count(counts.get(counts.size() - 1))
        + " above";
  }

  private void bars(Svg svg, List<Long> counts) {
    for (int bin = 0; bin < counts.size(); bin++) {
      if (counts.get(bin) == 0) {
        continue;
      }
      double from = edge(bin);
      double top = y.at(counts.get(bin));
      svg.group(told(bin, counts.get(bin)));
      svg.rectangle(from + 0.5, top, edge(bin + 1) - from - 1, y.from() - top, "bar");
      svg.end();
    }
  }

  private Svg.Path outline(List<Long> counts) {
    Svg.Path path = new Svg.Path().moveTo(edge(0), y.at(0));
    for (int bin = 0; bin < counts.size(); bin++) {
      path.lineTo(edge(bin), y.at(counts.get(bin))).lineTo(edge(bin + 1), y.at(counts.get(bin)));
    }
    return path.lineTo(edge(counts.size()), y.at(0));
  }

  private double edge(int bin) {
    return x.at(value(bin));
  }

  private double value(int bin) {
    return low + bin * step;
  }

  private String told(int bin, long rows) {
    return Numbers.general(value(bin), 4)
        + " to "
        + Numbers.general(value(bin + 1), 4)
        + ": "
        + Numbers.counted(rows, "row");
  }

  private static long most(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private static String description(Charts charts) {
    long rows = inner(charts.challenger()).stream().mapToLong(Long::longValue).sum();
    return "Histogram of "
        + Numbers.counted(rows, "residual")
        + " of the challenger between "
        + Numbers.general(charts.residualLow(), 4)
        + " and "
        + Numbers.general(charts.residualHigh(), 4)
        + ".";
  }
}
