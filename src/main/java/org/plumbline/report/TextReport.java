package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.plumbline.model.CollinearityRecord;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.Decision;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Metrics;
import org.plumbline.model.Model;
import org.plumbline.model.Result;
import org.plumbline.model.TableInput;
import org.plumbline.model.TrainRecord;
import org.plumbline.model.Warning;
import org.plumbline.regression.Certificate;
import org.plumbline.regression.Collinearity;

/** The report of a cycle as plain text: the fit as R prints it, then what was made of it. */
final class TextReport {
  private final CycleDocument cycle;
  private final StringBuilder text = new StringBuilder();

  private TextReport(CycleDocument cycle) {
    this.cycle = cycle;
  }

  static String of(CycleDocument cycle) {
    return new TextReport(cycle).write();
  }

  private String write() {
    text.append(Names.visible(cycle.name())).append(", as of ").append(cycle.asOf());
    text.append(", cycle ").append(cycle.cycle()).append("\n");
    cycle.challenger().ifPresent(this::fit);
    verdict();
    cycle.evaluation().ifPresent(this::evaluation);
    cycle.train().flatMap(TrainRecord::crossCheck).ifPresent(this::crossCheck);
    inputs();
    warnings();
    versions();
    return text.toString();
  }

  private void section(String title) {
    text.append("\n").append(title).append("\n");
  }

  private void fit(Model model) {
    text.append("model ").append(model.id()).append("\n\n").append(SummaryText.of(model));
    notes(model);
    Certificate certificate = model.certificate();
    section("Certificate:");
    TextTable table = new TextTable("  ", "ll");
    table.row("correct digits", correctDigits(certificate));
    table.row("condition number", Numbers.general(certificate.conditionNumber(), 4));
    table.row("rank", certificate.rank() + " of " + model.coefficients().size());
    table.row("method", certificate.solver() + ", precision " + certificate.precision());
    table.row("objective", Explanation.objective(model));
    Explanation.weights(model).ifPresent(weights -> table.row("", weights));
    table.row("scikit-learn", OtherTools.scikitLearn(model, cycle.train().map(TrainRecord::data)));
    table.row("errors", ErrorNames.explained(model));
    text.append(table);
  }

  /** What the table of coefficients does not say, each sentence from a line of its own. */
  private void notes(Model model) {
    List<String> lines = new ArrayList<>();
    Explanation.transform(model).ifPresent(lines::add);
    lines.addAll(PenaltyWords.of(model));
    Optional<TrainRecord> train = cycle.train();
    train
        .flatMap(TrainRecord::crossValidation)
        .ifPresent(
            each -> {
              lines.add(PenaltyWords.chosen(each));
              lines.addAll(PenaltyWords.leftOut(each));
            });
    train.flatMap(each -> MissingWords.of(each, Optional.of(model))).ifPresent(lines::add);
    if (!lines.isEmpty()) {
      section("Notes:");
      lines.forEach(line -> text.append(Wrapping.sentence("  ", line)));
    }
    train
        .flatMap(TrainRecord::collinearity)
        .filter(each -> each.inflation().size() > 1)
        .ifPresent(this::collinearity);
  }

  private void collinearity(CollinearityRecord record) {
    section("Collinearity:");
    text.append(Wrapping.sentence("  ", CollinearitySection.verdict(record)));
    TextTable table = new TextTable("  ", "lrrr").row("", "Df", "GVIF", "GVIF^(1/(2*Df))");
    for (Collinearity.Inflation each : CollinearitySection.largest(record)) {
      table.row(
          Names.visible(each.name()),
          String.valueOf(each.degreesOfFreedom()),
          inflation(each.factor()),
          inflation(each.perCoefficient()));
    }
    text.append(table);
    for (Collinearity.Condition each : CollinearitySection.noteworthy(record)) {
      text.append("  condition index ").append(Numbers.general(each.index(), 3));
      text.append(": ").append(CollinearitySection.involved(each)).append("\n");
    }
  }

  private static String inflation(OptionalDouble factor) {
    return factor.isPresent() ? Numbers.significant(factor.getAsDouble(), 4) : RFormat.NA;
  }

  private static String correctDigits(Certificate certificate) {
    return Explanation.digits(certificate.correctDigits())
        + " (arithmetic "
        + Explanation.digits(certificate.arithmeticDigits())
        + ", data "
        + Explanation.digits(certificate.dataDigits())
        + ")";
  }

  private void verdict() {
    Outcome outcome = Outcome.of(cycle);
    section("Verdict: " + outcome.word());
    text.append(Wrapping.sentence("  ", Names.visible(outcome.sentence())));
    List<Decision.Rule> rules = cycle.decision().map(Decision::rules).orElse(List.of());
    if (rules.isEmpty()) {
      return;
    }
    TextTable table = new TextTable("  ", "llrrl").row("", "Rule", "Value", "Threshold", "");
    for (Decision.Rule rule : rules) {
      table.row(
          rule.passed() ? "ok" : "FAILED",
          rule.name(),
          Explanation.value(rule.value()),
          Explanation.value(rule.threshold()),
          Names.visible(rule.sentence()));
    }
    text.append(table);
  }

  private void evaluation(Evaluation evaluation) {
    section("Holdout:");
    text.append("  judged on ").append(Names.visible(Explanation.basis(evaluation))).append("\n");
    Optional<Metrics> challenger = evaluation.challenger().metrics();
    Optional<Metrics> champion = evaluation.champion().flatMap(Evaluation.Contender::metrics);
    metrics(evaluation.champion().isPresent(), challenger, champion);
    evaluation
        .unseen()
        .ifPresent(
            unseen -> {
              section("Days the champion never saw: " + days(unseen));
              metrics(true, unseen.challenger(), unseen.champion());
            });
  }

  private static String days(Evaluation.Unseen unseen) {
    return unseen.firstDay() + " to " + unseen.lastDay();
  }

  private void metrics(boolean both, Optional<Metrics> challenger, Optional<Metrics> champion) {
    TextTable table = new TextTable("  ", both ? "lrr" : "lr");
    table.row(both ? new String[] {"", "Challenger", "Champion"} : new String[] {"", "Challenger"});
    metric(table, both, "rows", m -> String.valueOf(m.rows()), challenger, champion);
    metric(table, both, "RMSE", m -> number(m.rmse()), challenger, champion);
    metric(table, both, "MSE", m -> number(m.mse()), challenger, champion);
    metric(table, both, "R-squared", m -> number(m.r2()), challenger, champion);
    metric(table, both, "bias", m -> number(m.bias()), challenger, champion);
    metric(table, both, "MAE", m -> number(m.mae()), challenger, champion);
    metric(table, both, "MAE rows", TextReport::maeRows, challenger, champion);
    text.append(table);
  }

  private static void metric(
      TextTable table,
      boolean both,
      String name,
      Function<Metrics, String> value,
      Optional<Metrics> challenger,
      Optional<Metrics> champion) {
    String first = challenger.map(value).orElse(RFormat.NA);
    String second = champion.map(value).orElse(RFormat.NA);
    table.row(both ? new String[] {name, first, second} : new String[] {name, first});
  }

  private static String maeRows(Metrics metrics) {
    return metrics.maeRows().isPresent()
        ? String.valueOf(metrics.maeRows().getAsLong())
        : RFormat.NA;
  }

  private void crossCheck(CrossCheck check) {
    section("Spark MLlib on the same " + check.rows() + " rows:");
    TextTable table = new TextTable("  ", "lrrr").row("", "Plumbline", "MLlib", "Digits agreed");
    for (CrossCheck.Term term : check.terms()) {
      table.row(
          Names.visible(term.term()),
          Numbers.significant(term.value(), 10),
          Numbers.significant(term.mllib(), 10),
          term.digits().isPresent() ? Explanation.digits(term.digits().getAsDouble()) : RFormat.NA);
    }
    text.append(table);
  }

  private void inputs() {
    section("Inputs:");
    TextTable table =
        new TextTable("  ", "llrrrrrr")
            .row("", "Table", "Files", "Read", "Reused", "Bytes read", "Rows", "Refused");
    Optional<Result.InputsOfRun> run = cycle.result().flatMap(Result::inputs);
    Optional<TableInput> training =
        cycle.train().map(TrainRecord::training).or(() -> run.flatMap(r -> r.training()));
    if (training.isEmpty()) {
      text.append("  training  ").append(Inputs.pinned(cycle)).append("\n");
    }
    training.ifPresent(input -> input(table, "training", input));
    run.flatMap(Result.InputsOfRun::evaluation)
        .ifPresent(input -> input(table, "evaluation", input));
    run.flatMap(Result.InputsOfRun::scoring).ifPresent(input -> input(table, "scoring", input));
    if (training.isPresent()) {
      text.append(table);
    }
  }

  private static void input(TextTable table, String role, TableInput input) {
    table.row(
        role,
        Inputs.table(input),
        String.valueOf(input.files()),
        count(input.filesRead()),
        count(input.filesReused()),
        count(input.bytesRead()),
        count(input.rows()),
        count(input.rowsRefused()));
  }

  private void warnings() {
    List<Warning> warnings = Inputs.warnings(cycle);
    if (warnings.isEmpty()) {
      return;
    }
    section("Warnings:");
    TextTable table = new TextTable("  ", "ll");
    warnings.forEach(w -> table.row(w.kind(), Names.visible(w.message())));
    text.append(table);
  }

  private void versions() {
    section("Versions:");
    TextTable table = new TextTable("  ", "ll");
    table.row("configuration", cycle.snapshot().configuration());
    table.row("run", cycle.snapshot().runId());
    cycle.challenger().ifPresent(model -> table.row("input digest", model.inputs().digest()));
    cycle.train().ifPresent(train -> table.row("kernel", Inputs.kernel(train.kernel())));
    cycle
        .versions()
        .ifPresent(
            versions -> {
              table.row("trained at", versions.trainedAt());
              table.row("Plumbline", versions.plumbline());
              table.row("Spark", versions.spark());
              table.row("Java", versions.java());
            });
    text.append(table);
  }

  private static String number(double value) {
    return Numbers.significant(value, 5);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  private static String count(OptionalInt value) {
    return value.isPresent() ? String.valueOf(value.getAsInt()) : "";
  }

  private static String count(OptionalLong value) {
    return value.isPresent() ? String.valueOf(value.getAsLong()) : "";
  }
}
