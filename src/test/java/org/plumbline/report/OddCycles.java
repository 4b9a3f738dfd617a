package org.plumbline.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.DataSummary;
import org.plumbline.model.Decision;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Metrics;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Coefficient;
import org.plumbline.model.Result;
import org.plumbline.model.TableInput;
import org.plumbline.model.TrainRecord;
import org.plumbline.model.Warning;
import org.plumbline.regression.Certificate;
import org.plumbline.regression.FitSummary;
import org.plumbline.statistics.KernelInfo;

/** Cycles at the edge of what can happen, by what is odd about them. */
final class OddCycles {
  static final String NASTY = "<b>&\"'\u202Eevil\u0007 🏡 \uD800 مساحة ]]>";

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final TableInput TABLE =
      new TableInput(
          "parquet",
          "/data/<odd> & \"quoted\"",
          OptionalLong.empty(),
          1,
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  private OddCycles() {}

  static Map<String, CycleDocument> all() {
    Map<String, CycleDocument> cycles = new LinkedHashMap<>();
    cycles.put("pinned alone", cycle(Optional.empty(), Optional.empty()));
    cycles.put("failed", failed());
    cycles.put("overtaken", overtaken());
    cycles.put("approved", approved());
    cycles.put("one term", of(List.of(number("area", 2.5, 0.1))));
    cycles.put("intercept alone", of(List.of()));
    cycles.put("two hundred terms", of(terms(200)));
    cycles.put("all aliased", of(List.of(aliased("a"), aliased("b"))));
    cycles.put("tiny numbers", of(List.of(number("a", 1e-300, 1e-302), number("b", 0, 1e-301))));
    cycles.put(
        "huge numbers", of(List.of(number("a", -1e300, 1e299), number("b", 1e-300, 1e-302))));
    cycles.put("nasty names", of(List.of(number(NASTY, 1, 0.5), number("ok", 2, 3))));
    cycles.put("exact fit", exact());
    cycles.put("empty holdout", emptyHoldout());
    cycles.put("extreme charts", charts(1e300, -1e300, 1e300));
    cycles.put("charts without width", charts(5, 5, 5));
    return cycles;
  }

  static CycleDocument of(List<Coefficient> terms) {
    return cycle(Optional.of(model(terms, false)), Optional.empty());
  }

  private static CycleDocument cycle(Optional<Model> model, Optional<Evaluation> evaluation) {
    return document(model, evaluation, Optional.empty(), Optional.empty());
  }

  private static CycleDocument document(
      Optional<Model> model,
      Optional<Evaluation> evaluation,
      Optional<Decision> decision,
      Optional<Result> result) {
    return new CycleDocument(
        "odd",
        DAY,
        1,
        Houses.snapshot(DAY),
        model.map(OddCycles::train),
        model,
        Optional.empty(),
        evaluation,
        decision,
        Optional.empty(),
        Optional.empty(),
        result,
        Optional.empty());
  }

  private static CycleDocument failed() {
    Result ok = Houses.result(DAY, "failed", TABLE);
    Result failed =
        new Result(
            1,
            "retrain",
            Optional.of("odd"),
            ok.asOf(),
            ok.cycle(),
            ok.runId(),
            "failed",
            false,
            65,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.of(
                new Result.ErrorRecord("data", "sales: column <area> is text", "Cast it.")));
    return document(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(failed));
  }

  private static CycleDocument overtaken() {
    return promoting(
        List.of(Houses.rule("min-rows", 40, 30, true, "hold", "40 rows are enough.")), List.of());
  }

  /** Held when its cycle ended, and approved by a person since. */
  private static CycleDocument approved() {
    String sentence = "Approved by Anna: slices are plausible";
    return promoting(
        List.of(
            new Decision.Rule(
                Decision.APPROVAL, Optional.empty(), Optional.empty(), true, "hold", sentence)),
        List.of(sentence));
  }

  /** A decision to promote whose cycle ended as held. */
  private static CycleDocument promoting(List<Decision.Rule> rules, List<String> reasons) {
    Model model = model(List.of(number("area", 1, 0.1)), false);
    Decision decision =
        new Decision(
            1,
            DAY,
            model.id(),
            Optional.empty(),
            Decision.PROMOTE,
            Optional.of(7L),
            rules,
            reasons);
    return document(
        Optional.of(model),
        Optional.of(evaluation(Optional.of(metrics(3)), Optional.empty())),
        Optional.of(decision),
        Optional.of(Houses.result(DAY, "held", TABLE)));
  }

  private static CycleDocument exact() {
    return cycle(
        Optional.of(model(List.of(plain("a", 2), plain("b", -3)), true)), Optional.empty());
  }

  private static CycleDocument emptyHoldout() {
    return cycle(
        Optional.of(model(List.of(number("a", 1, 0.1)), false)),
        Optional.of(evaluation(Optional.empty(), Optional.empty())));
  }

  private static CycleDocument charts(double prediction, double low, double high) {
    Evaluation.Bin bin = new Evaluation.Bin(3, prediction, -prediction);
    Evaluation.Bin empty = new Evaluation.Bin(0, 0, 0);
    Evaluation.Charts charts =
        new Evaluation.Charts(
            Optional.empty(),
            Optional.empty(),
            -prediction,
            prediction,
            low,
            high,
            new Evaluation.ChartBins(List.of(bin, empty), List.of(1L, 3L, 0L, 2L)),
            Optional.empty());
    return cycle(
        Optional.of(model(List.of(number("a", 1, 0.1)), false)),
        Optional.of(evaluation(Optional.of(metrics(1e150)), Optional.of(charts))));
  }

  private static Evaluation evaluation(
      Optional<Metrics> metrics, Optional<Evaluation.Charts> charts) {
    return new Evaluation(
        1,
        DAY,
        new Evaluation.Contender("2026-03-01-0000000000aa", metrics),
        Optional.empty(),
        "statistics",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        charts,
        new Evaluation.Inputs(0, 0));
  }

  private static Metrics metrics(double rmse) {
    return new Metrics(
        1,
        rmse * rmse,
        rmse,
        OptionalDouble.empty(),
        0,
        OptionalDouble.empty(),
        OptionalLong.empty());
  }

  static Model model(List<Coefficient> terms, boolean exact) {
    List<Coefficient> coefficients = new ArrayList<>();
    Coefficient first = exact ? plain("(intercept)", 1) : number("(intercept)", 1, 0.25);
    coefficients.add(named(first, "intercept"));
    coefficients.addAll(terms);
    OptionalDouble some = exact ? OptionalDouble.empty() : OptionalDouble.of(0.5);
    FitSummary fit =
        new FitSummary(
            20,
            OptionalDouble.empty(),
            18,
            OptionalDouble.of(exact ? 0 : 2.5),
            OptionalDouble.of(exact ? 1 : 0.5),
            OptionalDouble.of(exact ? 1 : 0.49),
            some,
            some,
            "classical",
            OptionalLong.empty(),
            0.95,
            exact);
    return new Model(
        1,
        "2026-03-01-0000000000aa",
        DAY,
        "price",
        Optional.empty(),
        Optional.empty(),
        new Model.RowRuleRecord(Optional.empty(), "fail", "UTC"),
        new Model.SplitRecord(List.of("id"), 0.2, 5),
        new Model.Window(Optional.empty(), Optional.empty(), OptionalInt.empty()),
        coefficients,
        new Model.Objective(0, 0, true, true, Optional.empty()),
        fit,
        new Certificate(1e12, 3.999, 15, 3.999, "exact", "normal equations", coefficients.size()),
        List.of(),
        new Model.Inputs("00", 1, 20, 0),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  private static TrainRecord train(Model model) {
    List<DataSummary.ColumnSummary> columns = new ArrayList<>();
    List<Coefficient> terms = model.coefficients().subList(1, model.coefficients().size());
    for (Coefficient term : terms) {
      columns.add(column(term.term(), columns.size()));
    }
    columns.add(column("price", columns.size()));
    return new TrainRecord(
        1,
        DAY,
        model.id(),
        TABLE,
        new KernelInfo("scalar", 64),
        new DataSummary(20, columns),
        List.of(new Warning("aliased", List.of(NASTY), 1, NASTY + " is collinear")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static DataSummary.ColumnSummary column(String name, int before) {
    List<OptionalDouble> correlations =
        IntStream.range(0, before)
            .mapToObj(i -> i % 5 == 4 ? OptionalDouble.empty() : OptionalDouble.of(i % 2 - 0.5))
            .toList();
    return new DataSummary.ColumnSummary(name, 1e-7, 2, 0, correlations);
  }

  static List<Coefficient> terms(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> number("column_" + i, Math.sin(i) * i, 0.5 + i % 7))
        .toList();
  }

  static Coefficient number(String term, double value, double error) {
    return new Coefficient(
        term,
        "number",
        List.of(term),
        Optional.empty(),
        OptionalInt.empty(),
        value,
        OptionalDouble.of(error),
        OptionalDouble.of(value / error),
        OptionalDouble.of(Math.exp(-Math.abs(value / error))),
        OptionalDouble.empty(),
        OptionalDouble.of(value - 2 * error),
        OptionalDouble.of(value + 2 * error),
        Optional.empty(),
        false);
  }

  static Coefficient aliased(String term) {
    Coefficient plain = plain(term, 0);
    return new Coefficient(
        term,
        plain.kind(),
        plain.columns(),
        plain.level(),
        plain.power(),
        0,
        plain.standardError(),
        plain.t(),
        plain.pValue(),
        plain.log10P(),
        plain.lower(),
        plain.upper(),
        plain.clustered(),
        true);
  }

  private static Coefficient plain(String term, double value) {
    OptionalDouble none = OptionalDouble.empty();
    return new Coefficient(
        term,
        "number",
        List.of(term),
        Optional.empty(),
        OptionalInt.empty(),
        value,
        none,
        none,
        none,
        none,
        none,
        none,
        Optional.empty(),
        false);
  }

  private static Coefficient named(Coefficient c, String kind) {
    return new Coefficient(
        c.term(),
        kind,
        List.of(),
        c.level(),
        c.power(),
        c.value(),
        c.standardError(),
        c.t(),
        c.pValue(),
        c.log10P(),
        c.lower(),
        c.upper(),
        c.clustered(),
        c.aliased());
  }
}
