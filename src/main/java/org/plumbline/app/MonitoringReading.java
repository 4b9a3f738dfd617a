package org.plumbline.app;

import java.util.List;
import java.util.Optional;
import org.plumbline.cycle.Specification.LateLabels;
import org.plumbline.cycle.Specification.Monitoring;
import org.plumbline.cycle.Specification.Thresholds;

/** What a configuration says of monitoring. */
final class MonitoringReading {
  private final Settings settings;

  MonitoringReading(Settings settings) {
    this.settings = settings;
  }

  /** Empty where {@code monitoring.of} is none. */
  Optional<Monitoring> monitoring() {
    return settings
        .value(ConfigKeys.MONITORING_OF)
        .map(
            of ->
                new Monitoring(
                    of,
                    Math.toIntExact(settings.value(ConfigKeys.MONITORING_DAYS)),
                    Math.toIntExact(settings.value(ConfigKeys.MONITORING_BREACHES)),
                    labels(),
                    thresholds()));
  }

  private Optional<LateLabels> labels() {
    return TableKeys.LABELS
        .source(settings)
        .map(
            table ->
                new LateLabels(
                    table,
                    key(),
                    settings
                        .optional(ConfigKeys.LABELS_LABEL)
                        .orElseGet(() -> settings.value(ConfigKeys.LABEL)),
                    settings.optional(ConfigKeys.LABELS_EVENT_TIME),
                    Math.toIntExact(settings.value(ConfigKeys.LABELS_DAYS)),
                    settings.value(ConfigKeys.LABELS_COMPLETE)));
  }

  private List<String> key() {
    return settings
        .optional(ConfigKeys.LABELS_KEY)
        .orElseGet(() -> settings.value(ConfigKeys.DATA_KEY));
  }

  private Thresholds thresholds() {
    return new Thresholds(
        settings.value(ConfigKeys.PSI_THRESHOLD),
        settings.value(ConfigKeys.DISTANCE_THRESHOLD),
        settings.value(ConfigKeys.MISSING_THRESHOLD),
        settings.value(ConfigKeys.OUT_OF_RANGE_THRESHOLD),
        settings.value(ConfigKeys.NEW_LEVELS_THRESHOLD),
        settings.value(ConfigKeys.ERROR_THRESHOLD));
  }

  /**
   * @throws org.plumbline.Failure CONFIGURATION where monitoring does not go with the rest
   */
  void check() {
    Optional<Monitoring> monitoring = monitoring();
    if (monitoring.isEmpty() && TableKeys.LABELS.isSet(settings)) {
      throw settings.refused(
          TableKeys.LABELS.place(settings),
          "monitoring.of is none",
          "set monitoring.of = inputs or scores");
    }
    if (monitoring.isPresent() && !TableKeys.SCORING.isSet(settings)) {
      throw settings.refused(
          ConfigKeys.MONITORING_OF,
          "there is nothing to watch without scoring",
          "set scoring.table and scoring.output, or none");
    }
    monitoring.flatMap(Monitoring::labels).ifPresent(this::checkKey);
  }

  private void checkKey(LateLabels labels) {
    if (labels.key().isEmpty()) {
      throw settings.refused(
          ConfigKeys.LABELS_KEY, "labels are joined by a key", "set it, or data.key");
    }
    for (String column : labels.key()) {
      if (!settings.value(ConfigKeys.CARRY).contains(column)) {
        throw settings.refused(
            ConfigKeys.LABELS_KEY,
            "the table of scores has no " + column + " to join labels by",
            "name it in scoring.carry");
      }
    }
  }
}
