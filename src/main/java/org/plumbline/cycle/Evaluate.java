package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.plumbline.features.Design;
import org.plumbline.model.Baseline;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.Evaluation;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.Metrics;
import org.plumbline.model.Model;
import org.plumbline.model.SnapshotRecord;
import org.plumbline.regression.SquaredError;
import org.plumbline.statistics.NumberDistribution;
import org.plumbline.statistics.Statistics;

/**
 * Judges challenger and champion on the same held-out rows: squared error, bias and R² from the
 * statistics, absolute error and charts from recent rows.
 */
final class Evaluate {

  private final Run run;
  private final CycleFolder folder;
  private final SnapshotRecord pinned;

  Evaluate(Run run, CycleFolder folder, SnapshotRecord pinned) {
    this.run = run;
    this.folder = folder;
    this.pinned = pinned;
  }

  /** The record of the stage: the one that is there, or a new one. */
  Evaluation run(String challenger) {
    return folder.evaluation().orElseGet(() -> folder.create(evaluate(challenger)));
  }

  private Evaluation evaluate(String challengerId) {
    Model challenger = run.registry().requireModel(challengerId);
    Optional<Model> champion = run.registry().champions().model().map(run.registry()::requireModel);
    Design today = run.specification().design();
    Tables.check(today, pinned.training());
    Comparison comparison = Comparison.of(today, pinned.training().schema(), challenger, champion);
    Tables.check(comparison.design(), pinned.training());
    if (RowEvaluation.isNeeded(challenger, champion)) {
      return new RowEvaluation(run, pinned, comparison).of(challenger, champion);
    }
    Gathered data =
        run.stage(
            "holdout",
            "holdout of " + pinned.training().label() + ", " + comparison.basis(),
            () ->
                run.gathering()
                    .gather(
                        pinned.training(),
                        comparison.design(),
                        Train.window(run.specification(), pinned.asOf())));
    new DataChecks(data).refuse();

    Judged rival = Judged.of(challenger);
    Optional<Judged> judged =
        champion.filter(model -> comparison.championTakesPart()).map(Judged::of);
    SortedMap<Integer, Statistics> days = data.holdoutByDay();
    Statistics holdout = data.sum(days.values());
    HoldoutRows.Read rows =
        new HoldoutRows(run, data, comparison.design()).read(rival, judged, days);
    rows.predictions().ifPresent(predictions -> keepPredictions(challengerId, predictions));
    return new Evaluation(
        FormatVersion.CURRENT,
        pinned.asOf(),
        new Evaluation.Contender(challengerId, metrics(rival, holdout, rows.challengerError())),
        champion.map(
            model ->
                new Evaluation.Contender(
                    model.id(),
                    judged.flatMap(each -> metrics(each, holdout, rows.championError())))),
        comparison.basis(),
        comparison.reason(),
        today.rule().eventTime().isEmpty() ? List.of() : byDay(rival, judged, days),
        judged.flatMap(model -> unseen(rival, model, data, days)),
        rows.charts(),
        rows.inputs());
  }

  /** What monitoring compares the scores with later. */
  private void keepPredictions(String model, NumberDistribution predictions) {
    if (run.specification().monitoring().isPresent()) {
      run.registry().keepPredictions(Baseline.ofPredictions(model, predictions));
    }
  }

  private static List<Evaluation.Day> byDay(
      Judged challenger, Optional<Judged> champion, SortedMap<Integer, Statistics> days) {
    List<Evaluation.Day> errors = new ArrayList<>();
    days.forEach(
        (day, statistics) ->
            errors.add(
                new Evaluation.Day(
                    Days.date(day),
                    metrics(challenger, statistics, Optional.empty()),
                    champion.flatMap(model -> metrics(model, statistics, Optional.empty())))));
    return errors;
  }

  /** Errors on held-out rows of days after the champion's last one. */
  private static Optional<Evaluation.Unseen> unseen(
      Judged challenger, Judged champion, Gathered data, SortedMap<Integer, Statistics> days) {
    Optional<LocalDate> lastSeen = champion.model().window().lastDay();
    if (lastSeen.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<Integer, Statistics> after = days.tailMap(Days.of(lastSeen.get()) + 1);
    if (after.isEmpty()) {
      return Optional.empty();
    }
    Statistics sum = data.sum(after.values());
    return Optional.of(
        new Evaluation.Unseen(
            Days.date(after.firstKey()),
            Days.date(after.lastKey()),
            metrics(challenger, sum, Optional.empty()),
            metrics(champion, sum, Optional.empty())));
  }

  private static Optional<Metrics> metrics(
      Judged model, Statistics statistics, Optional<HoldoutRows.AbsoluteError> absolute) {
    return SquaredError.of(model.predictor(), statistics)
        .map(
            error ->
                new Metrics(
                    error.rows(),
                    error.mse(),
                    error.rmse(),
                    error.r2(),
                    error.bias(),
                    absolute
                        .map(each -> OptionalDouble.of(each.mean()))
                        .orElse(OptionalDouble.empty()),
                    absolute
                        .map(each -> OptionalLong.of(each.rows()))
                        .orElse(OptionalLong.empty())));
  }
}
