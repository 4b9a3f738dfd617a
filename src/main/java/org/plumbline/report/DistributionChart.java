package org.plumbline.report;

import java.util.List;
import org.plumbline.model.MonitoringRecord.Bin;
import org.plumbline.model.MonitoringRecord.Column;
import org.plumbline.report.Svg.Anchor;

/** A column's distributions: days watched as bars, training as a dashed outline. */
final class DistributionChart {
  private static final int HEIGHT = 190;
  private static final int LABEL_CHARACTERS = 9;

  private final Svg svg;
  private final Plot plot;
  private final List<Bin> bins;
  private final LinearScale y;

  private DistributionChart(Svg svg, Plot plot, List<Bin> bins) {
    this.svg = svg;
    this.plot = plot;
    this.bins = bins;
    double most =
        bins.stream().mapToDouble(bin -> Math.max(bin.reference(), bin.current())).max().orElse(1);
    this.y = plot.vertical(0, most * 1.05);
  }

  /**
   * @param column with at least one bin
   */
  static String draw(String id, Column column, int width) {
    Svg svg = new Svg(id, width, HEIGHT, "Distribution of " + column.column(), description(column));
    DistributionChart chart =
        new DistributionChart(
            svg, new Plot(svg, 44, 26, width - 12.0, HEIGHT - 30.0), column.bins());
    chart.drawAll();
    return svg.finish();
  }

  private void drawAll() {
    plot.verticalAxis(y, "share of rows");
    boolean numbers = bins.get(0).low().isPresent() && bins.get(0).label().isEmpty();
    for (int bin = 0; bin < bins.size(); bin++) {
      bar(bin);
    }
    outline();
    if (numbers) {
      double low = bins.get(0).low().orElseThrow();
      double high = bins.get(bins.size() - 1).high().orElseThrow();
      axis(plot.horizontal(low, high));
    } else {
      svg.line(plot.left(), plot.bottom(), plot.right(), plot.bottom(), "axis");
      for (int bin = 0; bin < bins.size(); bin++) {
        label(bin);
      }
    }
  }

  /** Few ticks and no title: the caption names the column. */
  private void axis(LinearScale x) {
    svg.line(plot.left(), plot.bottom(), plot.right(), plot.bottom(), "axis");
    Ticks ticks = Ticks.of(x.low(), x.high(), 5);
    List<String> labels = ticks.labels();
    for (int i = 0; i < labels.size(); i++) {
      double at = x.at(ticks.values().get(i).doubleValue());
      svg.line(at, plot.bottom(), at, plot.bottom() + 4, "axis");
      svg.text(at, plot.bottom() + 17, Anchor.MIDDLE, "tick", labels.get(i));
    }
  }

  private double edge(int bin) {
    return plot.left() + (plot.right() - plot.left()) * bin / bins.size();
  }

  private void bar(int bin) {
    double top = y.at(bins.get(bin).current());
    svg.group(told(bins.get(bin)));
    svg.rectangle(edge(bin) + 0.5, top, edge(bin + 1) - edge(bin) - 1, plot.bottom() - top, "bar");
    svg.end();
  }

  private void outline() {
    Svg.Path path = new Svg.Path().moveTo(plot.left(), plot.bottom());
    for (int bin = 0; bin < bins.size(); bin++) {
      double at = y.at(bins.get(bin).reference());
      path.lineTo(edge(bin), at).lineTo(edge(bin + 1), at);
    }
    svg.path(path.lineTo(plot.right(), plot.bottom()), "champion-line");
  }

  private void label(int bin) {
    boolean room = (plot.right() - plot.left()) / bins.size() > 7.0 * LABEL_CHARACTERS;
    String whole = bins.get(bin).label();
    int most = room ? LABEL_CHARACTERS + 2 : Math.max(1, 40 / bins.size());
    String shown = whole.length() <= most ? whole : whole.substring(0, most - 1) + "…";
    svg.text((edge(bin) + edge(bin + 1)) / 2, plot.bottom() + 17, Anchor.MIDDLE, "tick", shown);
  }

  private static String told(Bin bin) {
    String what =
        bin.label().isEmpty()
            ? Numbers.general(bin.low().orElseThrow(), 4)
                + " to "
                + Numbers.general(bin.high().orElseThrow(), 4)
            : bin.label();
    return "%s: now %s, in training %s"
        .formatted(what, Numbers.general(bin.current(), 3), Numbers.general(bin.reference(), 3));
  }

  private static String description(Column column) {
    return "Shares of rows by value of " + column.column() + ", now and in training.";
  }
}
