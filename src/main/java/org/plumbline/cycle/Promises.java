package org.plumbline.cycle;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.CycleId;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Metrics;
import org.plumbline.model.MonitoringRecord.Promised;
import org.plumbline.model.Registry;

/** The error on held-out rows that a champion was promoted with. */
final class Promises {

  private Promises() {}

  /**
   * From the evaluation of the cycle that put the model in force; where that was done by hand, from
   * the newest of its own day that judged it.
   */
  static Optional<Promised> of(Registry registry, String model) {
    Stream<CycleId> promoting =
        registry.champions().pointers().stream()
            .filter(pointer -> pointer.model().equals(model))
            .flatMap(
                pointer ->
                    pointer.cycle().map(cycle -> new CycleId(pointer.asOf(), cycle)).stream())
            .sorted(Comparator.reverseOrder());
    Stream<CycleId> judging =
        registry.model(model).stream()
            .flatMap(found -> registry.cycles(found.asOf()).stream())
            .sorted(Comparator.reverseOrder());
    return Stream.concat(promoting, judging)
        .map(registry::cycle)
        .flatMap(folder -> promised(folder, model).stream())
        .findFirst();
  }

  private static Optional<Promised> promised(CycleFolder folder, String model) {
    return folder
        .evaluation()
        .filter(evaluation -> evaluation.challenger().model().equals(model))
        .flatMap(
            evaluation ->
                evaluation
                    .challenger()
                    .metrics()
                    .map(metrics -> promised(folder.id(), evaluation, metrics)));
  }

  private static Promised promised(CycleId cycle, Evaluation evaluation, Metrics metrics) {
    List<Metrics> days =
        evaluation.days().stream().flatMap(day -> day.challenger().stream()).toList();
    return new Promised(
        cycle.asOf(), cycle.number(), metrics.rows(), metrics.rmse(), standardError(metrics, days));
  }

  /**
   * Of the root of a mean over days that err together: √(G/(G − 1)·Σ (n_d·(mse_d − mse))²)/n for
   * the mean squared error, over twice the root for the root (the delta method).
   */
  private static OptionalDouble standardError(Metrics all, List<Metrics> days) {
    int groups = days.size();
    if (groups < 2 || all.rmse() == 0) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (Metrics day : days) {
      double deviation = day.rows() * (day.mse() - all.mse());
      squares += deviation * deviation;
    }
    double ofMean = Math.sqrt(squares * groups / (groups - 1)) / all.rows();
    return OptionalDouble.of(ofMean / (2 * all.rmse()));
  }
}
