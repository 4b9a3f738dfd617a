package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.plumbline.Failure;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.Decision;
import org.plumbline.model.Evaluation;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.Model;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.model.Result;
import org.plumbline.model.ScoresRecord;
import org.plumbline.model.TableInput;
import org.plumbline.model.TrainRecord;
import org.plumbline.model.Warning;
import org.plumbline.table.Snapshot;

/**
 * The result of a run, from the records of its cycle: whoever finishes a cycle says the same of it.
 */
final class Results {

  private static final String OVERTAKEN =
      "overtaken: another run changed the champion before this decision could";

  /** The record has all of them. */
  private static final int MOST_MOVED = 20;

  private final Run run;

  Results(Run run) {
    this.run = run;
  }

  /** Of a run that worked in a cycle, as far as its records go. */
  Result of(CycleFolder folder, String status, boolean repeated) {
    CycleDocument cycle = run.registry().document(folder.id());
    Optional<TrainRecord> train = cycle.train();
    return new Result(
        FormatVersion.CURRENT,
        run.command().word(),
        Optional.of(cycle.name()),
        Optional.of(cycle.asOf()),
        Optional.of(cycle.cycle()),
        run.id(),
        status,
        repeated,
        0,
        Optional.of(inputs(cycle)).filter(Results::notEmpty),
        cycle
            .challenger()
            .or(() -> scored(cycle))
            .or(() -> monitored(cycle))
            .map(Model::id)
            .map(this::model),
        champion(cycle.decision()),
        run.workshop().startSeconds(),
        train.map(TrainRecord::kernel),
        warnings(cycle),
        train.flatMap(TrainRecord::crossCheck),
        cycle.evaluation().map(Results::metrics),
        cycle.decision().map(decision -> verdict(decision, folder)),
        cycle.scores().flatMap(ScoresRecord::scores),
        cycle.monitoring().flatMap(Results::monitored),
        run.skipped(),
        Optional.of(folder.reports()),
        run.stages(),
        Optional.empty());
  }

  /** Of a run that put a model in force, or found it there. */
  Result ofSuccession(Succession.Succeeded succeeded, String status) {
    Model model = succeeded.model();
    return bare(
        Optional.of(model.asOf()),
        Optional.empty(),
        status,
        succeeded.repeated(),
        0,
        Optional.of(model(model.id())),
        Optional.empty());
  }

  /** Of a retrain that monitoring does not ask for. */
  Result notDue(Optional<MonitoringRecord> monitoring) {
    Result bare =
        bare(run.asOf(), Optional.empty(), "skipped", false, 0, Optional.empty(), Optional.empty());
    return with(bare, monitoring.flatMap(Results::monitored));
  }

  /** Of a run that failed. */
  Result failed(Failure failure) {
    return bare(
        run.asOf(),
        run.folder().map(folder -> folder.id().number()),
        "failed",
        false,
        failure.kind().exitCode(),
        Optional.empty(),
        Optional.of(error(failure)));
  }

  private Result bare(
      Optional<LocalDate> asOf,
      Optional<Integer> cycle,
      String status,
      boolean repeated,
      int exitCode,
      Optional<Result.ModelRef> model,
      Optional<Result.ErrorRecord> error) {
    return new Result(
        FormatVersion.CURRENT,
        run.command().word(),
        Optional.of(run.specification().name()),
        asOf,
        cycle,
        run.id(),
        status,
        repeated,
        exitCode,
        Optional.empty(),
        model,
        champion(Optional.empty()),
        run.workshop().startSeconds(),
        Optional.empty(),
        run.warnings(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        run.skipped(),
        Optional.empty(),
        run.stages(),
        error);
  }

  /** Of a run that could not even begin: its places are wrong, so nothing is written. */
  static Result unopened(
      Workshop workshop, Specification specification, Command command, Failure failure) {
    return Result.failed(
        command.word(),
        Optional.of(specification.name()),
        Optional.empty(),
        workshop.runIds().get(),
        workshop.startSeconds(),
        failure.kind().exitCode(),
        error(failure));
  }

  private static Result.ErrorRecord error(Failure failure) {
    return new Result.ErrorRecord(failure.kind().word(), failure.getMessage(), failure.remedy());
  }

  /** The stored result of a complete cycle, told again. */
  static Result repeated(Result stored) {
    return with(stored, true, stored.crossCheck(), stored.stages());
  }

  /** The same with a cross-check made after its record. */
  static Result with(Result result, CrossCheck crossCheck, List<Result.Stage> stages) {
    return with(result, result.repeated(), Optional.of(crossCheck), stages);
  }

  private static Result with(Result of, Optional<Result.Monitored> monitoring) {
    return with(of, of.repeated(), of.crossCheck(), monitoring, of.stages());
  }

  private static Result with(
      Result of, boolean repeated, Optional<CrossCheck> crossCheck, List<Result.Stage> stages) {
    return with(of, repeated, crossCheck, of.monitoring(), stages);
  }

  private static Result with(
      Result of,
      boolean repeated,
      Optional<CrossCheck> crossCheck,
      Optional<Result.Monitored> monitoring,
      List<Result.Stage> stages) {
    return new Result(
        of.formatVersion(),
        of.command(),
        of.name(),
        of.asOf(),
        of.cycle(),
        of.runId(),
        of.status(),
        repeated,
        of.exitCode(),
        of.inputs(),
        of.model(),
        of.champion(),
        of.startSeconds(),
        of.kernel(),
        of.warnings(),
        crossCheck,
        of.metrics(),
        of.verdict(),
        of.scores(),
        monitoring,
        of.skipped(),
        of.reports(),
        stages,
        of.error());
  }

  private Optional<Model> scored(CycleDocument cycle) {
    return cycle.scores().flatMap(ScoresRecord::model).flatMap(run.registry()::model);
  }

  private Optional<Model> monitored(CycleDocument cycle) {
    return cycle.monitoring().map(MonitoringRecord::model).flatMap(run.registry()::model);
  }

  private Result.ModelRef model(String id) {
    return new Result.ModelRef(id, run.registry().layout().modelRecord(id));
  }

  private Optional<Result.ChampionChange> champion(Optional<Decision> decision) {
    Optional<String> before =
        decision.isPresent() ? decision.get().champion() : run.championsBefore().model();
    Optional<String> after = run.registry().champions().model();
    return before.isEmpty() && after.isEmpty()
        ? Optional.empty()
        : Optional.of(new Result.ChampionChange(before, after));
  }

  private static Result.InputsOfRun inputs(CycleDocument cycle) {
    return new Result.InputsOfRun(
        cycle.train().map(TrainRecord::training),
        cycle
            .evaluation()
            .map(evaluation -> evaluationInput(cycle.snapshot().training(), evaluation)),
        cycle.scores().flatMap(ScoresRecord::scoring));
  }

  private static boolean notEmpty(Result.InputsOfRun inputs) {
    return inputs.training().isPresent()
        || inputs.evaluation().isPresent()
        || inputs.scoring().isPresent();
  }

  private static TableInput evaluationInput(Snapshot snapshot, Evaluation evaluation) {
    return new TableInput(
        Tables.format(snapshot.format()),
        snapshot.root(),
        snapshot.version(),
        evaluation.inputs().files(),
        OptionalInt.of(evaluation.inputs().files()),
        OptionalInt.empty(),
        OptionalLong.of(evaluation.inputs().bytesRead()),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private List<Warning> warnings(CycleDocument cycle) {
    Set<Warning> warnings = new LinkedHashSet<>();
    cycle.train().ifPresent(train -> warnings.addAll(train.warnings()));
    cycle.scores().ifPresent(scores -> warnings.addAll(scores.warnings()));
    cycle.monitoring().ifPresent(monitoring -> warnings.addAll(monitoring.warnings()));
    warnings.addAll(run.warnings());
    return new ArrayList<>(warnings);
  }

  private static Result.MetricsPair metrics(Evaluation evaluation) {
    return new Result.MetricsPair(
        evaluation.challenger().metrics(),
        evaluation.champion().flatMap(Evaluation.Contender::metrics));
  }

  /** What is told of a monitoring that measured anything. */
  static Optional<Result.Monitored> monitored(MonitoringRecord monitoring) {
    List<Result.Moved> moved =
        monitoring.rules().stream()
            .filter(rule -> rule.value() > rule.noise())
            .limit(MOST_MOVED)
            .map(
                rule ->
                    new Result.Moved(rule.column(), rule.measure(), rule.value(), rule.threshold()))
            .toList();
    return monitoring
        .status()
        .map(status -> new Result.Monitored(status, monitoring.reasons(), moved));
  }

  private Result.Verdict verdict(Decision decision, CycleFolder folder) {
    boolean overtaken =
        Promote.outcome(decision, folder.id(), run.registry())
            .filter(outcome -> outcome == Promote.Outcome.OVERTAKEN)
            .isPresent();
    return overtaken
        ? new Result.Verdict(Decision.HOLD, List.of(OVERTAKEN))
        : Result.Verdict.of(decision);
  }
}
