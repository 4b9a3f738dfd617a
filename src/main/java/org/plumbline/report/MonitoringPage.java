package org.plumbline.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.Measure;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.model.MonitoringRecord.Column;
import org.plumbline.model.MonitoringRecord.RealisedError;
import org.plumbline.model.MonitoringRecord.Rule;
import org.plumbline.report.Block.Cell;
import org.plumbline.report.Block.Figure;
import org.plumbline.report.Block.Head;
import org.plumbline.report.Block.Mark;
import org.plumbline.report.Page.Headline;
import org.plumbline.report.Page.Section;

/** How the champion's world has moved: what moved most first, distributions, errors over time. */
final class MonitoringPage {
  private static final int WIDE = 900;
  private static final int HALF = 430;
  private static final int NARROW = 350;
  private static final int MOST_CHARTS = 40;
  private static final int OPEN_RULES = 10;
  private static final String MOST_MOVED =
      "The most moved first: value over threshold. A breach is above both threshold and noise, which"
          + " sampling alone exceeds in one case of a thousand.";

  private final MonitoringRecord record;
  private final List<CycleDocument> cycles;
  private final List<Champion> champions;

  private MonitoringPage(
      MonitoringRecord record, List<CycleDocument> cycles, List<Champion> champions) {
    this.record = record;
    this.cycles = cycles;
    this.champions = champions;
  }

  static Page of(
      String name, MonitoringRecord record, List<CycleDocument> cycles, List<Champion> champions) {
    MonitoringPage page = new MonitoringPage(record, cycles, champions);
    String visible = Names.visible(name);
    return new Page(
        visible + ", " + record.asOf() + ": " + page.status(),
        "Plumbline · monitoring",
        visible,
        page.facts(),
        Optional.empty(),
        page.headlines(),
        page.sections());
  }

  private String status() {
    return record.status().orElse("skipped");
  }

  private List<String> facts() {
    return List.of(
        "as of " + record.asOf(),
        "watches " + record.of() + " of " + period(record.firstDay(), record.lastDay()),
        "champion " + record.model());
  }

  private static String period(LocalDate first, LocalDate last) {
    return first.equals(last) ? first.toString() : first + " to " + last;
  }

  private List<Headline> headlines() {
    List<Headline> headlines = new ArrayList<>();
    headlines.add(new Headline("Status", status(), meaning(status())));
    record
        .error()
        .flatMap(RealisedError::judged)
        .ifPresent(
            judged ->
                headlines.add(
                    new Headline(
                        "Realised RMSE",
                        Numbers.typographic(Numbers.significant(judged.rmse(), 4)),
                        promised() + period(judged.firstDay(), judged.lastDay()))));
    headlines.add(
        new Headline(
            "Rows watched", Numbers.count(record.rows()), "of the table's " + record.of()));
    headlines.add(
        new Headline(
            "Breaches",
            Numbers.count(record.rules().stream().filter(Rule::breached).count()),
            "of " + Numbers.counted(record.rules().size(), "measure")));
    return headlines;
  }

  private static String meaning(String status) {
    return switch (status) {
      case MonitoringRecord.STABLE -> "no measure is breached";
      case MonitoringRecord.WATCH -> "a measure is breached";
      case MonitoringRecord.RETRAIN -> "breached too often in a row";
      default -> "nothing could be measured";
    };
  }

  private String promised() {
    return record
        .error()
        .flatMap(RealisedError::promised)
        .map(p -> "promised " + Numbers.typographic(Numbers.significant(p.rmse(), 4)) + "; ")
        .orElse("");
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(moved());
    errors().ifPresent(sections::add);
    distributions().ifPresent(sections::add);
    return sections;
  }

  private Section moved() {
    List<Block> blocks = new ArrayList<>();
    List<String> points = new ArrayList<>(record.reasons());
    record.skipped().ifPresent(points::add);
    record.warnings().forEach(warning -> points.add(warning.message()));
    blocks.add(new Block.Points(points));
    List<Rule> rules = record.rules();
    int open = Math.min(rules.size(), OPEN_RULES);
    if (open > 0) {
      blocks.add(table(MOST_MOVED, rules.subList(0, open)));
    }
    if (open < rules.size()) {
      blocks.add(
          table("The other measures, in the same order.", rules.subList(open, rules.size()))
              .foldedUnder(Numbers.counted(rules.size() - open, "measure") + " that moved less"));
    }
    blocks.add(
        Block.Table.of(
            "See also",
            Head.first("Page"),
            List.of(
                List.of(Cell.link("report of this cycle", "report.html")),
                List.of(Cell.link("all cycles", "../../../index.html")))));
    return new Section("moved", "What moved", blocks);
  }

  private static Block.Table table(String caption, List<Rule> rules) {
    List<Head> heads = new ArrayList<>(List.of(new Head("Column", ""), new Head("Measure", "")));
    for (String number : new String[] {"Value", "Threshold", "Noise", "In a row"}) {
      heads.add(new Head(number, "number"));
    }
    return Block.Table.of(caption, heads, rules.stream().map(MonitoringPage::row).toList());
  }

  private static List<Cell> row(Rule rule) {
    Optional<Measure> measure = Measure.of(rule.measure());
    return List.of(
        Cell.text(Names.visible(rule.column())),
        Cell.text(measure.map(Measure::meaning).orElse(rule.measure())),
        Cell.styled(
            Numbers.typographic(text(measure, rule.value())),
            rule.breached() ? "number bad" : "number"),
        Cell.number(text(measure, rule.threshold())),
        Cell.number(text(measure, rule.noise())),
        Cell.number(rule.inRow() == 0 ? Numbers.NONE : Numbers.count(rule.inRow())));
  }

  private static String text(Optional<Measure> measure, double value) {
    return measure.map(found -> found.text(value)).orElse(Numbers.general(value, 4));
  }

  private Optional<Section> errors() {
    List<RealisedChart.Point> points = points();
    if (points.isEmpty()) {
      return Optional.empty();
    }
    List<LocalDate> promotions =
        champions.stream().map(champion -> champion.asOf().minusDays(1)).distinct().toList();
    Figure figure =
        new Figure(
            RealisedChart.draw("realised-wide", points, promotions, WIDE),
            RealisedChart.draw("realised-narrow", points, promotions, NARROW),
            "Root mean squared error of published scores against the labels that arrived, by day"
                + " scored, with its interval at 0.95. A promise is the error on held-out rows that"
                + " the champion was promoted with.",
            List.of(
                new Mark("●", "challenger", "realised"),
                new Mark("○", "challenger", "labels still incomplete"),
                new Mark("╌", "champion", "promised"),
                new Mark("▲", "mark", "first scores of a new champion")));
    return Optional.of(new Section("errors", "Error over time", List.of(figure)));
  }

  /** What the newest record up to this one says of each day; each day is scored by one model. */
  private List<RealisedChart.Point> points() {
    Map<LocalDate, RealisedChart.Point> byDay = new TreeMap<>();
    cycles.stream()
        .flatMap(cycle -> cycle.monitoring().stream())
        .filter(each -> !each.asOf().isAfter(record.asOf()))
        .sorted(Comparator.comparing(MonitoringRecord::asOf).thenComparing(MonitoringRecord::cycle))
        .flatMap(each -> each.error().stream())
        .forEach(error -> error.days().forEach(day -> point(error, day, byDay)));
    return List.copyOf(byDay.values());
  }

  private static void point(
      RealisedError error, MonitoringRecord.Day day, Map<LocalDate, RealisedChart.Point> byDay) {
    if (day.rmse().isPresent()) {
      byDay.put(
          day.day(),
          new RealisedChart.Point(
              day.day(),
              day.rmse().getAsDouble(),
              day.lower().orElseThrow(),
              day.upper().orElseThrow(),
              error.promised().map(MonitoringRecord.Promised::rmse),
              day.complete()));
    }
  }

  private Optional<Section> distributions() {
    List<Figure> figures = new ArrayList<>();
    for (Column column : byMovement()) {
      if (!column.bins().isEmpty() && figures.size() < MOST_CHARTS) {
        figures.add(figure(column, figures.size()));
      }
    }
    if (figures.isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    for (int place = 0; place < figures.size(); place += 2) {
      blocks.add(
          place + 1 < figures.size()
              ? new Block.Pair(figures.get(place), figures.get(place + 1))
              : new Block.Pair(figures.get(place), new Block.Points(List.of())));
    }
    return Optional.of(new Section("distributions", "Distributions", blocks));
  }

  /** The columns whose worst measure moved most first. */
  private List<Column> byMovement() {
    List<String> order = record.rules().stream().map(Rule::column).distinct().toList();
    return record.columns().stream()
        .sorted(
            Comparator.comparingInt(
                column ->
                    order.contains(column.column())
                        ? order.indexOf(column.column())
                        : order.size()))
        .toList();
  }

  private static Figure figure(Column column, int number) {
    List<Mark> key =
        number > 0
            ? List.of()
            : List.of(
                new Mark("■", "challenger", "days watched"),
                new Mark("╌", "champion", "training rows; of predictions, held-out rows"));
    return new Figure(
        DistributionChart.draw("distribution-wide-" + number, column, HALF),
        DistributionChart.draw("distribution-narrow-" + number, column, NARROW),
        Names.visible(column.column()),
        key);
  }
}
