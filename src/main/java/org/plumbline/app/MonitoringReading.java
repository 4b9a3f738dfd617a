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
        .value(MonitoringKeys.MONITORING_OF)
        .map(
            of ->
                new Monitoring(
                    of,
                    Math.toIntExact(settings.value(MonitoringKeys.MONITORING_DAYS)),
                    Math.toIntExact(settings.value(MonitoringKeys.MONITORING_BREACHES)),
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
                        .optional(MonitoringKeys.LABELS_LABEL)
                        .orElseGet(() -> settings.value(DataKeys.LABEL)),
                    settings.optional(MonitoringKeys.LABELS_EVENT_TIME),
                    Math.toIntExact(settings.value(MonitoringKeys.LABELS_DAYS)),
                    settings.value(MonitoringKeys.LABELS_COMPLETE)));
  }

  private List<String> key() {
    return settings
        .optional(MonitoringKeys.LABELS_KEY)
        .orElseGet(() -> settings.value(DataKeys.DATA_KEY));
  }

  private Thresholds thresholds() {
    return new Thresholds(
        settings.value(MonitoringKeys.PSI_THRESHOLD),
        settings.value(MonitoringKeys.DISTANCE_THRESHOLD),
        settings.value(MonitoringKeys.MISSING_THRESHOLD),
        settings.value(MonitoringKeys.OUT_OF_RANGE_THRESHOLD),
        settings.value(MonitoringKeys.NEW_LEVELS_THRESHOLD),
        settings.value(MonitoringKeys.ERROR_THRESHOLD));
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
          MonitoringKeys.MONITORING_OF,
          "there is nothing to watch without scoring",
          "set scoring.table and scoring.output, or none");
    }
    monitoring.flatMap(Monitoring::labels).ifPresent(this::checkKey);
  }

  private void checkKey(LateLabels labels) {
    if (labels.key().isEmpty()) {
      throw settings.refused(
          MonitoringKeys.LABELS_KEY, "labels are joined by a key", "set it, or data.key");
    }
    for (String column : labels.key()) {
      if (!settings.value(ScoringKeys.CARRY).contains(column)) {
        throw settings.refused(
            MonitoringKeys.LABELS_KEY,
            "the table of scores has no " + column + " to join labels by",
            "name it in scoring.carry");
      }
    }
  }
}
