package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeSet;
import org.plumbline.features.DayRange;
import org.plumbline.features.Scorer;
import org.plumbline.model.Baseline;
import org.plumbline.model.Evaluation;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.Metrics;
import org.plumbline.model.Model;
import org.plumbline.model.SnapshotRecord;
import org.plumbline.regression.SquaredError;
import org.plumbline.scan.DayErrors;
import org.plumbline.scan.RowErrors;

/**
 * Judges challenger and champion by reading every held-out row of the window, where one of both has
 * terms that statistics may not hold. Sums are exact; no charts are drawn.
 */
final class RowEvaluation {

  private static final String CHALLENGER = "challenger";
  private static final String CHAMPION = "champion";

  /** Nothing is drawn of them. */
  private static final RowErrors.Bins NO_BINS = new RowErrors.Bins(0, 1, 0, 1, 1);

  private final Run run;
  private final SnapshotRecord pinned;
  private final Comparison comparison;

  RowEvaluation(Run run, SnapshotRecord pinned, Comparison comparison) {
    this.run = run;
    this.pinned = pinned;
    this.comparison = comparison;
  }

  /** Whether one of both asks for it. */
  static boolean isNeeded(Model challenger, Optional<Model> champion) {
    return RowTraining.made(challenger) || champion.filter(RowTraining::made).isPresent();
  }

  Evaluation of(Model challenger, Optional<Model> champion) {
    Optional<Model> judged = champion.filter(model -> comparison.championTakesPart());
    Map<String, Scorer> contenders = new LinkedHashMap<>();
    contenders.put(CHALLENGER, ModelTerms.judged(challenger));
    judged.ifPresent(model -> contenders.put(CHAMPION, ModelTerms.judged(model)));
    DayRange window = Train.window(run.specification(), pinned.asOf());
    RowErrors.Result found =
        run.stage(
            "row-errors",
            "held-out rows of " + Days.words(window) + ", " + pinned.training().label(),
            () ->
                RowErrors.of(
                    run.workshop().spark(),
                    pinned.training(),
                    comparison.design(),
                    contenders,
                    Map.of(CHALLENGER, ModelTerms.published(challenger)),
                    window,
                    NO_BINS));
    RowErrors.Found first = found.contenders().get(CHALLENGER);
    if (run.specification().monitoring().isPresent()) {
      run.registry().keepPredictions(Baseline.ofPredictions(challenger.id(), first.predictions()));
    }
    Optional<RowErrors.Found> second = Optional.ofNullable(found.contenders().get(CHAMPION));
    return new Evaluation(
        FormatVersion.CURRENT,
        pinned.asOf(),
        new Evaluation.Contender(challenger.id(), whole(first)),
        champion.map(
            model -> new Evaluation.Contender(model.id(), second.flatMap(RowEvaluation::whole))),
        comparison.basis(),
        comparison.reason(),
        comparison.design().rule().eventTime().isEmpty() ? List.of() : byDay(first, second),
        judged
            .flatMap(model -> model.window().lastDay())
            .flatMap(last -> unseen(last, first, second.orElseThrow())),
        Optional.empty(),
        new Evaluation.Inputs(found.files(), found.bytesRead()));
  }

  private static List<Evaluation.Day> byDay(
      RowErrors.Found challenger, Optional<RowErrors.Found> champion) {
    TreeSet<Integer> days = new TreeSet<>(challenger.days().keySet());
    champion.ifPresent(found -> days.addAll(found.days().keySet()));
    List<Evaluation.Day> errors = new ArrayList<>();
    for (int day : days) {
      errors.add(
          new Evaluation.Day(
              Days.date(day),
              ofDays(challenger.days().subMap(day, day + 1)),
              champion.flatMap(found -> ofDays(found.days().subMap(day, day + 1)))));
    }
    return errors;
  }

  /** Errors on held-out rows of days after the champion's last one. */
  private static Optional<Evaluation.Unseen> unseen(
      LocalDate lastSeen, RowErrors.Found challenger, RowErrors.Found champion) {
    SortedMap<Integer, DayErrors> after = challenger.days().tailMap(Days.of(lastSeen) + 1);
    return after.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Evaluation.Unseen(
                Days.date(after.firstKey()),
                Days.date(after.lastKey()),
                ofDays(after),
                ofDays(champion.days().tailMap(Days.of(lastSeen) + 1))));
  }

  /** Over all rows, with their absolute error. */
  private static Optional<Metrics> whole(RowErrors.Found found) {
    return ofDays(found.days())
        .map(
            squared ->
                new Metrics(
                    squared.rows(),
                    squared.mse(),
                    squared.rmse(),
                    squared.r2(),
                    squared.bias(),
                    OptionalDouble.of(found.meanAbsoluteError()),
                    OptionalLong.of(found.rows())));
  }

  private static Optional<Metrics> ofDays(SortedMap<Integer, DayErrors> days) {
    return days.values().stream()
        .reduce(DayErrors::plus)
        .flatMap(RowEvaluation::error)
        .map(
            error ->
                new Metrics(
                    error.rows(),
                    error.mse(),
                    error.rmse(),
                    error.r2(),
                    error.bias(),
                    OptionalDouble.empty(),
                    OptionalLong.empty()));
  }

  private static Optional<SquaredError> error(DayErrors sums) {
    return SquaredError.of(
        sums.rows(),
        sums.weight().toBigBinary(),
        new SquaredError.Sums(sums.residuals().toBigBinary(), sums.squares().toBigBinary()),
        new SquaredError.Sums(sums.labels().toBigBinary(), sums.labelSquares().toBigBinary()));
  }
}
