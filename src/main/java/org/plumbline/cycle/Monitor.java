package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.plumbline.features.DayRange;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.Model;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.model.MonitoringRecord.DayMeasure;
import org.plumbline.model.MonitoringRules;
import org.plumbline.model.MonitoringRules.Finding;
import org.plumbline.model.MonitoringRules.Judgement;
import org.plumbline.model.Warning;
import org.plumbline.scan.LateErrors;
import org.plumbline.scan.SquaredErrors;
import org.plumbline.table.MonitoringTable;
import org.plumbline.table.Snapshot;
import org.plumbline.table.TableSource;

/**
 * Watches the champion in force: the distributions of what it scores against those that it was
 * trained on, and its errors once labels arrive against the error it was promoted with.
 *
 * <p>The record comes first, then its rows in the table of monitoring: a run that finds the record
 * writes the rows that a killed one left out.
 */
final class Monitor {

  /** A measure exceeds its sampling noise by chance in one case of a thousand: they are many. */
  static final double TAIL = 0.001;

  /** Days without news, for want of rows or labels, that do not end a row of breaches. */
  private static final int MOST_DAYS_WITHOUT_NEWS = 60;

  private final Run run;
  private final CycleFolder folder;
  private final Specification.Monitoring monitoring;

  Monitor(Run run, CycleFolder folder, Specification.Monitoring monitoring) {
    this.run = run;
    this.folder = folder;
    this.monitoring = monitoring;
  }

  /** The record of the stage: the one that is there, or a new one. */
  MonitoringRecord run(String champion) {
    MonitoringRecord record =
        folder
            .monitoring()
            .orElseGet(
                () ->
                    run.stage(
                        "monitor",
                        "what " + champion + " scores and errs",
                        () -> folder.create(watch(run.registry().requireModel(champion)))));
    publish(record);
    return record;
  }

  private MonitoringRecord watch(Model model) {
    DayRange days = watched();
    Drifted drifted = new Drifting(run, monitoring, model).over(days);
    Optional<RealisedErrors> errors = monitoring.labels().map(labels -> errors(labels, model));
    List<Finding> findings = new ArrayList<>(drifted.findings());
    errors.flatMap(RealisedErrors::finding).ifPresent(findings::add);
    List<DayMeasure> measures = new ArrayList<>(drifted.days());
    errors.ifPresent(found -> measures.addAll(found.measures()));
    List<Warning> warnings = new ArrayList<>(drifted.warnings());
    errors.ifPresent(found -> warnings.addAll(found.warnings()));
    Optional<Judgement> judgement =
        findings.isEmpty()
            ? Optional.empty()
            : Optional.of(
                MonitoringRules.judge(findings, earlier(findings, model), monitoring.breaches()));
    return new MonitoringRecord(
        FormatVersion.CURRENT,
        asOf(),
        folder.id().number(),
        run.id(),
        model.id(),
        Drifting.word(monitoring.of()),
        Days.date(days.first()),
        Days.date(days.last()),
        drifted.rows(),
        judgement.map(Judgement::status),
        judgement.map(Judgement::reasons).orElse(List.of()),
        judgement.map(Judgement::rules).orElse(List.of()),
        measures,
        drifted.columns(),
        errors.map(RealisedErrors::record),
        judgement.isPresent() ? Optional.empty() : Optional.of(nothing(drifted)),
        warnings);
  }

  private String nothing(Drifted drifted) {
    String labels = monitoring.labels().isPresent() ? ", and no scored day has its labels" : "";
    return drifted.unmeasured().orElse("no column has a baseline") + labels;
  }

  /** The last days before the as-of date. */
  private DayRange watched() {
    int last = Days.of(asOf()) - 1;
    return new DayRange(last - monitoring.days() + 1, last);
  }

  /** Monitoring of the same model as of earlier days, newest first, up to another's. */
  private List<MonitoringRecord> earlier(List<Finding> findings, Model model) {
    if (findings.stream().noneMatch(Finding::breaches)) {
      return List.of();
    }
    return run.registry()
        .monitoringBefore(asOf(), monitoring.breaches() + MOST_DAYS_WITHOUT_NEWS)
        .takeWhile(record -> record.model().equals(model.id()))
        .toList();
  }

  private RealisedErrors errors(Specification.LateLabels labels, Model model) {
    Snapshot table = Tables.pin(labels.table(), run.workshop());
    SortedMap<Integer, SquaredErrors> found =
        LateErrors.of(
            run.workshop().spark(),
            new LateErrors.Request(
                Tables.pin(output(), run.workshop()),
                model.id(),
                RealisedErrors.asOfs(labels, asOf()),
                MonitoringCheck.labels(labels, table, asOf()),
                run.specification().design().rule().timeZone()));
    return new RealisedErrors(
        monitoring,
        labels,
        Promises.of(run.registry(), model.id()),
        RealisedErrors.byEventDay(found),
        asOf(),
        run.specification().window().labelDelay());
  }

  private TableSource output() {
    return run.specification().scoring().orElseThrow().output();
  }

  /** A row of the table for each measure and day. */
  private void publish(MonitoringRecord record) {
    if (record.status().isEmpty() || record.days().isEmpty()) {
      return;
    }
    List<MonitoringTable.Row> rows =
        record.days().stream().map(measure -> row(record, measure)).toList();
    MonitoringTable.open(
            run.registry().layout().monitoring(),
            run.specification().name(),
            run.workshop().hadoop())
        .publish(record.asOf(), record.cycle(), rows);
  }

  private static MonitoringTable.Row row(MonitoringRecord record, DayMeasure measure) {
    return new MonitoringTable.Row(
        measure.day(),
        measure.column(),
        measure.measure(),
        measure.value(),
        measure.threshold(),
        measure.noise(),
        measure.breached(),
        record.status().orElseThrow(),
        record.model(),
        record.runId());
  }

  private LocalDate asOf() {
    return folder.id().asOf();
  }
}
