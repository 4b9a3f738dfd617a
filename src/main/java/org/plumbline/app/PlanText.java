package org.plumbline.app;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.cycle.Plan;

/** A plan as people read it. */
final class PlanText {
  private PlanText() {}

  static String of(Plan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s as of %s, cycle %d (%s)"
            .formatted(
                plan.name(),
                plan.asOf(),
                plan.cycle(),
                plan.joins() ? "goes on with its records" : "new"));
    lines.add("");
    lines.add(readings(plan));
    lines.add("");
    Plan.Computing computing = plan.computing();
    lines.add(
        "compute   %d terms, %s, %s"
            .formatted(computing.terms(), computing.precision(), computing.solver()));
    lines.add("memory    " + memory(computing));
    plan.rules().forEach(rule -> lines.add("rule      " + rule));
    plan.writes().forEach(place -> lines.add("writes    " + place));
    plan.notes().forEach(note -> lines.add("note      " + note));
    lines.add("");
    TextTable stages = new TextTable("stage", "", "");
    plan.stages().forEach(stage -> stages.row(stage.name(), stage.action(), stage.detail()));
    lines.add(stages.toString());
    return String.join("\n", lines);
  }

  /** What is foretold, beside what there is. */
  private static String memory(Plan.Computing computing) {
    String results =
        computing.resultLimit().isPresent()
            ? " of " + Figures.bytes(computing.resultLimit().getAsLong())
            : "";
    return "driver %s of %s; each task %s, %d at once of %s; results %s%s"
        .formatted(
            Figures.bytes(computing.driverBytes()),
            Figures.bytes(computing.driverLimit()),
            Figures.bytes(computing.taskBytes()),
            computing.tasksAtOnce(),
            Figures.bytes(computing.executorLimit()),
            Figures.bytes(computing.resultBytes()),
            results);
  }

  private static String readings(Plan plan) {
    TextTable table =
        new TextTable("reads", "table", "days", ">files", ">to read", ">reused", ">bytes");
    plan.training().ifPresent(reading -> add(table, "training", reading));
    plan.errors().ifPresent(reading -> add(table, "errors", reading));
    plan.comparison().ifPresent(reading -> add(table, "comparison", reading));
    plan.evaluation().ifPresent(reading -> add(table, "evaluation", reading));
    plan.scoring().ifPresent(reading -> add(table, "scoring", reading));
    return table.toString();
  }

  private static void add(TextTable table, String purpose, Plan.Reading reading) {
    table.row(
        purpose,
        reading.table(),
        days(reading.firstDay(), reading.lastDay()),
        Figures.of((long) reading.files()),
        Figures.of((long) reading.toRead()),
        Figures.of((long) reading.reused()),
        Figures.bytes(reading.bytes()));
  }

  private static String days(Optional<LocalDate> first, Optional<LocalDate> last) {
    if (first.isEmpty() && last.isEmpty()) {
      return "all";
    }
    return first.map(LocalDate::toString).orElse("")
        + ".."
        + last.map(LocalDate::toString).orElse("");
  }
}
