package org.plumbline.cycle;

import java.util.Optional;
import org.plumbline.Failure;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.Decision;
import org.plumbline.model.Model;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.model.Result;
import org.plumbline.model.ScoresRecord;
import org.plumbline.model.SnapshotRecord;
import org.plumbline.model.TrainRecord;
import org.plumbline.table.ScoreTable;
import org.plumbline.table.Snapshot;

/**
 * The steps of each command: what must be there, which cycle it works in, its stages in order, its
 * result. What must be there is asked for before a cycle is joined or claimed.
 */
final class Sequence implements Command.Handler<Result> {

  private static final String NOT_CONFIGURED = "not configured";

  private final Run run;
  private final Cycle.Views views;
  private final Opening opening;
  private final Results results;

  Sequence(Run run, When when, Cycle.Views views) {
    this.run = run;
    this.views = views;
    this.opening = new Opening(run, when);
    this.results = new Results(run);
  }

  @Override
  public Result retrain(Command.Retrain command) {
    requireHoldout();
    if (command.due() == Command.Retrain.Due.BY_MONITORING) {
      Due.Answer due = new Due(run.registry()).on(opening.day());
      if (!due.isDue()) {
        return notDue(due);
      }
    }
    CycleFolder folder = opening.joinOrClaim(this::checkTables);
    Optional<Result> complete = folder.result();
    if (complete.isPresent() && !isApprovedSince(folder, complete.get())) {
      return told(folder, Results.repeated(complete.get()));
    }
    TrainRecord train = train(folder, Command.Train.CrossChecking.OFF);
    new Evaluate(run, folder, pinned(folder)).run(train.model());
    Promote.Outcome outcome = decide(folder);
    scoreWithChampion(folder);
    monitorChampion(folder);
    return finished(folder, outcome.status(), complete.isPresent());
  }

  /** No cycle is claimed; the result says what was obeyed. */
  private Result notDue(Due.Answer due) {
    run.skip("retrain", due.reason());
    Result result = results.notDue(due.monitoring());
    run.latest(result);
    return result;
  }

  /** Whether a person has approved what the result of a complete cycle says is held. */
  private boolean isApprovedSince(CycleFolder folder, Result complete) {
    return complete.status().equals(Promote.Outcome.HELD.status())
        && run.registry().decision(folder).filter(Decision::isApproved).isPresent();
  }

  /** A column that no table has is told before anything is written. */
  private void checkTables(Snapshot training) {
    Tables.checkTraining(run.specification(), training);
    run.specification().scoring().ifPresent(scoring -> ScoringCheck.check(run, scoring));
    run.specification()
        .monitoring()
        .ifPresent(monitoring -> MonitoringCheck.check(run, monitoring, run.asOf().orElseThrow()));
  }

  @Override
  public Result train(Command.Train command) {
    CycleFolder folder = opening.joinOrClaim();
    boolean repeated = folder.train().isPresent();
    TrainRecord train = train(folder, command.crossChecking());
    Result result = finished(folder, "trained", repeated);
    boolean unchecked =
        command.crossChecking() == Command.Train.CrossChecking.ON && train.crossCheck().isEmpty();
    return unchecked ? crossChecked(folder, train, result) : result;
  }

  /** A model trained without a cross-check gets one for this result; its record stays. */
  private Result crossChecked(CycleFolder folder, TrainRecord train, Result result) {
    Model model = run.registry().requireModel(train.model());
    Result checked =
        Results.with(
            result, new Train(run, folder, pinned(folder)).crossCheck(model), run.stages());
    run.latest(checked);
    return checked;
  }

  @Override
  public Result evaluate(Command.Evaluate command) {
    requireHoldout();
    CycleFolder folder;
    String challenger;
    if (command.model().isPresent()) {
      challenger = run.registry().requireModel(command.model().get()).id();
      folder = opening.claimFor(challenger);
    } else {
      folder = opening.existing("a trained model", cycle -> contender(cycle).isPresent());
      challenger = contender(folder).orElseThrow();
    }
    boolean repeated = folder.evaluation().isPresent();
    new Evaluate(run, folder, pinned(folder)).run(challenger);
    return finished(folder, "evaluated", repeated);
  }

  /** The model that a cycle trained, or was claimed for. */
  private static Optional<String> contender(CycleFolder folder) {
    return folder
        .train()
        .map(TrainRecord::model)
        .or(() -> folder.snapshot().flatMap(SnapshotRecord::model));
  }

  @Override
  public Result promote(Command.Promote command) {
    CycleFolder folder = opening.existing("an evaluation", cycle -> cycle.evaluation().isPresent());
    boolean repeated = folder.decision().isPresent();
    Promote.Outcome outcome = decide(folder);
    return finished(folder, outcome.status(), repeated);
  }

  /** A refused approval leaves the cycle as it is, so the run works in it once it is granted. */
  @Override
  public Result approve(Command.Approve command) {
    CycleFolder folder = opening.find("a decision", cycle -> cycle.decision().isPresent());
    run.standsFor(folder.id().asOf());
    boolean repeated = new Approval(run, folder).approve(command);
    run.worksIn(folder);
    return finished(folder, Promote.Outcome.PROMOTED.status(), repeated);
  }

  @Override
  public Result forcePromote(Command.ForcePromote command) {
    return succeeded(new Succession(run).force(command), "promoted");
  }

  @Override
  public Result rollback(Command.Rollback command) {
    return succeeded(new Succession(run).rollback(command), "rolled-back");
  }

  private Result succeeded(Succession.Succeeded succeeded, String status) {
    Result result = results.ofSuccession(succeeded, status);
    run.latest(result);
    views.drawNewest();
    return result;
  }

  @Override
  public Result score(Command.Score command) {
    Specification.Scoring scoring =
        run.specification()
            .scoring()
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.CONFIGURATION,
                        "score: scoring is not configured",
                        "Set scoring.table and scoring.output."));
    Score.checkCarry(scoring);
    String model =
        command
            .model()
            .map(this::existing)
            .orElseGet(() -> champion("score with", "Run retrain first, or score --model ID."));
    CycleFolder folder = scoringCycle(command, model);
    boolean repeated = folder.scores().isPresent();
    ScoresRecord scores = new Score(run, folder, scoring, command.replace()).run(model);
    scores.skipped().ifPresent(reason -> run.skip("score", reason));
    return finished(folder, scores.scores().isPresent() ? "scored" : "skipped", repeated);
  }

  private CycleFolder scoringCycle(Command.Score command, String model) {
    if (command.model().isPresent()) {
      return opening.claimFor(model);
    }
    return command.replace() == ScoreTable.Replace.REPLACE
        ? opening.claimNext()
        : opening.joinOrClaim();
  }

  private String existing(String model) {
    return run.registry().requireModel(model).id();
  }

  @Override
  public Result monitor(Command.Monitor command) {
    Specification.Monitoring monitoring =
        watching()
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.CONFIGURATION,
                        "monitor: monitoring is not configured",
                        "Set monitoring.of = inputs or scores, and scoring."));
    String champion = champion("monitor", "Run retrain first.");
    CycleFolder folder = opening.joinOrClaim();
    boolean repeated = folder.monitoring().isPresent();
    MonitoringRecord record = monitor(folder, monitoring, champion);
    return finished(folder, record.status().isPresent() ? "monitored" : "skipped", repeated);
  }

  private String champion(String what, String remedy) {
    return run.registry()
        .champions()
        .model()
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.MISSING_INPUT,
                    "There is no champion to %s under %s"
                        .formatted(what, run.registry().layout().champions()),
                    remedy));
  }

  private TrainRecord train(CycleFolder folder, Command.Train.CrossChecking crossChecking) {
    return new Train(run, folder, pinned(folder)).run(crossChecking);
  }

  private Promote.Outcome decide(CycleFolder folder) {
    Decision decision = new Promote(run, folder).run();
    return Promote.outcome(decision, folder.id(), run.registry())
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.CONFLICT,
                    folder.path() + ": the champion pointer of its decision is gone",
                    "Pointers must not be deleted; run again."));
  }

  /** Scores where that is configured and possible; {@link #finished} says where it is not. */
  private void scoreWithChampion(CycleFolder folder) {
    Optional<Specification.Scoring> scoring = run.specification().scoring();
    Optional<String> champion = run.registry().champions().model();
    if (scoring.isPresent() && champion.isPresent()) {
      new Score(run, folder, scoring.get(), ScoreTable.Replace.KEEP)
          .run(champion.get())
          .skipped()
          .ifPresent(reason -> run.skip("score", reason));
    }
  }

  /** Watches where that is configured and possible; {@link #finished} says where it is not. */
  private void monitorChampion(CycleFolder folder) {
    Optional<String> champion = run.registry().champions().model();
    if (watching().isPresent() && champion.isPresent()) {
      monitor(folder, watching().get(), champion.get());
    }
  }

  /** What is watched: there must be something that is scored. */
  private Optional<Specification.Monitoring> watching() {
    return run.specification().scoring().flatMap(scoring -> run.specification().monitoring());
  }

  private MonitoringRecord monitor(
      CycleFolder folder, Specification.Monitoring monitoring, String champion) {
    MonitoringRecord record = new Monitor(run, folder, monitoring).run(champion);
    record.skipped().ifPresent(reason -> run.skip("monitor", reason));
    return record;
  }

  /** Stages that a complete cycle has not done, with the reason. */
  private void noteSkipped(CycleFolder folder) {
    if (run.specification().scoring().isEmpty()) {
      run.skip("score", NOT_CONFIGURED);
    } else if (folder.scores().isEmpty()) {
      run.skip("score", "there is no champion");
    }
    if (watching().isEmpty()) {
      run.skip("monitor", NOT_CONFIGURED);
    } else if (folder.monitoring().isEmpty()) {
      run.skip("monitor", "there is no champion");
    }
  }

  /** The result that completes the cycle: this run's, or that of another which was first. */
  private static Result completed(CycleFolder folder, Result result) {
    Result kept = folder.complete(result);
    return kept.runId().equals(result.runId()) ? kept : Results.repeated(kept);
  }

  /** The result of a run whose stages are done; it completes the cycle where no stage is left. */
  private Result finished(CycleFolder folder, String status, boolean repeated) {
    boolean complete = isComplete(folder);
    if (complete) {
      noteSkipped(folder);
    }
    Result result = results.of(folder, status, repeated);
    boolean completes = complete && folder.result().isEmpty();
    return told(folder, completes ? completed(folder, result) : result);
  }

  private boolean isComplete(CycleFolder folder) {
    boolean trainsItsOwn = pinned(folder).model().isEmpty();
    boolean judged =
        folder.train().isPresent()
            && folder.evaluation().isPresent()
            && run.registry()
                .decision(folder)
                .flatMap(decision -> Promote.outcome(decision, folder.id(), run.registry()))
                .isPresent();
    boolean scored = run.specification().scoring().isEmpty() || folder.scores().isPresent();
    boolean monitored = watching().isEmpty() || folder.monitoring().isPresent();
    return trainsItsOwn
        && judged
        && ((scored && monitored) || run.registry().champions().inForce().isEmpty());
  }

  private Result told(CycleFolder folder, Result result) {
    run.latest(result);
    views.draw(folder.id());
    return result;
  }

  private static SnapshotRecord pinned(CycleFolder folder) {
    Optional<String> content = folder.train().flatMap(train -> train.training().content());
    return folder
        .snapshot()
        .map(pinned -> content.map(pinned::holding).orElse(pinned))
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.CONFLICT,
                    folder.path() + " has lost its snapshot.json",
                    "Records of a cycle must not be deleted while it runs."));
  }

  private void requireHoldout() {
    if (run.specification().design().rule().split().holdout() == 0) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          run.command().word() + " needs held-out rows, but split.holdout = 0",
          "Set split.holdout above 0 and a key, or run train alone.");
    }
  }
}
