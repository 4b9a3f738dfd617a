package org.plumbline.report;

import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.model.Measure;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.model.MonitoringRecord.Rule;

/** The monitoring of a day as plain text. */
final class MonitoringText {
  private MonitoringText() {}

  static String of(String name, MonitoringRecord record) {
    StringBuilder text = new StringBuilder();
    text.append(Names.visible(name)).append(", as of ").append(record.asOf());
    text.append(", monitoring of ").append(record.of()).append("\n");
    text.append("champion ").append(record.model()).append("\n\n");
    text.append("Status: ").append(record.status().orElse("skipped")).append("\n");
    record.reasons().forEach(reason -> text.append("  ").append(reason).append("\n"));
    record.skipped().ifPresent(reason -> text.append("  ").append(reason).append("\n"));
    record.error().ifPresent(error -> errors(error, text));
    if (!record.rules().isEmpty()) {
      text.append("\nMeasures, the most moved first:\n").append(measures(record));
    }
    record
        .warnings()
        .forEach(warning -> text.append("warning: ").append(warning.message()).append("\n"));
    return text.toString();
  }

  private static void errors(MonitoringRecord.RealisedError error, StringBuilder text) {
    text.append("\nRealised error by day scored");
    error
        .promised()
        .ifPresent(
            promise -> text.append(", promised ").append(Numbers.significant(promise.rmse(), 6)));
    text.append(":\n");
    TextTable table = new TextTable("  ", "lrrrrr");
    table.row("day", "scored", "labelled", "RMSE", "from", "to");
    for (MonitoringRecord.Day day : error.days()) {
      table.row(
          day.day() + (day.complete() ? "" : " *"),
          Numbers.count(day.scored()),
          Numbers.count(day.labelled()),
          figure(day.rmse()),
          figure(day.lower()),
          figure(day.upper()));
    }
    text.append(table);
    if (error.days().stream().anyMatch(day -> !day.complete())) {
      text.append("  * labels are incomplete\n");
    }
  }

  private static String figure(OptionalDouble value) {
    return value.isPresent() ? Numbers.significant(value.getAsDouble(), 6) : Numbers.NONE;
  }

  private static TextTable measures(MonitoringRecord record) {
    TextTable table = new TextTable("  ", "llrrrr");
    table.row("column", "measure", "value", "threshold", "noise", "in a row");
    for (Rule rule : record.rules()) {
      Optional<Measure> measure = Measure.of(rule.measure());
      table.row(
          Names.visible(rule.column()),
          rule.measure(),
          text(measure, rule.value()),
          text(measure, rule.threshold()),
          text(measure, rule.noise()),
          rule.inRow() == 0 ? Numbers.NONE : Numbers.count(rule.inRow()));
    }
    return table;
  }

  private static String text(Optional<Measure> measure, double value) {
    return measure.map(found -> found.text(value)).orElse(Numbers.general(value, 4));
  }
}
