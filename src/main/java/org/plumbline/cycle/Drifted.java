package org.plumbline.cycle;

import java.util.List;
import java.util.Optional;
import org.plumbline.model.MonitoringRecord.Column;
import org.plumbline.model.MonitoringRecord.DayMeasure;
import org.plumbline.model.MonitoringRules.Finding;
import org.plumbline.model.Warning;

/**
 * How far what is scored has moved from what was trained on.
 *
 * @param rows of the days watched
 * @param findings by column and measure, of all days together
 * @param days the same by day
 * @param columns for charts
 * @param unmeasured why there are no findings, where there are none
 */
record Drifted(
    long rows,
    List<Finding> findings,
    List<DayMeasure> days,
    List<Column> columns,
    Optional<String> unmeasured,
    List<Warning> warnings) {

  static Drifted unmeasured(long rows, String why, List<Warning> warnings) {
    return new Drifted(rows, List.of(), List.of(), List.of(), Optional.of(why), warnings);
  }
}
