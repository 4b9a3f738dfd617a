package org.plumbline.regression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Moments;

/** The table of a penalised fit. */
final class PenalizedTable {
  private final Training training;
  private final PenalizedSolution solution;
  private final List<OptionalDouble> clustered;
  private final int clusters;
  private final List<Alias> aliased;
  private final Set<Integer> dropped = new HashSet<>();
  private final PenalizedNumbers numbers;
  private final double confidence;

  /**
   * @param clustered day-clustered standard errors of the kept columns; empty where there are none
   */
  PenalizedTable(
      Training training,
      PenalizedSolution solution,
      List<OptionalDouble> clustered,
      int clusters,
      List<Alias> aliased) {
    this.training = training;
    this.solution = solution;
    this.clustered = clustered;
    this.clusters = clusters;
    this.aliased = aliased.stream().sorted((a, b) -> a.column() - b.column()).toList();
    aliased.forEach(alias -> dropped.add(alias.column()));
    numbers = solution.numbers();
    confidence = training.options().confidence();
  }

  Fit fit(
      Certificate certificate,
      Moments total,
      PenaltyPoint point,
      boolean standardize,
      List<String> atLimit,
      double gap) {
    return new Fit(
        estimates(),
        summary(total),
        certificate,
        aliased.stream().map(this::name).toList(),
        aliased.stream().filter(Alias::constant).map(this::name).toList(),
        training.constantLabel(),
        Optional.of(
            new PenaltySummary(
                point.lambda(),
                point.l1Ratio(),
                standardize,
                (int) numbers.coefficients().stream().skip(1).filter(b -> b != 0).count(),
                atLimit,
                OptionalDouble.of(numbers.effectiveDegreesOfFreedom()),
                gap,
                solution.withInference() ? Optional.empty() : Optional.of(solution.reason()))));
  }

  private String name(Alias alias) {
    return training.moments().name(alias.column());
  }

  private List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (int j = training.firstColumn(); j < training.moments().label(); j++) {
      all.add(estimate(j));
    }
    return all;
  }

  private Estimate estimate(int j) {
    int k = place(j);
    double value = numbers.coefficients().get(j);
    OptionalDouble none = OptionalDouble.empty();
    CoefficientErrors byDay =
        CoefficientErrors.byDay(
            value,
            k < 0 || clustered.isEmpty() ? none : clustered.get(k),
            numbers.kept().exactFit(),
            clusters,
            quantile(clusters - 1.0));
    CoefficientErrors errors =
        training.options().decayed()
            ? byDay
            : new CoefficientErrors(
                value,
                k < 0 ? none : numbers.kept().standardErrors().get(k),
                k < 0 ? none : numbers.kept().t().get(k),
                numbers.degreesOfFreedom(),
                quantile(numbers.degreesOfFreedom()));
    return new Estimate(
        training.moments().name(j),
        value,
        errors.standardError(),
        errors.t(),
        errors.pValue(),
        errors.log10P(),
        errors.bound(-1),
        errors.bound(1),
        byDay.clustering(),
        dropped.contains(j));
  }

  /** Of |t|; not a number, and not asked for, without degrees of freedom. */
  private double quantile(double degrees) {
    return degrees > 0 ? Tails.quantile(confidence, degrees) : Double.NaN;
  }

  /** The place among the kept columns, or −1. */
  private int place(int j) {
    List<Integer> kept = solution.equations().factorization().kept();
    for (int k = 0; k < kept.size(); k++) {
      if (solution.equations().column(kept.get(k)) == j) {
        return k;
      }
    }
    return -1;
  }

  private FitSummary summary(Moments total) {
    Inference inference = numbers.kept();
    boolean decayed = training.options().decayed();
    OptionalDouble none = OptionalDouble.empty();
    String errors = decayed ? "day-clustered" : "sandwich";
    return new FitSummary(
        training.rows(),
        decayed ? effectiveRows(total) : none,
        training.rows() - solution.equations().factorization().rank(),
        inference.residualStandardError(),
        inference.r2(),
        inference.adjustedR2(),
        none,
        none,
        solution.withInference() ? errors : "none",
        OptionalLong.empty(),
        confidence,
        inference.exactFit());
  }

  /** (Σw)²/Σw². */
  private OptionalDouble effectiveRows(Moments total) {
    BigBinary weight = training.moments().totalWeight();
    BigBinary squares = total.tally().weightSquares().toBigBinary();
    return Inference.rounded(weight.times(weight).dividedBy(squares, 128));
  }
}
