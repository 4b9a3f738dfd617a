package org.plumbline.app;

import static org.plumbline.app.KeyForms.column;
import static org.plumbline.app.KeyForms.columns;
import static org.plumbline.app.KeyForms.days;
import static org.plumbline.app.KeyForms.number;
import static org.plumbline.app.KeyForms.that;
import static org.plumbline.app.KeyForms.whole;
import static org.plumbline.app.KeyForms.within;
import static org.plumbline.app.Readings.choice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.plumbline.cycle.FoldsBy;
import org.plumbline.cycle.Specification.Solver;
import org.plumbline.features.LabelTransform;
import org.plumbline.regression.Curve;
import org.plumbline.regression.FitOptions.Aliased;
import org.plumbline.statistics.Precision;

/** Keys of {@code split} and {@code training}. */
final class TrainingKeys {
  private static final long MOST_DIGITS = 15;

  private TrainingKeys() {}

  static final ConfigKey<Double> HOLDOUT =
      number("split.holdout", "Share of keys held out of training.")
          .checked(
              that(
                  share -> share >= 0 && share < 1,
                  "a share of keys is at least 0 and below 1",
                  "set one such as 0.2"))
          .orElse("0.2");
  static final ConfigKey<Long> FOLDS =
      whole("split.folds", "Folds of the rows that are not held out.", 1, 1000).orElse("5");
  static final ConfigKey<FoldsBy> FOLDS_BY =
      ConfigKey.of(
              "split.folds-by",
              "hash | time",
              choice(Map.of("hash", FoldsBy.HASH, "time", FoldsBy.TIME), Map.of()),
              "How a penalty is judged: on rows by hash, or on the days after those trained on.")
          .orElse("hash");
  static final ConfigKey<List<String>> SPLIT_BY =
      columns("split.by", "Columns whose hash decides the fold; unset: data.key.");

  static final ConfigKey<Integer> WINDOW =
      days("training.window", "Days before the as-of date (and delay) trained on; unset: all.", 1);
  static final ConfigKey<Integer> LABEL_DELAY =
      days("training.label-delay", "Days until a label is final; younger rows are left out.", 0)
          .orElse("0 days");
  static final ConfigKey<Integer> HALF_LIFE =
      days("training.half-life", "Age at which a row counts half; unset: no decay.", 1);
  static final ConfigKey<Boolean> INTERCEPT =
      ConfigKey.of("training.intercept", "true | false", Readings::flag, "Whether 1 is a term.")
          .orElse("true");
  static final ConfigKey<LabelTransform> LABEL_TRANSFORM =
      ConfigKey.of(
              "training.label-transform",
              "none | log",
              choice(Map.of("none", LabelTransform.NONE, "log", LabelTransform.LOG), Map.of()),
              "What is fitted: the label, or its logarithm; scores are on the label's own scale.")
          .orElse("none");
  static final ConfigKey<Boolean> STANDARDIZE =
      ConfigKey.of(
              "training.standardize",
              "true | false",
              Readings::flag,
              "Whether a penalty sees columns of equal spread.")
          .orElse("true");
  static final ConfigKey<Optional<List<Double>>> LAMBDA =
      ConfigKey.of(
              "training.penalty.lambda",
              "number, numbers, or path",
              PenaltyReading::lambdas,
              "Strength of the penalty; of several, cross-validation chooses; path: 100 of them.")
          .checked(
              that(
                  lambdas -> lambdas.stream().flatMap(List::stream).allMatch(value -> value >= 0),
                  "a penalty is not negative",
                  "set 0 or more"))
          .orElse("0");
  static final ConfigKey<List<Double>> L1_RATIO =
      ConfigKey.of(
              "training.penalty.l1-ratio",
              "number or numbers",
              PenaltyReading::numbers,
              "Share of |β| in the penalty: 0 ridge, 1 lasso; of several, the best is chosen.")
          .checked(
              that(
                  shares -> shares.stream().allMatch(share -> share >= 0 && share <= 1),
                  "a share of the penalty is at least 0 and at most 1",
                  "set one such as 0.5"))
          .orElse("0");
  static final ConfigKey<Curve.Choice> CHOOSE =
      ConfigKey.of(
              "training.penalty.choose",
              "min | one-standard-error",
              choice(
                  Map.of(
                      "min",
                      Curve.Choice.MINIMUM,
                      "one-standard-error",
                      Curve.Choice.ONE_STANDARD_ERROR),
                  Map.of()),
              "The smallest error over the folds, or the largest lambda within one error of it.")
          .orElse("min");
  static final ConfigKey<SortedMap<String, Double>> LOWER =
      ConfigKey.of(
          "training.penalty.lower",
          "number or { term = number, … }",
          PenaltyReading::limits,
          "Coefficients are at least this, 0 or below.");
  static final ConfigKey<SortedMap<String, Double>> UPPER =
      ConfigKey.of(
          "training.penalty.upper",
          "number or { term = number, … }",
          PenaltyReading::limits,
          "Coefficients are at most this, 0 or above.");
  static final ConfigKey<Boolean> POSITIVE =
      ConfigKey.of(
              "training.penalty.positive",
              "true | false",
              Readings::flag,
              "Whether no coefficient may be negative.")
          .orElse("false");
  static final ConfigKey<Optional<Precision>> PRECISION =
      ConfigKey.of(
              "training.precision",
              "auto | exact | double",
              choice(
                  Map.of(
                      "auto",
                      Optional.<Precision>empty(),
                      "exact",
                      Optional.of(Precision.EXACT),
                      "double",
                      Optional.of(Precision.DOUBLE)),
                  Map.of()),
              "Arithmetic of the statistics; auto: exact up to 64 terms, double above.")
          .orElse("auto");
  static final ConfigKey<Long> DIGITS =
      ConfigKey.of(
              "training.digits",
              "whole number",
              Readings::whole,
              "Correct digits asked of the certificate before a model is promoted; 0: by lbfgs.")
          .checked(
              digits -> digits == 0 ? Optional.empty() : within(1, MOST_DIGITS).complaint(digits))
          .orElse("6");
  static final ConfigKey<Solver> SOLVER =
      ConfigKey.of(
              "training.solver",
              "auto | lbfgs",
              choice(Map.of("auto", Solver.AUTO, "lbfgs", Solver.LBFGS), Map.of()),
              "auto: from statistics; lbfgs: MLlib's search, which reads all rows at every step.")
          .orElse("auto");
  static final ConfigKey<Aliased> ALIASED =
      ConfigKey.of(
              "training.aliased",
              "drop | refuse",
              choice(Map.of("drop", Aliased.DROP, "refuse", Aliased.REFUSE), Map.of()),
              "What a column does that the columns before it explain.")
          .orElse("drop");
  static final ConfigKey<String> ERRORS_KIND =
      ConfigKey.of(
              "training.errors.kind",
              "classical | hc0 | hc1 | hc2 | hc3 | cluster",
              choice(
                  Map.of(
                      "classical",
                      "classical",
                      "hc0",
                      "hc0",
                      "hc1",
                      "hc1",
                      "hc2",
                      "hc2",
                      "hc3",
                      "hc3",
                      "cluster",
                      "cluster"),
                  Map.of()),
              "Errors of the coefficients; all but classical read the training rows again.")
          .orElse("classical");
  static final ConfigKey<String> ERRORS_CLUSTER =
      column("training.errors.cluster", "Column whose equal values may err together.");

  static final List<ConfigKey<?>> ALL =
      List.of(
          HOLDOUT,
          FOLDS,
          FOLDS_BY,
          SPLIT_BY,
          WINDOW,
          LABEL_DELAY,
          HALF_LIFE,
          INTERCEPT,
          LABEL_TRANSFORM,
          STANDARDIZE,
          LAMBDA,
          L1_RATIO,
          CHOOSE,
          LOWER,
          UPPER,
          POSITIVE,
          PRECISION,
          DIGITS,
          SOLVER,
          ALIASED,
          ERRORS_KIND,
          ERRORS_CLUSTER);
}
