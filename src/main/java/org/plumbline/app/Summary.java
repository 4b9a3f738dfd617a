package org.plumbline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.Result;
import org.plumbline.model.Warning;

/** What a person wants to read after the last result: nothing that the results do not say. */
final class Summary {
  private Summary() {}

  /** Lines for standard error. */
  static List<String> of(List<Result> results) {
    List<String> lines = new ArrayList<>();
    Result last = results.get(results.size() - 1);
    if (results.size() > 1) {
      lines.add(CycleTable.of(results));
    } else {
      lines.addAll(verdict(last));
    }
    last.crossCheck().map(Summary::agreement).ifPresent(lines::add);
    last.warnings().stream()
        .map(Warning::message)
        .map(text -> "warning: " + text)
        .forEach(lines::add);
    last.reports().map(reports -> "report: " + reports.html()).ifPresent(lines::add);
    return lines;
  }

  private static List<String> verdict(Result result) {
    List<String> lines = new ArrayList<>();
    String model = result.model().map(reference -> " " + reference.id()).orElse("");
    lines.add(
        result.name().orElse("")
            + ": "
            + result.status()
            + model
            + (result.repeated() ? " (done before)" : ""));
    result
        .verdict()
        .ifPresent(verdict -> verdict.reasons().forEach(reason -> lines.add("  " + reason)));
    result.skipped().forEach(skip -> lines.add("  " + skip.stage() + " skipped: " + skip.reason()));
    result
        .scores()
        .map(scores -> "  " + Figures.of(scores.rows()) + " scores in " + scores.path())
        .ifPresent(lines::add);
    result.monitoring().ifPresent(monitoring -> lines.addAll(monitored(monitoring)));
    return lines;
  }

  private static List<String> monitored(Result.Monitored monitoring) {
    List<String> lines = new ArrayList<>();
    lines.add("  monitoring: " + monitoring.status());
    monitoring.reasons().forEach(reason -> lines.add("    " + reason));
    return lines;
  }

  private static String agreement(CrossCheck check) {
    OptionalDouble least =
        check.terms().stream()
            .map(CrossCheck.Term::digits)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .min();
    return "cross-check: MLlib fits the same "
        + Figures.of(check.rows())
        + " rows to coefficients that agree in at least "
        + Figures.of(least)
        + " digits";
  }
}
