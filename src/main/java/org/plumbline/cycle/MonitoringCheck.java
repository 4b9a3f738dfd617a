package org.plumbline.cycle;

import java.time.LocalDate;
import org.plumbline.scan.LateErrors;
import org.plumbline.table.Snapshot;

/**
 * What monitoring will need, as far as it can be known before there is anything to watch: found
 * missing at the start, it leaves nothing behind.
 */
final class MonitoringCheck {

  private MonitoringCheck() {}

  /**
   * @throws org.plumbline.Failure MISSING_INPUT no table of labels; DATA a column missing or of a
   *     wrong type
   */
  static void check(Run run, Specification.Monitoring monitoring, LocalDate asOf) {
    monitoring
        .labels()
        .ifPresent(
            labels ->
                LateErrors.checkLabels(
                    labels(labels, Tables.pin(labels.table(), run.workshop()), asOf)));
  }

  static LateErrors.Labels labels(Specification.LateLabels labels, Snapshot table, LocalDate asOf) {
    return new LateErrors.Labels(table, labels.key(), labels.label(), labels.eventTime(), asOf);
  }
}
