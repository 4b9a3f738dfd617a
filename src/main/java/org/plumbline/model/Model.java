package org.plumbline.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.plumbline.regression.Certificate;
import org.plumbline.regression.Estimate;
import org.plumbline.regression.FitSummary;
import org.plumbline.regression.JointTest;

/**
 * {@code model.json}: everything a score needs and an auditor asks for. Never edited.
 *
 * @param labelTransform {@code log} where the fit is of log(label)
 * @param smearing with it: Σw·exp(e)/Σw over the training rows, by which exp(ŷ) is multiplied
 * @param jointTests that no level of a category has an effect, in the order of the features; absent
 *     without categories, and where coefficients have no errors
 */
public record Model(
    int formatVersion,
    String id,
    LocalDate asOf,
    String label,
    Optional<String> weight,
    Optional<String> eventTime,
    RowRuleRecord rowRule,
    SplitRecord split,
    Window window,
    List<Coefficient> coefficients,
    Objective objective,
    FitSummary fit,
    Certificate certificate,
    List<Feature> features,
    Inputs inputs,
    Optional<String> labelTransform,
    OptionalDouble smearing,
    Optional<List<JointTest>> jointTests) {

  /** What its fit and its errors are of, for people: {@code price}, {@code log(price)}. */
  public String fittedLabel() {
    return labelTransform.map(transform -> transform + "(" + label + ")").orElse(label);
  }

  /** The same with the factor by which exp(ŷ) is multiplied. */
  public Model withSmearing(double factor) {
    return new Model(
        formatVersion,
        id,
        asOf,
        label,
        weight,
        eventTime,
        rowRule,
        split,
        window,
        coefficients,
        objective,
        fit,
        certificate,
        features,
        inputs,
        labelTransform,
        OptionalDouble.of(factor),
        jointTests);
  }

  /**
   * The row rule as written: the condition's canonical text, the policy in kebab case, the zone.
   */
  public record RowRuleRecord(Optional<String> where, String missing, String timeZone) {}

  public record SplitRecord(List<String> by, double holdout, int folds) {}

  /** Event days used; absent without an event time, but for the half-life never so. */
  public record Window(
      Optional<LocalDate> firstDay, Optional<LocalDate> lastDay, OptionalInt halfLifeDays) {}

  /** A coefficient, the intercept first; kind is {@code intercept}, {@code number}, … */
  public record Coefficient(
      String term,
      String kind,
      List<String> columns,
      Optional<String> level,
      OptionalInt power,
      double value,
      OptionalDouble standardError,
      OptionalDouble t,
      OptionalDouble pValue,
      OptionalDouble log10P,
      OptionalDouble lower,
      OptionalDouble upper,
      Optional<Estimate.Clustered> clustered,
      boolean aliased) {}

  /**
   * What was minimised.
   *
   * @param penalized what a penalty or limits did; absent for least squares
   */
  public record Objective(
      double lambda,
      double l1Ratio,
      boolean standardize,
      boolean fitIntercept,
      Optional<Penalized> penalized) {}

  /**
   * What a penalty did.
   *
   * @param atLimit terms whose coefficient a limit holds
   * @param dualityGap of the coefficients, as part of the objective
   * @param noInference why there are no standard errors, where there are none
   * @param limits of the terms that were given any; absent where no term was
   */
  public record Penalized(
      int nonzeroTerms,
      List<String> atLimit,
      OptionalDouble effectiveDegreesOfFreedom,
      double dualityGap,
      Optional<String> noInference,
      Optional<List<TermLimit>> limits) {}

  /** What a coefficient had to lie between; a side that is absent was open. */
  public record TermLimit(String term, OptionalDouble lower, OptionalDouble upper) {}

  /**
   * A feature as configured, with what the training rows decided of it.
   *
   * @param column that it is made from; of several the last
   * @param kind {@code number}, {@code category}, {@code log}, {@code log1p}, {@code power}, {@code
   *     product}, {@code day-of-week}, {@code month}, {@code year-cycle}
   * @param missing "fail", "drop", "impute" or "impute-with-indicator"; of a category "level",
   *     "fail" or "drop"
   * @param times the other number of a product of two
   * @param within the category of a product of a category and a number
   * @param power exponent of a power
   * @param center what is subtracted before the power is taken
   * @param imputed what stands in for a missing value: the mean of the training rows
   * @param levels those kept, in code-point order, the reference among them
   * @param reference the level without a coefficient
   * @param pooled levels that share a coefficient, in code-point order
   * @param unseen {@code pooled}, {@code reference} or {@code refuse}
   */
  public record Feature(
      String column,
      String kind,
      String missing,
      Optional<String> times,
      Optional<String> within,
      OptionalInt power,
      OptionalDouble center,
      OptionalDouble imputed,
      Optional<List<String>> levels,
      Optional<String> reference,
      Optional<List<String>> pooled,
      Optional<String> unseen) {

    /** A column as a number. */
    public Feature(String column, String kind, String missing) {
      this(
          column,
          kind,
          missing,
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * Digest over the lines of inputs.jsonl as design.md says; counts over files, groups of the
   * window alone.
   */
  public record Inputs(String digest, int files, long rows, long rowsRefused) {}
}
