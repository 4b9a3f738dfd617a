package org.plumbline.app;

import static org.plumbline.app.KeyForms.column;
import static org.plumbline.app.KeyForms.columns;
import static org.plumbline.app.KeyForms.format;
import static org.plumbline.app.KeyForms.later;
import static org.plumbline.app.KeyForms.path;
import static org.plumbline.app.KeyForms.query;
import static org.plumbline.app.KeyForms.that;
import static org.plumbline.app.KeyForms.version;
import static org.plumbline.app.Readings.choice;

import com.typesafe.config.ConfigValue;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.plumbline.features.Condition;
import org.plumbline.features.MissingValues;
import org.plumbline.table.TableFormat;

/** Keys of the model and its training table: {@code name}, {@code home}, {@code data}. */
final class DataKeys {
  private static final Pattern NAME_PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private DataKeys() {}

  static final ConfigKey<String> NAME =
      ConfigKey.of("name", "text", Readings::text, "Name of the model: [a-z0-9][a-z0-9-]{0,62}.")
          .checked(
              that(
                  name -> NAME_PATTERN.matcher(name).matches(),
                  "a name is lower-case letters, digits and dashes, at most 63",
                  "set a name such as house-prices"))
          .mustBeSet();
  static final ConfigKey<String> HOME =
      ConfigKey.of(
              "home", "path or URI", Readings::text, "Everything of this model lives in home/name.")
          .mustBeSet();

  static final ConfigKey<TableFormat> DATA_FORMAT = format("data.table.format", "training table");
  static final ConfigKey<String> DATA_PATH =
      path("data.table.path", "Root of the training table; with sql: unset.");
  static final ConfigKey<Long> DATA_VERSION =
      version("data.table.version", "Version of the training table (Delta); unset: the newest.");
  static final ConfigKey<String> DATA_QUERY =
      query("data.table.query", "Query of Spark SQL whose rows are trained on, with format sql.");
  static final ConfigKey<List<String>> DATA_KEY =
      columns("data.key", "Columns that identify a row; may be unset where split.holdout = 0.")
          .orElse("[]");
  static final ConfigKey<String> EVENT_TIME =
      column("data.event-time", "Column of a row's day: a date or a timestamp.");
  static final ConfigKey<ZoneId> TIME_ZONE =
      ConfigKey.of("data.time-zone", "time zone", Readings::zone, "Decides the day of a timestamp.")
          .orElse("UTC");
  static final ConfigKey<Condition> WHERE =
      ConfigKey.of(
          "data.where",
          "condition",
          setting -> Condition.parse(Readings.text(setting)),
          "Rows that count: comparisons of a column and a literal joined by and; not for scoring.");
  static final ConfigKey<String> LABEL =
      column("data.label", "Column to be predicted.").mustBeSet();
  static final ConfigKey<String> WEIGHT =
      column("data.weight", "Column of weights, which are precisions: not negative.");
  static final ConfigKey<List<Feature>> FEATURES =
      ConfigKey.of(
              "data.features",
              "columns or { column, kind, … }",
              Readings::features,
              "Terms of the model, in order; docs/features.md shows every kind.")
          .mustBeSet();
  static final ConfigKey<MissingValues> MISSING =
      ConfigKey.of(
              "data.missing",
              "fail | drop | impute",
              choice(Readings.MISSING, Map.of()),
              "What a null or NaN of a number does: end the run, drop its row, or take the mean.")
          .orElse("fail");
  static final ConfigKey<ConfigValue> CONTRACT =
      later(
          "data.contract", "object", "Checks of the data.", "{}", "this version has no contracts");

  static final List<ConfigKey<?>> ALL =
      List.of(
          NAME,
          HOME,
          DATA_FORMAT,
          DATA_PATH,
          DATA_VERSION,
          DATA_QUERY,
          DATA_KEY,
          EVENT_TIME,
          TIME_ZONE,
          WHERE,
          LABEL,
          WEIGHT,
          FEATURES,
          MISSING,
          CONTRACT);
}
