package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.Scorer;
import org.plumbline.model.Evaluation;
import org.plumbline.regression.ColumnSummary;
import org.plumbline.regression.SquaredError;
import org.plumbline.scan.RowErrors;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.NumberDistribution;
import org.plumbline.statistics.Statistics;

/**
 * What needs rows: absolute errors and charts, over the holdout of the last {@code evaluation.days}
 * of the training window, or of all rows where there is no event time.
 */
final class HoldoutRows {

  private static final int BINS = 20;
  private static final double DEVIATIONS = 3;
  private static final String CHALLENGER = "challenger";
  private static final String CHAMPION = "champion";

  private final Run run;
  private final Gathered data;
  private final Design design;

  HoldoutRows(Run run, Gathered data, Design design) {
    this.run = run;
    this.data = data;
    this.design = design;
  }

  /** Mean absolute error over the rows that were read. */
  record AbsoluteError(double mean, long rows) {}

  /**
   * What the rows say; all empty where none were read.
   *
   * @param predictions of the challenger, as it would publish them
   */
  record Read(
      Optional<AbsoluteError> challengerError,
      Optional<AbsoluteError> championError,
      Optional<Evaluation.Charts> charts,
      Evaluation.Inputs inputs,
      Optional<NumberDistribution> predictions) {

    static final Read NOTHING =
        new Read(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Evaluation.Inputs(0, 0),
            Optional.empty());
  }

  /**
   * @param holdout held-out statistics by day, which say where the bins go and whether there are
   *     rows
   */
  Read read(Judged challenger, Optional<Judged> champion, SortedMap<Integer, Statistics> holdout) {
    int days = run.specification().evaluationDays();
    DayRange recent = Days.recent(data.window(), days);
    List<Statistics> parts =
        holdout.entrySet().stream()
            .filter(entry -> recent.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    Statistics sum = data.sum(parts);
    if (days == 0 || sum.moments().tally().positiveRows() == 0) {
      return Read.NOTHING;
    }
    Map<String, Scorer> contenders = new LinkedHashMap<>();
    contenders.put(CHALLENGER, ModelTerms.judged(challenger.model()));
    champion.ifPresent(model -> contenders.put(CHAMPION, ModelTerms.judged(model.model())));
    RowErrors.Bins bins = bins(sum, challenger, champion);
    RowErrors.Result found =
        run.stage(
            "row-errors",
            "held-out rows of " + Days.words(recent) + ", " + data.snapshot().label(),
            () ->
                RowErrors.of(
                    run.workshop().spark(),
                    data.holding(recent),
                    design,
                    contenders,
                    Map.of(CHALLENGER, ModelTerms.published(challenger.model())),
                    recent,
                    bins));
    return read(found, bins, recent);
  }

  private static Read read(RowErrors.Result found, RowErrors.Bins bins, DayRange recent) {
    Optional<RowErrors.Found> champion = Optional.ofNullable(found.contenders().get(CHAMPION));
    RowErrors.Found challenger = found.contenders().get(CHALLENGER);
    return new Read(
        error(challenger),
        champion.flatMap(HoldoutRows::error),
        Optional.of(
            new Evaluation.Charts(
                day(recent, recent.first()),
                day(recent, recent.last()),
                bins.predictionLow(),
                bins.predictionHigh(),
                bins.residualLow(),
                bins.residualHigh(),
                chart(challenger),
                champion.map(HoldoutRows::chart))),
        new Evaluation.Inputs(found.files(), found.bytesRead()),
        Optional.of(challenger.predictions()));
  }

  private static Optional<LocalDate> day(DayRange range, int day) {
    boolean bounded = day != Group.NO_DAY && day != Integer.MAX_VALUE;
    return bounded && !range.equals(DayRange.ALL) ? Optional.of(Days.date(day)) : Optional.empty();
  }

  private static Optional<AbsoluteError> error(RowErrors.Found found) {
    return found.rows() == 0
        ? Optional.empty()
        : Optional.of(new AbsoluteError(found.meanAbsoluteError(), found.rows()));
  }

  private static Evaluation.ChartBins chart(RowErrors.Found found) {
    return new Evaluation.ChartBins(
        found.calibration().stream()
            .map(bin -> new Evaluation.Bin(bin.rows(), bin.meanPrediction(), bin.meanObserved()))
            .toList(),
        found.residuals());
  }

  /** Three deviations of the label about its mean, and three root mean squares of the residuals. */
  private static RowErrors.Bins bins(Statistics sum, Judged challenger, Optional<Judged> champion) {
    List<ColumnSummary> columns = ColumnSummary.of(sum.moments());
    ColumnSummary label = columns.get(columns.size() - 1);
    double spread = positive(DEVIATIONS * label.deviation(), label.mean());
    double residual =
        positive(
            DEVIATIONS
                * Stream.concat(Stream.of(challenger), champion.stream())
                    .flatMap(model -> SquaredError.of(model.predictor(), sum).stream())
                    .mapToDouble(SquaredError::rmse)
                    .max()
                    .orElse(0),
            label.mean());
    return new RowErrors.Bins(
        label.mean() - spread, label.mean() + spread, -residual, residual, BINS);
  }

  /** A width that is not zero beside a number of that size. */
  private static double positive(double width, double beside) {
    double least = Math.max(Math.ulp(beside) * BINS * 2, Double.MIN_NORMAL);
    return Math.max(width, least);
  }
}
