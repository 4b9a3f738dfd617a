package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.Optional;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.model.Registry;

/**
 * Whether monitoring asks for a retrain: the newest of the days before says so, or there is none,
 * or no champion to watch. What a day's own cycle has recorded does not count, so that a run which
 * is repeated finds the same.
 */
final class Due {

  private static final int MOST_DAYS = 366;

  private final Registry registry;

  Due(Registry registry) {
    this.registry = registry;
  }

  /**
   * @param monitoring that was obeyed
   */
  record Answer(boolean isDue, String reason, Optional<MonitoringRecord> monitoring) {}

  Answer on(LocalDate asOf) {
    Optional<MonitoringRecord> newest =
        registry
            .monitoringBefore(asOf, MOST_DAYS)
            .filter(record -> record.status().isPresent())
            .findFirst();
    if (registry.champions().inForce().isEmpty()) {
      return new Answer(true, "there is no champion", newest);
    }
    return newest
        .map(
            record ->
                new Answer(
                    record.status().get().equals(MonitoringRecord.RETRAIN),
                    "monitoring of %s says %s: %s"
                        .formatted(
                            record.asOf(),
                            record.status().get(),
                            String.join(" ", record.reasons())),
                    newest))
        .orElseGet(() -> new Answer(true, "no day before " + asOf + " was monitored", newest));
  }
}
