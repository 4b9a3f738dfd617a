package org.plumbline.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.plumbline.regression.Certificate;
import org.plumbline.regression.Estimate;
import org.plumbline.regression.FitSummary;

/** {@code model.json}: everything a score needs and an auditor asks for. Never edited. */
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
    Inputs inputs) {

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

  public record Objective(
      double lambda, double l1Ratio, boolean standardize, boolean fitIntercept) {}

  /** A feature's definition as configured. */
  public record Feature(String column, String kind, String missing) {}

  /**
   * Digest over the lines of inputs.jsonl as design.md says; counts over files, groups of the
   * window alone.
   */
  public record Inputs(String digest, int files, long rows, long rowsRefused) {}
}
