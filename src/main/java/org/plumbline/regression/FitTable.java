package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Tally;

/** The table of a fit: estimates with t, p and intervals, the summary, the names. */
final class FitTable {
  private final Training training;
  private final Solver.Solved<?> solved;
  private final List<OptionalDouble> clustered;
  private final int clusters;
  private final double confidence;
  private final long degrees;

  /** Of t, for the bounds of intervals; not a number, and not asked for, without errors. */
  private final double quantile;

  private final double clusteredQuantile;

  private FitTable(
      Training training, Solver.Solved<?> solved, List<OptionalDouble> clustered, int clusters) {
    this.training = training;
    this.solved = solved;
    this.clustered = clustered;
    this.clusters = clusters;
    confidence = training.options().confidence();
    degrees = training.rows() - solved.factorization().rank();
    quantile = degrees > 0 ? Tails.quantile(confidence, (double) degrees) : Double.NaN;
    clusteredQuantile =
        clustered.isEmpty() ? Double.NaN : Tails.quantile(confidence, clusters - 1.0);
  }

  /**
   * @param clustered day-clustered standard errors of the kept columns; empty where there are none
   * @param clusters days
   */
  static Fit of(
      Training training,
      Solver.Solved<?> solved,
      List<OptionalDouble> clustered,
      int clusters,
      Certificate certificate,
      Tally total) {
    FitTable table = new FitTable(training, solved, clustered, clusters);
    List<Alias> aliased = solved.factorization().aliased();
    return new Fit(
        table.estimates(),
        table.summary(total),
        certificate,
        aliased.stream().map(table::name).toList(),
        aliased.stream().filter(Alias::constant).map(table::name).toList(),
        training.constantLabel());
  }

  private String name(Alias alias) {
    return training.moments().name(alias.column());
  }

  private List<Estimate> estimates() {
    List<Integer> kept = solved.factorization().kept();
    List<Estimate> all = new ArrayList<>();
    int k = 0;
    for (int column = training.firstColumn(); column < training.moments().label(); column++) {
      String term = training.moments().name(column);
      boolean isKept = k < kept.size() && kept.get(k) == column;
      all.add(isKept ? estimate(term, k++) : aliased(term));
    }
    return all;
  }

  private static Estimate aliased(String term) {
    OptionalDouble none = OptionalDouble.empty();
    return new Estimate(term, 0, none, none, none, none, none, none, Optional.empty(), true);
  }

  private Estimate estimate(String term, int k) {
    double value = solved.inference().coefficients().get(k);
    CoefficientErrors byDay = errorsByDay(k, value);
    CoefficientErrors errors =
        training.options().decayed()
            ? byDay
            : new CoefficientErrors(
                value,
                solved.inference().standardErrors().get(k),
                solved.inference().t().get(k),
                (double) degrees,
                quantile);
    return new Estimate(
        term,
        value,
        errors.standardError(),
        errors.t(),
        errors.pValue(),
        errors.log10P(),
        errors.bound(-1),
        errors.bound(1),
        byDay.clustering(),
        false);
  }

  private CoefficientErrors errorsByDay(int k, double value) {
    return CoefficientErrors.byDay(
        value,
        clustered.isEmpty() ? OptionalDouble.empty() : clustered.get(k),
        solved.inference().exactFit(),
        clusters,
        clusteredQuantile);
  }

  private FitSummary summary(Tally total) {
    Inference inference = solved.inference();
    boolean decayed = training.options().decayed();
    OptionalDouble f = decayed ? OptionalDouble.empty() : inference.fStatistic();
    return new FitSummary(
        training.rows(),
        decayed ? effectiveRows(total) : OptionalDouble.empty(),
        degrees,
        inference.residualStandardError(),
        inference.r2(),
        inference.adjustedR2(),
        f,
        f.isPresent() ? OptionalDouble.of(fPValue(f.getAsDouble())) : OptionalDouble.empty(),
        decayed ? "day-clustered" : "classical",
        OptionalLong.empty(),
        confidence,
        inference.exactFit());
  }

  private double fPValue(double f) {
    int rank = solved.factorization().rank();
    return Tails.upper(f, (double) rank - training.interceptDegrees(), (double) degrees);
  }

  /** (Σw)²/Σw². */
  private OptionalDouble effectiveRows(Tally total) {
    BigBinary weight = training.moments().totalWeight();
    BigBinary squares = total.weightSquares().toBigBinary();
    return Inference.rounded(weight.times(weight).dividedBy(squares, 128));
  }
}
