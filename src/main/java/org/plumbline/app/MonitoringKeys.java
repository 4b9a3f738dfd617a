package org.plumbline.app;

import static org.plumbline.app.KeyForms.column;
import static org.plumbline.app.KeyForms.columns;
import static org.plumbline.app.KeyForms.format;
import static org.plumbline.app.KeyForms.number;
import static org.plumbline.app.KeyForms.path;
import static org.plumbline.app.KeyForms.query;
import static org.plumbline.app.KeyForms.that;
import static org.plumbline.app.KeyForms.whole;
import static org.plumbline.app.Readings.choice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.cycle.Specification.Watched;
import org.plumbline.table.TableFormat;

/** Keys of {@code monitoring}. */
final class MonitoringKeys {
  private MonitoringKeys() {}

  static final ConfigKey<Optional<Watched>> MONITORING_OF =
      ConfigKey.of(
              "monitoring.of",
              "none | inputs | scores",
              choice(
                  Map.of(
                      "none",
                      Optional.<Watched>empty(),
                      "inputs",
                      Optional.of(Watched.INPUTS),
                      "scores",
                      Optional.of(Watched.SCORES)),
                  Map.of()),
              "Rows compared with those of training: of the table to score, or of the scores.")
          .orElse("none");
  static final ConfigKey<Long> MONITORING_DAYS =
      whole("monitoring.days", "Days before the as-of date that are watched.", 1, 3660)
          .in("days")
          .orElse("1");
  static final ConfigKey<Long> MONITORING_BREACHES =
      whole("monitoring.breaches", "Breaches of a rule in a row before an alarm.", 1, 1000)
          .orElse("2");
  static final ConfigKey<TableFormat> LABELS_FORMAT =
      format("monitoring.labels.table.format", "table of late labels");
  static final ConfigKey<String> LABELS_PATH =
      path("monitoring.labels.table.path", "Root of the table of late labels; unset: no errors.");
  static final ConfigKey<String> LABELS_QUERY =
      query("monitoring.labels.table.query", "Query of the late labels, with format sql.");
  static final ConfigKey<List<String>> LABELS_KEY =
      columns(
          "monitoring.labels.key", "Columns that labels and scores have alike; unset: data.key.");
  static final ConfigKey<String> LABELS_LABEL =
      column("monitoring.labels.label", "Column of the late label; unset: data.label.");
  static final ConfigKey<String> LABELS_EVENT_TIME =
      column(
          "monitoring.labels.event-time",
          "When a label arrived: only those before the as-of date are known to it; unset: all.");
  static final ConfigKey<Long> LABELS_DAYS =
      whole("monitoring.labels.days", "How far back scored days wait for labels.", 1, 3660)
          .in("days")
          .orElse("30");
  static final ConfigKey<Double> LABELS_COMPLETE =
      number("monitoring.labels.complete", "Least share of a day's rows with labels to judge it.")
          .checked(
              that(
                  share -> share > 0 && share <= 1,
                  "a share of a day's rows is above 0 and at most 1",
                  "set one such as 0.95"))
          .orElse("0.95");
  static final ConfigKey<Double> PSI_THRESHOLD =
      threshold("psi", "Population stability index that is a breach.", "0.25");
  static final ConfigKey<Double> DISTANCE_THRESHOLD =
      threshold(
          "distance", "Kolmogorov–Smirnov or Jensen–Shannon distance that is a breach.", "0.1");
  static final ConfigKey<Double> MISSING_THRESHOLD =
      threshold("missing", "Rise of the share of missing values that is a breach.", "0.05");
  static final ConfigKey<Double> OUT_OF_RANGE_THRESHOLD =
      threshold("out-of-range", "Share of values beyond those of training: a breach.", "0.01");
  static final ConfigKey<Double> NEW_LEVELS_THRESHOLD =
      threshold("new-levels", "Share of rows with a level new since training: a breach.", "0.01");
  static final ConfigKey<Double> ERROR_THRESHOLD =
      threshold("error", "Realised over promised RMSE, less 1, that is a breach.", "0.1");

  static final List<ConfigKey<?>> ALL =
      List.of(
          MONITORING_OF,
          MONITORING_DAYS,
          MONITORING_BREACHES,
          LABELS_FORMAT,
          LABELS_PATH,
          LABELS_QUERY,
          LABELS_KEY,
          LABELS_LABEL,
          LABELS_EVENT_TIME,
          LABELS_DAYS,
          LABELS_COMPLETE,
          PSI_THRESHOLD,
          DISTANCE_THRESHOLD,
          MISSING_THRESHOLD,
          OUT_OF_RANGE_THRESHOLD,
          NEW_LEVELS_THRESHOLD,
          ERROR_THRESHOLD);

  private static ConfigKey<Double> threshold(String measure, String help, String fallback) {
    return number("monitoring.thresholds." + measure, help)
        .checked(that(value -> value >= 0, "a threshold is not negative", "set 0 or more"))
        .orElse(fallback);
  }
}
