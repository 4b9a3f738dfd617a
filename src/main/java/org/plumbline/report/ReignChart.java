package org.plumbline.report;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.report.Svg.Anchor;

/** Who reigned when: a band per champion along the days, a row each from the oldest down. */
final class ReignChart {
  /**
   * A model in force.
   *
   * @param how the pointer's kind: {@code promote}, {@code rollback}, {@code force}, {@code
   *     approve}
   * @param last the day before the next took over, or the last day known
   */
  record Reign(String model, String how, LocalDate first, LocalDate last) {}

  private static final int ROW = 30;
  private static final int MOST = 24;

  private ReignChart() {}

  /** The newest {@value #MOST} reigns; at least one is needed. */
  static String draw(String id, List<Reign> all, LocalDate firstDay, LocalDate lastDay, int width) {
    List<Reign> reigns = all.subList(Math.max(0, all.size() - MOST), all.size());
    double bottom = 8 + reigns.size() * ROW;
    Svg svg = new Svg(id, width, bottom + 42, "Who reigned", description(reigns));
    Plot plot = new Plot(svg, 12, 8, width - 20.0, bottom);
    LinearScale x = plot.days(firstDay, lastDay.plusDays(1));
    plot.dayAxis(x, firstDay, lastDay);
    for (int i = 0; i < reigns.size(); i++) {
      band(svg, plot, x, reigns.get(i), 8 + i * ROW, i == reigns.size() - 1);
    }
    return svg.finish();
  }

  private static void band(
      Svg svg, Plot plot, LinearScale x, Reign reign, double top, boolean inForce) {
    double from = Math.max(plot.left(), x.at(reign.first()));
    double to = Math.max(from + 4, x.at(reign.last().plusDays(1)));
    svg.group(told(reign));
    svg.rectangle(from, top + 4, to - from, ROW - 8.0, inForce ? "band in-force" : "band");
    String label = reign.model() + (reign.how().equals("promote") ? "" : " · " + reign.how());
    label(svg, plot, label, from, to, top + ROW / 2.0 + 4);
    svg.end();
  }

  /** Beside the band on the side that has room; on it where neither has. */
  private static void label(Svg svg, Plot plot, String label, double from, double to, double y) {
    double needed = Names.width(label) * 7.2 + 8;
    if (plot.right() - to >= needed) {
      svg.text(to + 8, y, Anchor.START, "name", label);
    } else if (from - plot.left() >= needed) {
      svg.text(from - 8, y, Anchor.END, "name", label);
    } else {
      svg.text(Math.max(from, plot.left()) + 8, y, Anchor.START, "band-label", label);
    }
  }

  private static String told(Reign reign) {
    return reign.model() + " from " + reign.first() + " to " + reign.last() + " by " + reign.how();
  }

  private static String description(List<Reign> reigns) {
    return reigns.stream().map(ReignChart::told).collect(Collectors.joining("; ", "", "."));
  }
}
