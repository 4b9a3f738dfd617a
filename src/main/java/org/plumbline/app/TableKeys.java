package org.plumbline.app;

import java.util.Optional;
import java.util.OptionalLong;
import org.plumbline.Failure;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/**
 * The keys that together name a table to read: a path, or a query where the format is sql.
 *
 * @param version empty where no version can be asked for
 */
record TableKeys(
    ConfigKey<TableFormat> format,
    ConfigKey<String> path,
    ConfigKey<String> query,
    Optional<ConfigKey<Long>> version) {

  static final TableKeys TRAINING =
      new TableKeys(
          DataKeys.DATA_FORMAT,
          DataKeys.DATA_PATH,
          DataKeys.DATA_QUERY,
          Optional.of(DataKeys.DATA_VERSION));
  static final TableKeys SCORING =
      new TableKeys(
          ScoringKeys.SCORING_FORMAT,
          ScoringKeys.SCORING_PATH,
          ScoringKeys.SCORING_QUERY,
          Optional.of(ScoringKeys.SCORING_VERSION));
  static final TableKeys LABELS =
      new TableKeys(
          MonitoringKeys.LABELS_FORMAT,
          MonitoringKeys.LABELS_PATH,
          MonitoringKeys.LABELS_QUERY,
          Optional.empty());

  /** Whether a table is named. */
  boolean isSet(Settings settings) {
    return settings.isSet(place(settings));
  }

  /** The table, where one is named. */
  Optional<TableSource> source(Settings settings) {
    return settings
        .optional(place(settings))
        .map(
            place ->
                new TableSource(
                    settings.value(format),
                    place,
                    version
                        .flatMap(settings::optional)
                        .map(OptionalLong::of)
                        .orElseGet(OptionalLong::empty)));
  }

  /** The table, which must be named. */
  TableSource required(Settings settings) {
    ConfigKey<String> place = place(settings);
    return source(settings)
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.CONFIGURATION,
                    place.name() + " is not set",
                    "set it: " + place.help()));
  }

  /**
   * @throws Failure CONFIGURATION for a path beside a query, either without its format, and a
   *     version of what has none
   */
  void check(Settings settings) {
    TableFormat chosen = settings.value(format);
    if (chosen == TableFormat.SQL && settings.isSet(path)) {
      throw settings.refused(
          path, format.name() + " is sql, which reads a query", "set " + query.name() + " instead");
    }
    if (chosen != TableFormat.SQL && settings.isSet(query)) {
      throw settings.refused(
          query, "only a table of format sql has a query", "set " + format.name() + " = sql");
    }
    if (chosen == TableFormat.SQL && settings.isSet(format) && !settings.isSet(query)) {
      throw settings.refused(query, "a table of format sql is a query", "set " + query.name());
    }
    version
        .filter(settings::isSet)
        .filter(key -> chosen != TableFormat.DELTA)
        .ifPresent(
            key -> {
              throw settings.refused(key, "only a Delta table has versions", "leave it out");
            });
  }

  /** The key that says where the rows are. */
  ConfigKey<String> place(Settings settings) {
    return settings.value(format) == TableFormat.SQL ? query : path;
  }
}
