package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Meat;

/** The table of a fit with errors from rows: of every coefficient, jointly, and of all in F. */
final class RobustTable {
  /** Significant bits of roots. */
  private static final int BITS = 128;

  private final ErrorKind.FromRows kind;
  private final Fit fit;
  private final ScaledMoments moments;
  private final List<Integer> columns;
  private final Meat meat;
  private final SandwichCovariance covariance;
  private final BigBinary smallSample;
  private final double degrees;

  /**
   * @param columns of the coefficients that are not aliased: indices in z
   */
  RobustTable(
      ErrorKind.FromRows kind,
      Fit fit,
      ScaledMoments moments,
      List<Integer> columns,
      SandwichCovariance covariance,
      Meat meat) {
    this.kind = kind;
    this.fit = fit;
    this.moments = moments;
    this.columns = columns;
    this.meat = meat;
    this.covariance = covariance;
    smallSample = kind.factor(fit.summary(), meat);
    degrees = kind.degrees(fit.summary(), meat);
  }

  /**
   * @param groups columns that are tested jointly; those of categories in the order of the fit's
   *     own joint tests
   */
  Fit fit(List<TermGroup> groups) {
    return new Fit(
        estimates(),
        summary(),
        fit.certificate(),
        fit.aliased(),
        fit.constant(),
        fit.constantLabel(),
        fit.penalty(),
        jointTests(groups),
        fit.collinearity());
  }

  private List<Estimate> estimates() {
    List<Estimate> estimates = new ArrayList<>();
    int k = 0;
    for (Estimate estimate : fit.estimates()) {
      estimates.add(estimate.aliased() ? estimate : with(estimate, standardError(k++)));
    }
    return estimates;
  }

  private OptionalDouble standardError(int k) {
    int exponent = moments.exponent(moments.label()) - moments.exponent(columns.get(k));
    return Inference.rounded(smallSample.times(covariance.variance(k)).sqrt(BITS).scaled(exponent));
  }

  private Estimate with(Estimate estimate, OptionalDouble standardError) {
    boolean tested =
        standardError.isPresent() && standardError.getAsDouble() > 0 && !fit.summary().exactFit();
    OptionalDouble t =
        tested
            ? Inference.rounded(
                BigBinary.of(estimate.value())
                    .dividedBy(BigBinary.of(standardError.getAsDouble()), 64))
            : OptionalDouble.empty();
    CoefficientErrors errors =
        new CoefficientErrors(
            estimate.value(),
            standardError,
            t,
            degrees,
            Tails.quantile(fit.summary().confidenceLevel(), degrees));
    return new Estimate(
        estimate.term(),
        estimate.value(),
        standardError,
        t,
        errors.pValue(),
        errors.log10P(),
        errors.bound(-1),
        errors.bound(1),
        estimate.clustered(),
        false);
  }

  private FitSummary summary() {
    FitSummary plain = fit.summary();
    Optional<JointTest.FTest> f = test(columns.stream().filter(column -> column > 0).toList());
    return new FitSummary(
        plain.rows(),
        plain.effectiveRows(),
        plain.degreesOfFreedom(),
        plain.residualStandardError(),
        plain.r2(),
        plain.adjustedR2(),
        f.map(test -> OptionalDouble.of(test.f())).orElse(OptionalDouble.empty()),
        f.map(test -> OptionalDouble.of(test.pValue())).orElse(OptionalDouble.empty()),
        kind.label(),
        kind.clusters(meat),
        plain.confidenceLevel(),
        plain.exactFit());
  }

  private List<JointTest> jointTests(List<TermGroup> groups) {
    List<JointTest> tests = new ArrayList<>();
    List<TermGroup> categories = groups.stream().filter(TermGroup::category).toList();
    for (JointTest test : fit.jointTests()) {
      tests.add(
          categories.stream()
              .filter(group -> group.name().equals(test.name()))
              .findFirst()
              .map(group -> test.withRows(test(group.columns())))
              .orElse(test));
    }
    return tests;
  }

  /** F = βᵀV⁻¹β/q of q coefficients; more of them than degrees of freedom cannot be told apart. */
  private Optional<JointTest.FTest> test(List<Integer> tested) {
    int q = tested.size();
    if (q == 0 || q > degrees || fit.summary().exactFit()) {
      return Optional.empty();
    }
    List<Integer> places =
        IntStream.range(0, columns.size())
            .filter(k -> tested.contains(columns.get(k)))
            .boxed()
            .toList();
    OptionalDouble wald = covariance.wald(places);
    return wald.isPresent()
        ? Optional.of(
            JointTest.FTest.of(wald.getAsDouble() / smallSample.doubleValue() / q, q, degrees))
        : Optional.empty();
  }
}
