package org.plumbline.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.plumbline.model.CollinearityRecord;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.CrossValidationRecord;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.DataSummary;
import org.plumbline.model.Decision;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Model;
import org.plumbline.model.Result;
import org.plumbline.model.ScoresRecord;
import org.plumbline.model.TableInput;
import org.plumbline.model.TrainRecord;
import org.plumbline.model.Warning;

/** {@code report.json}: the numbers of the report as data, in its order. */
record ReportData(
    int formatVersion,
    String name,
    LocalDate asOf,
    int cycle,
    String outcome,
    String summary,
    Optional<Decision> decision,
    Optional<Evaluation> evaluation,
    Optional<Model> challenger,
    Optional<Model> champion,
    Optional<DataSummary> data,
    Optional<CrossCheck> crossCheck,
    Optional<CrossValidationRecord> crossValidation,
    Optional<CollinearityRecord> collinearity,
    Inputs inputs,
    List<Warning> warnings,
    Optional<CycleDocument.Versions> versions) {

  /**
   * @param configuration digest of the effective configuration
   */
  record Inputs(
      String configuration,
      String runId,
      Optional<TableInput> training,
      Optional<TableInput> evaluation,
      Optional<TableInput> scoring) {}

  static ReportData of(CycleDocument cycle) {
    Outcome outcome = Outcome.of(cycle);
    return new ReportData(
        1,
        cycle.name(),
        cycle.asOf(),
        cycle.cycle(),
        outcome.kind(),
        outcome.sentence(),
        cycle.decision(),
        cycle.evaluation(),
        cycle.challenger(),
        cycle.champion(),
        cycle.train().map(TrainRecord::data),
        cycle.train().flatMap(TrainRecord::crossCheck),
        cycle.train().flatMap(TrainRecord::crossValidation),
        cycle.train().flatMap(TrainRecord::collinearity),
        inputs(cycle),
        org.plumbline.report.Inputs.warnings(cycle),
        cycle.versions());
  }

  private static Inputs inputs(CycleDocument cycle) {
    Optional<Result.InputsOfRun> run = cycle.result().flatMap(Result::inputs);
    return new Inputs(
        cycle.snapshot().configuration(),
        cycle.snapshot().runId(),
        cycle.train().map(TrainRecord::training).or(() -> run.flatMap(r -> r.training())),
        run.flatMap(Result.InputsOfRun::evaluation),
        run.flatMap(Result.InputsOfRun::scoring)
            .or(() -> cycle.scores().flatMap(ScoresRecord::scoring)));
  }
}
