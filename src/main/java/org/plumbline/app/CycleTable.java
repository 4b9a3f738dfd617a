package org.plumbline.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.plumbline.model.Metrics;
import org.plumbline.model.Result;
import org.plumbline.model.TableInput;

/** The results of several days, a line each. */
final class CycleTable {
  private CycleTable() {}

  static String of(List<Result> results) {
    TextTable table =
        new TextTable(
            "as-of",
            "verdict",
            ">rmse",
            ">champion's",
            ">rows",
            ">files",
            ">read",
            ">reused",
            ">bytes read",
            ">scores",
            "monitoring",
            "champion after");
    results.forEach(result -> add(table, result));
    return table.toString();
  }

  private static void add(TextTable table, Result result) {
    Optional<TableInput> training = result.inputs().flatMap(Result.InputsOfRun::training);
    OptionalLong rows = training.map(TableInput::rows).orElseGet(OptionalLong::empty);
    OptionalInt read = training.map(TableInput::filesRead).orElseGet(OptionalInt::empty);
    OptionalInt reused = training.map(TableInput::filesReused).orElseGet(OptionalInt::empty);
    OptionalLong bytes = training.map(TableInput::bytesRead).orElseGet(OptionalLong::empty);
    table.row(
        result.asOf().map(LocalDate::toString).orElse("-"),
        result.status(),
        rmse(result.metrics().flatMap(Result.MetricsPair::challenger)),
        rmse(result.metrics().flatMap(Result.MetricsPair::champion)),
        Figures.of(rows),
        training.map(input -> Figures.of((long) input.files())).orElse("-"),
        Figures.of(read),
        Figures.of(reused),
        bytes.isPresent() ? Figures.bytes(bytes.getAsLong()) : "-",
        result.scores().map(scores -> Figures.of(scores.rows())).orElse("-"),
        result.monitoring().map(Result.Monitored::status).orElse("-"),
        result.champion().flatMap(Result.ChampionChange::after).orElse("-"));
  }

  private static String rmse(Optional<Metrics> metrics) {
    return Figures.of(
        metrics.map(found -> OptionalDouble.of(found.rmse())).orElseGet(OptionalDouble::empty));
  }
}
