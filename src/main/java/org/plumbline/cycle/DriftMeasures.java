package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.plumbline.model.Measure;
import org.plumbline.model.MonitoringRecord.Column;
import org.plumbline.model.MonitoringRecord.DayMeasure;
import org.plumbline.model.MonitoringRules.Finding;
import org.plumbline.regression.Drift;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.Distributions;

/** Measures distributions of days against a reference, together and day by day. */
final class DriftMeasures {

  private final Specification.Thresholds thresholds;
  private final Distributions reference;

  DriftMeasures(Specification.Thresholds thresholds, Distributions reference) {
    this.thresholds = thresholds;
    this.reference = reference;
  }

  /**
   * @param byDay at least one day; columns that the reference does not have are left out
   */
  Drifted of(SortedMap<Integer, Distributions> byDay) {
    Distributions together =
        byDay.values().stream().reduce(Distributions.NONE, Distributions::plus);
    LocalDate last = Days.date(byDay.lastKey());
    List<DayMeasure> days = new ArrayList<>();
    byDay.forEach(
        (day, columns) ->
            findings(columns, Days.date(day)).forEach(found -> days.add(measure(found))));
    List<Finding> findings = findings(together, last);
    return new Drifted(
        together.rows(), findings, days, columns(together), Optional.empty(), List.of());
  }

  private static DayMeasure measure(Finding found) {
    return new DayMeasure(
        found.through(),
        found.column(),
        found.measure().word(),
        found.value(),
        found.threshold(),
        found.noise());
  }

  private List<Finding> findings(Distributions current, LocalDate through) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Distribution> column : current.columns().entrySet()) {
      Distribution before = reference.columns().get(column.getKey());
      if (before != null) {
        Drift drift = Drift.between(before, column.getValue(), Monitor.TAIL);
        findings.addAll(new OfColumn(column.getKey(), through).findings(drift));
      }
    }
    return findings;
  }

  /** The findings of one column. */
  private final class OfColumn {
    private final String column;
    private final LocalDate through;
    private final List<Finding> findings = new ArrayList<>();

    OfColumn(String column, LocalDate through) {
      this.column = column;
      this.through = through;
    }

    List<Finding> findings(Drift drift) {
      drift
          .stabilityIndex()
          .ifPresent(index -> add(Measure.PSI, index.value(), index.noise(), thresholds.psi()));
      drift.kolmogorovSmirnov().ifPresent(far -> distance(Measure.KOLMOGOROV_SMIRNOV, far));
      if (drift.kolmogorovSmirnov().isEmpty()) {
        drift.jensenShannon().ifPresent(far -> distance(Measure.JENSEN_SHANNON, far));
      }
      drift.missing().ifPresent(share -> share(Measure.MISSING, share, thresholds.missing()));
      drift
          .outOfRange()
          .ifPresent(share -> share(Measure.OUT_OF_RANGE, share, thresholds.outOfRange()));
      drift
          .newLevels()
          .ifPresent(share -> share(Measure.NEW_LEVELS, share, thresholds.newLevels()));
      return findings;
    }

    private void distance(Measure measure, Drift.Distance distance) {
      add(measure, distance.value(), distance.noise(), thresholds.distance());
    }

    private void share(Measure measure, Drift.Share share, double threshold) {
      add(measure, share.change(), share.noise(), threshold);
    }

    private void add(Measure measure, double value, double noise, double threshold) {
      findings.add(new Finding(column, measure, through, value, noise, threshold));
    }
  }

  private List<Column> columns(Distributions together) {
    List<Column> columns = new ArrayList<>();
    together
        .columns()
        .forEach(
            (column, current) ->
                Optional.ofNullable(reference.columns().get(column))
                    .map(before -> DistributionBins.of(column, before, current))
                    .ifPresent(columns::add));
    return columns;
  }
}
