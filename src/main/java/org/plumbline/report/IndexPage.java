package org.plumbline.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Metrics;
import org.plumbline.model.TableInput;
import org.plumbline.model.TrainRecord;
import org.plumbline.report.Block.Cell;
import org.plumbline.report.Block.Figure;
import org.plumbline.report.Block.Head;
import org.plumbline.report.Block.Mark;
import org.plumbline.report.Page.Headline;
import org.plumbline.report.Page.Section;

/** All cycles of a model: who reigned, how the errors went, and a row each, the newest first. */
final class IndexPage {
  private static final int WIDE = 900;
  private static final int NARROW = 350;

  private final List<CycleDocument> cycles;
  private final List<Champion> champions;

  private IndexPage(List<CycleDocument> cycles, List<Champion> champions) {
    this.cycles = cycles;
    this.champions = champions;
  }

  static Page of(String name, List<CycleDocument> cycles, List<Champion> champions) {
    IndexPage page = new IndexPage(cycles, champions);
    String visible = Names.visible(name);
    return new Page(
        visible + ": cycles",
        "Plumbline · all cycles",
        visible,
        page.facts(),
        Optional.empty(),
        page.headlines(),
        page.sections());
  }

  private List<String> facts() {
    if (cycles.isEmpty()) {
      return List.of("no cycle yet");
    }
    return List.of(Numbers.counted(cycles.size(), "cycle"), first() + " to " + last());
  }

  private List<Headline> headlines() {
    List<Headline> headlines = new ArrayList<>();
    if (champions.isEmpty()) {
      headlines.add(new Headline("Champion", "none", "no model was promoted yet"));
    } else {
      Champion champion = champions.get(champions.size() - 1);
      headlines.add(
          new Headline(
              "Champion", champion.model(), "by " + act(champion) + ", as of " + champion.asOf()));
    }
    headlines.add(
        new Headline(
            "Promotions",
            Numbers.count(cycles.stream().filter(IndexPage::promoted).count()),
            "of " + Numbers.counted(cycles.size(), "cycle")));
    return headlines;
  }

  private static String act(Champion champion) {
    return switch (champion.kind()) {
      case Champion.PROMOTE -> "promotion";
      case Champion.ROLLBACK -> "rollback";
      case Champion.FORCE -> "force";
      case Champion.APPROVE -> "approval";
      default -> champion.kind();
    };
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    errors().ifPresent(sections::add);
    reigns().ifPresent(sections::add);
    sections.add(new Section("cycles", "Cycles", List.of(table())));
    return sections;
  }

  private Optional<Section> errors() {
    List<DayErrorChart.Point> points =
        cycles.stream()
            .map(
                cycle ->
                    new DayErrorChart.Point(
                        cycle.asOf(),
                        error(challenger(cycle)),
                        error(champion(cycle)),
                        promoted(cycle)))
            .toList();
    String title = "Error over time";
    Optional<String> wide = DayErrorChart.draw("errors-wide", points, title, "RMSE", WIDE);
    Optional<String> narrow = DayErrorChart.draw("errors-narrow", points, title, "RMSE", NARROW);
    return wide.flatMap(
        w ->
            narrow.map(
                n ->
                    new Section(
                        "errors",
                        title,
                        List.of(
                            new Figure(
                                w,
                                n,
                                "Root mean squared error of challenger and champion on the same"
                                    + " held-out rows of each cycle; lower is better.",
                                List.of(
                                    Mark.CHALLENGER,
                                    Mark.CHAMPION,
                                    new Mark("▲", "mark", "promotion")))))));
  }

  private Optional<Section> reigns() {
    if (champions.isEmpty()) {
      return Optional.empty();
    }
    List<ReignChart.Reign> reigns = Reigns.of(cycles, champions);
    LocalDate from = reigns.get(0).first();
    LocalDate firstDay = cycles.isEmpty() || from.isBefore(first()) ? from : first();
    LocalDate lastDay = reigns.get(reigns.size() - 1).last();
    Figure figure =
        new Figure(
            ReignChart.draw("reigns-wide", reigns, firstDay, lastDay, WIDE),
            ReignChart.draw("reigns-narrow", reigns, firstDay, lastDay, NARROW),
            "The model in force by as-of day; the last is in force now.",
            List.of());
    return Optional.of(new Section("reigns", "Who reigned", List.of(figure)));
  }

  private Block table() {
    List<Head> heads = new ArrayList<>(List.of(new Head("As of", ""), new Head("Verdict", "")));
    for (String number : new String[] {"RMSE", "Champion", "Change", "Read", "Reused"}) {
      heads.add(new Head(number, "number"));
    }
    boolean watched = cycles.stream().anyMatch(cycle -> cycle.monitoring().isPresent());
    if (watched) {
      heads.add(new Head("Monitoring", ""));
    }
    heads.add(new Head("Model", ""));
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = cycles.size() - 1; i >= 0; i--) {
      rows.add(row(cycles.get(i), watched));
    }
    return Block.Table.of(
        "Every cycle, the newest first; errors on the held-out rows of the cycle; files read and"
            + " reused by training",
        heads,
        rows);
  }

  private static List<Cell> row(CycleDocument cycle, boolean watched) {
    Outcome outcome = Outcome.of(cycle);
    Optional<Metrics> challenger = challenger(cycle);
    Optional<Metrics> champion = champion(cycle);
    Optional<String> change =
        challenger.flatMap(
            m ->
                champion
                    .filter(other -> other.rmse() > 0)
                    .map(other -> Numbers.percent(m.rmse() / other.rmse() - 1)));
    Optional<TableInput> training = cycle.train().map(TrainRecord::training);
    String day = cycle.asOf() + (cycle.cycle() > 1 ? " (" + cycle.cycle() + ")" : "");
    String folder = "cycles/" + cycle.asOf() + "/" + cycle.cycle();
    List<Cell> cells = new ArrayList<>();
    Collections.addAll(
        cells,
        Cell.link(day, folder + "/report.html"),
        Cell.styled(outcome.mark() + " " + outcome.word(), tone(outcome)),
        number(challenger.map(m -> Numbers.significant(m.rmse(), 4))),
        number(champion.map(m -> Numbers.significant(m.rmse(), 4))),
        number(change),
        number(training.flatMap(t -> count(t.filesRead()))),
        number(training.flatMap(t -> count(t.filesReused()))));
    if (watched) {
      cells.add(monitoring(cycle, folder));
    }
    cells.add(Cell.styled(cycle.challenger().map(model -> model.id()).orElse(Numbers.NONE), "id"));
    return cells;
  }

  private static Cell monitoring(CycleDocument cycle, String folder) {
    return cycle
        .monitoring()
        .map(record -> Cell.link(record.status().orElse("skipped"), folder + "/monitoring.html"))
        .orElse(Cell.text(Numbers.NONE));
  }

  private static String tone(Outcome outcome) {
    return switch (outcome.kind()) {
      case "promoted" -> "good";
      case "rejected", "failed" -> "bad";
      default -> "wait";
    };
  }

  private static Cell number(Optional<String> text) {
    return Cell.number(text.orElse(Numbers.NONE));
  }

  private static Optional<String> count(OptionalInt value) {
    return value.isPresent() ? Optional.of(Numbers.count(value.getAsInt())) : Optional.empty();
  }

  private static boolean promoted(CycleDocument cycle) {
    return Outcome.of(cycle).kind().equals("promoted");
  }

  private static OptionalDouble error(Optional<Metrics> metrics) {
    return metrics.stream().mapToDouble(Metrics::rmse).filter(Double::isFinite).findFirst();
  }

  private static Optional<Metrics> challenger(CycleDocument cycle) {
    return cycle.evaluation().flatMap(evaluation -> evaluation.challenger().metrics());
  }

  private static Optional<Metrics> champion(CycleDocument cycle) {
    return cycle.evaluation().flatMap(Evaluation::champion).flatMap(Evaluation.Contender::metrics);
  }

  private LocalDate first() {
    return cycles.get(0).asOf();
  }

  private LocalDate last() {
    return cycles.get(cycles.size() - 1).asOf();
  }
}
