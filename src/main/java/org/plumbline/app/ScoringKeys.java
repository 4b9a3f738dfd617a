package org.plumbline.app;

import static org.plumbline.app.KeyForms.column;
import static org.plumbline.app.KeyForms.columns;
import static org.plumbline.app.KeyForms.format;
import static org.plumbline.app.KeyForms.later;
import static org.plumbline.app.KeyForms.path;
import static org.plumbline.app.KeyForms.query;
import static org.plumbline.app.KeyForms.version;
import static org.plumbline.app.Readings.choice;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import org.plumbline.table.TableFormat;

/** Keys of {@code scoring}. */
final class ScoringKeys {
  private static final Map<String, TableFormat> OF_FILES =
      Map.of("delta", TableFormat.DELTA, "parquet", TableFormat.PARQUET);

  private ScoringKeys() {}

  static final ConfigKey<TableFormat> SCORING_FORMAT =
      format("scoring.table.format", "table to score");
  static final ConfigKey<String> SCORING_PATH =
      path("scoring.table.path", "Root of the table to score; unset: no scoring.");
  static final ConfigKey<String> SCORING_QUERY =
      query("scoring.table.query", "Query of Spark SQL whose rows are scored, with format sql.");
  static final ConfigKey<Long> SCORING_VERSION =
      version("scoring.table.version", "Version of the table to score (Delta); unset: the newest.");
  static final ConfigKey<String> SCORING_EVENT_TIME =
      column("scoring.event-time", "Only rows of the day before the as-of date; unset: all rows.");
  static final ConfigKey<TableFormat> OUTPUT_FORMAT =
      ConfigKey.of(
              "scoring.output.format",
              "delta | parquet",
              choice(OF_FILES, Map.of("sql", "scores are written to files of their own table")),
              "Format of the table of scores.")
          .orElse("delta");
  static final ConfigKey<String> OUTPUT_PATH =
      path("scoring.output.path", "Root of the table of scores.");
  static final ConfigKey<List<String>> CARRY =
      columns("scoring.carry", "Columns copied to the table of scores.").orElse("[]");
  static final ConfigKey<ConfigValue> INTERVAL =
      later(
          "scoring.interval",
          "none",
          "Level of prediction intervals.",
          "none",
          "this version writes no intervals");
  static final ConfigKey<ConfigValue> REASONS =
      later("scoring.reasons", "0", "Reason columns.", "0", "this version writes no reasons");

  static final List<ConfigKey<?>> ALL =
      List.of(
          SCORING_FORMAT,
          SCORING_PATH,
          SCORING_QUERY,
          SCORING_VERSION,
          SCORING_EVENT_TIME,
          OUTPUT_FORMAT,
          OUTPUT_PATH,
          CARRY,
          INTERVAL,
          REASONS);
}
