package org.plumbline.app;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.model.Metrics;
import org.plumbline.model.Result;
import org.plumbline.model.TableInput;
import org.plumbline.model.Warning;

/**
 * The figures of one run as gauges in Prometheus' text format, for a collector of text files. Each
 * has the labels {@code name} and {@code command}.
 */
final class RunMetrics {
  private static final String PREFIX = "plumbline_";

  private final Labels run;
  private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();

  private RunMetrics(Result result) {
    run = Labels.of("name", result.name().orElse(""), "command", result.command());
  }

  /**
   * @param ended when the run ended
   */
  static byte[] of(Result result, Instant ended) {
    RunMetrics metrics = new RunMetrics(result);
    metrics.ending(result, ended);
    metrics.work(result);
    metrics.judgement(result);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create()
          .write(
              text,
              new MetricSnapshots(
                  metrics.gauges.values().stream()
                      .map(GaugeSnapshot.Builder::build)
                      .toArray(MetricSnapshot[]::new)));
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory is always written", impossible);
    }
    return text.toByteArray();
  }

  private void ending(Result result, Instant ended) {
    gauge("run_exit_code", "Exit code of the last run.", result.exitCode());
    gauge(
        "run_end_timestamp_seconds",
        "When the last run ended, in seconds since 1970.",
        ended.toEpochMilli() / 1e3);
    gauge("run_repeated", "Whether the work had been done before.", result.repeated() ? 1 : 0);
    gauge("run_status", "1 for the status of the last run.", 1, "status", result.status());
    result
        .asOf()
        .ifPresent(
            day ->
                gauge(
                    "as_of_timestamp_seconds",
                    "The day the run stands for, in seconds since 1970.",
                    midnight(day)));
  }

  private static double midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  private void work(Result result) {
    result
        .startSeconds()
        .ifPresent(value -> gauge("start_seconds", "Start of the session.", value));
    result
        .stages()
        .forEach(
            stage ->
                gauge("stage_seconds", "Time of a stage.", stage.seconds(), "stage", stage.name()));
    result
        .inputs()
        .ifPresent(
            inputs -> {
              inputs.training().ifPresent(table -> input("training", table));
              inputs.evaluation().ifPresent(table -> input("evaluation", table));
              inputs.scoring().ifPresent(table -> input("scoring", table));
            });
    result
        .scores()
        .ifPresent(scores -> count("scores_rows", "Rows that were scored.", scores.rows()));
    warnings(result.warnings());
  }

  /** One of a kind may come of training and of scoring. */
  private void warnings(List<Warning> warnings) {
    Map<Labels, Long> counts = new LinkedHashMap<>();
    warnings.forEach(
        warning ->
            counts.merge(
                Labels.of("kind", warning.kind(), "columns", String.join(",", warning.columns())),
                warning.count(),
                Long::sum));
    counts.forEach(
        (labels, count) ->
            gauge("warning_count", "What a warning counts.", (double) count, labels));
  }

  private void input(String of, TableInput table) {
    gauge("input_files", "Files of an input.", table.files(), "input", of);
    table
        .filesRead()
        .ifPresent(files -> gauge("input_files_read", "Files read.", files, "input", of));
    table
        .bytesRead()
        .ifPresent(
            bytes -> count("input_bytes_read", "Compressed bytes read.", bytes, "input", of));
    table.rows().ifPresent(rows -> count("input_rows", "Rows kept.", rows, "input", of));
    table
        .rowsRefused()
        .ifPresent(rows -> count("input_rows_refused", "Rows dropped.", rows, "input", of));
  }

  private void judgement(Result result) {
    result
        .metrics()
        .ifPresent(
            pair -> {
              pair.challenger().ifPresent(metrics -> errors("challenger", metrics));
              pair.champion().ifPresent(metrics -> errors("champion", metrics));
            });
    result
        .monitoring()
        .ifPresent(
            monitoring ->
                gauge(
                    "monitoring_status",
                    "1 for what monitoring says.",
                    1,
                    "status",
                    monitoring.status()));
    result
        .champion()
        .flatMap(Result.ChampionChange::after)
        .ifPresent(model -> gauge("champion", "1 for the model in force.", 1, "model", model));
  }

  private void errors(String who, Metrics metrics) {
    count("holdout_rows", "Rows judged on.", metrics.rows(), "contender", who);
    gauge("holdout_rmse", "Root mean squared error.", metrics.rmse(), "contender", who);
    gauge("holdout_bias", "Mean of prediction minus label.", metrics.bias(), "contender", who);
    optional("holdout_r2", "Share of variance explained.", metrics.r2(), who);
    optional("holdout_mae", "Mean absolute error.", metrics.mae(), who);
  }

  private void optional(String name, String help, OptionalDouble value, String who) {
    value.ifPresent(number -> gauge(name, help, number, "contender", who));
  }

  private void count(String name, String help, long value, String... labels) {
    gauge(name, help, (double) value, Labels.of(labels));
  }

  private void gauge(String name, String help, double value, String... labels) {
    gauge(name, help, value, Labels.of(labels));
  }

  private void gauge(String name, String help, double value, Labels labels) {
    gauges
        .computeIfAbsent(name, key -> GaugeSnapshot.builder().name(PREFIX + key).help(help))
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).labels(run.merge(labels)).build());
  }
}
