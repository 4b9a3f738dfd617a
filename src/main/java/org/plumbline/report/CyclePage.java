package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.Decision;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Metrics;
import org.plumbline.model.Model;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.model.TrainRecord;
import org.plumbline.report.Page.Headline;
import org.plumbline.report.Page.Section;

/** The report of a cycle as a page: the verdict first, then its evidence, then its origin. */
final class CyclePage {
  private CyclePage() {}

  static Page of(CycleDocument cycle) {
    Page.Verdict verdict = new Page.Verdict(Outcome.of(cycle), rules(cycle), notices(cycle));
    String name = Names.visible(cycle.name());
    return new Page(
        name + ", " + cycle.asOf() + ": " + verdict.outcome().word(),
        "Plumbline · cycle report",
        name,
        facts(cycle),
        Optional.of(verdict),
        headlines(cycle),
        sections(cycle));
  }

  private static List<String> facts(CycleDocument cycle) {
    List<String> facts = new ArrayList<>();
    facts.add("as of " + cycle.asOf());
    facts.add("cycle " + cycle.cycle());
    cycle
        .challenger()
        .ifPresent(
            model -> {
              facts.add("model " + model.id());
              facts.add("predicts " + Names.visible(model.fittedLabel()));
              window(model.window()).ifPresent(facts::add);
            });
    return facts;
  }

  private static Optional<String> window(Model.Window window) {
    return window
        .firstDay()
        .flatMap(first -> window.lastDay().map(last -> "trained on " + first + " to " + last));
  }

  private static List<Page.Rule> rules(CycleDocument cycle) {
    return cycle.decision().map(Decision::rules).orElse(List.of()).stream()
        .map(rule -> new Page.Rule(rule.passed(), rule.name(), rule.sentence(), compared(rule)))
        .toList();
  }

  private static String compared(Decision.Rule rule) {
    String value = shown(rule.value());
    String threshold = shown(rule.threshold());
    if (value.isEmpty()) {
      return "";
    }
    return ": value " + value + (threshold.isEmpty() ? "" : ", threshold " + threshold);
  }

  private static String shown(Optional<Decision.Value> value) {
    String text = Explanation.value(value);
    return value.isPresent() && value.get().number().isPresent() ? Numbers.typographic(text) : text;
  }

  private static List<Page.Notice> notices(CycleDocument cycle) {
    List<Page.Notice> notices = new ArrayList<>();
    Inputs.warnings(cycle).forEach(w -> notices.add(new Page.Notice(w.kind(), w.message())));
    cycle
        .result()
        .ifPresent(
            result ->
                result
                    .skipped()
                    .forEach(
                        skipped ->
                            notices.add(
                                new Page.Notice(skipped.stage() + " skipped", skipped.reason()))));
    return notices;
  }

  private static List<Headline> headlines(CycleDocument cycle) {
    List<Headline> headlines = new ArrayList<>();
    Optional<Metrics> challenger =
        cycle.evaluation().map(Evaluation::challenger).flatMap(Evaluation.Contender::metrics);
    Optional<Metrics> champion =
        cycle.evaluation().flatMap(Evaluation::champion).flatMap(Evaluation.Contender::metrics);
    challenger.ifPresent(
        metrics -> {
          headlines.add(error(scale(cycle), metrics, champion));
          headlines.add(explained(metrics, champion));
        });
    cycle
        .challenger()
        .ifPresent(
            model -> {
              headlines.add(digits(model));
              headlines.add(rows(model));
            });
    return headlines;
  }

  /** Of what errors are told; empty for the label itself. */
  private static String scale(CycleDocument cycle) {
    return cycle
        .challenger()
        .flatMap(Model::labelTransform)
        .map(transform -> " of " + transform)
        .orElse("");
  }

  private static Headline error(String scale, Metrics metrics, Optional<Metrics> champion) {
    String beside =
        champion
            .map(
                other -> {
                  String change =
                      other.rmse() > 0
                          ? " (" + Numbers.percent(metrics.rmse() / other.rmse() - 1) + ")"
                          : "";
                  return "champion " + Numbers.significant(other.rmse(), 4) + change;
                })
            .orElse("root mean squared error");
    return headline("Holdout RMSE" + scale, Numbers.significant(metrics.rmse(), 4), beside);
  }

  private static Headline explained(Metrics metrics, Optional<Metrics> champion) {
    String beside =
        champion
            .map(other -> "champion " + MetricsTable.number(other.r2(), 4))
            .orElse("share of variance explained");
    return headline("Holdout R²", MetricsTable.number(metrics.r2(), 4), beside);
  }

  private static Headline digits(Model model) {
    String digits = Explanation.digits(model.certificate().correctDigits());
    return headline("Correct digits", digits, "certified, of every coefficient");
  }

  private static Headline rows(Model model) {
    String rows = Numbers.count(model.fit().rows());
    return headline("Training rows", rows, Numbers.counted(model.inputs().files(), "file"));
  }

  private static Headline headline(String label, String value, String beside) {
    return new Headline(
        label, Numbers.typographic(value), Numbers.typographic(beside).replace(" %", "\u00A0%"));
  }

  private static List<Section> sections(CycleDocument cycle) {
    List<Section> sections = new ArrayList<>();
    Optional<TrainRecord> train = cycle.train();
    cycle
        .challenger()
        .ifPresent(m -> sections.add(CoefficientSection.of(m, train.map(TrainRecord::data))));
    cycle.challenger().flatMap(m -> PenaltySection.of(m, train)).ifPresent(sections::add);
    cycle.challenger().ifPresent(m -> sections.add(FitSection.of(m, cycle)));
    cycle.evaluation().flatMap(ErrorSections::days).ifPresent(sections::add);
    cycle.evaluation().flatMap(ErrorSections::rows).ifPresent(sections::add);
    cycle.monitoring().map(CyclePage::monitoring).ifPresent(sections::add);
    train
        .flatMap(TrainRecord::collinearity)
        .flatMap(CollinearitySection::of)
        .ifPresent(sections::add);
    train.flatMap(t -> DataSection.of(t, cycle.challenger())).ifPresent(sections::add);
    cycle.challenger().ifPresent(model -> sections.add(MethodSection.of(model, train)));
    sections.add(OriginSection.of(cycle));
    return sections;
  }

  private static Section monitoring(MonitoringRecord record) {
    List<String> reasons = new ArrayList<>(record.reasons());
    record.skipped().ifPresent(reasons::add);
    Block table =
        Block.Table.of(
            "Monitoring of " + record.model() + ", the champion in force; its page has the charts",
            List.of(new Block.Head("Status", ""), new Block.Head("Why", "")),
            List.of(
                List.of(
                    Block.Cell.link(record.status().orElse("skipped"), "monitoring.html"),
                    Block.Cell.text(String.join(" ", reasons)))));
    return new Section("monitoring", "Monitoring", List.of(table));
  }
}
