package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.plumbline.model.DataSummary;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Objective;
import org.plumbline.model.Model.Penalized;
import org.plumbline.model.Model.TermLimit;

/** Calls of other tools that have the same solution on the same rows. */
final class OtherTools {
  private OtherTools() {}

  /**
   * R's {@code lm}; with a penalty or limits {@code glmnet}, in the notation of formulas that the
   * package glmnetUtils gives it. Ends with a line break.
   */
  static String r(Model model) {
    List<String> terms = new ArrayList<>(Formula.terms(model));
    boolean penalized = model.objective().penalized().isPresent();
    if (!penalized && !model.objective().fitIntercept()) {
      terms.add(0, "0");
    }
    if (terms.isEmpty()) {
      terms.add("1");
    }
    String function = penalized ? "glmnetUtils::glmnet" : "lm";
    List<String> pieces = new ArrayList<>();
    String label = function + "(formula = " + Formula.label(model) + " ~ ";
    for (int k = 0; k < terms.size(); k++) {
      pieces.add((k == 0 ? label : "") + terms.get(k) + (k + 1 < terms.size() ? " +" : ""));
    }
    List<String> arguments = new ArrayList<>();
    model.objective().penalized().ifPresent(did -> arguments.addAll(glmnet(model, did)));
    model.weight().ifPresent(name -> arguments.add("weights = " + Names.inFormula(name)));
    for (String argument : arguments) {
      pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + ",");
      pieces.add(argument);
    }
    pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + ")");
    return Wrapping.pieces("", "    ", pieces);
  }

  private static List<String> glmnet(Model model, Penalized did) {
    Objective objective = model.objective();
    List<String> arguments = new ArrayList<>();
    arguments.add("alpha = " + Explanation.exact(objective.l1Ratio()));
    arguments.add("lambda = " + Explanation.exact(objective.lambda()));
    if (!objective.standardize()) {
      arguments.add("standardize = FALSE");
    }
    if (!objective.fitIntercept()) {
      arguments.add("intercept = FALSE");
    }
    did.limits()
        .ifPresent(
            limits -> {
              limits(model, limits, TermLimit::lower, "-Inf")
                  .ifPresent(values -> arguments.add("lower.limits = " + values));
              limits(model, limits, TermLimit::upper, "Inf")
                  .ifPresent(values -> arguments.add("upper.limits = " + values));
            });
    return arguments;
  }

  /** One side of the limits: a number where it holds for every term, else a vector. */
  private static Optional<String> limits(
      Model model, List<TermLimit> limits, Function<TermLimit, OptionalDouble> side, String open) {
    List<String> values =
        Formula.coefficients(model)
            .map(
                coefficient ->
                    limits.stream()
                        .filter(limit -> limit.term().equals(coefficient.term()))
                        .map(side)
                        .filter(OptionalDouble::isPresent)
                        .map(limit -> Explanation.exact(limit.getAsDouble()))
                        .findFirst()
                        .orElse(open))
            .toList();
    if (values.stream().allMatch(open::equals)) {
      return Optional.empty();
    }
    boolean same = values.stream().distinct().count() == 1;
    return Optional.of(same ? values.get(0) : "c(" + String.join(", ", values) + ")");
  }

  /** scikit-learn's estimator; a sentence where it has none with these limits. */
  static String scikitLearn(Model model, Optional<DataSummary> data) {
    Objective objective = model.objective();
    List<TermLimit> limits = objective.penalized().flatMap(Penalized::limits).orElse(List.of());
    if (!limits.isEmpty() && !arePositive(model, limits)) {
      return "none: scikit-learn knows no limits on coefficients but positive=True";
    }
    List<String> arguments = new ArrayList<>();
    String estimator = estimator(model, data, arguments);
    arguments.add("fit_intercept=" + (objective.fitIntercept() ? "True" : "False"));
    if (!limits.isEmpty()) {
      arguments.add("positive=True");
    }
    String weights = Explanation.isWeighted(model) ? ", sample_weight=w" : "";
    String call = estimator + "(" + String.join(", ", arguments) + ").fit(X, y" + weights + ")";
    return objective.lambda() != 0 && objective.standardize()
        ? "X = StandardScaler().fit_transform(X" + weights + "); " + call
        : call;
  }

  private static String estimator(Model model, Optional<DataSummary> data, List<String> arguments) {
    Objective objective = model.objective();
    if (objective.lambda() == 0) {
      return "LinearRegression";
    }
    double spread = labelDeviation(data);
    if (objective.l1Ratio() == 0 && !Explanation.isWeighted(model)) {
      // Ridge has no 1/(2n) before the squares.
      arguments.add("alpha=" + Explanation.exact(objective.lambda() / spread * model.fit().rows()));
      return "Ridge";
    }
    double l1 = objective.lambda() * objective.l1Ratio();
    double alpha = l1 + objective.lambda() * (1 - objective.l1Ratio()) / spread;
    arguments.add("alpha=" + Explanation.exact(alpha));
    arguments.add("l1_ratio=" + Explanation.exact(l1 / alpha));
    return "ElasticNet";
  }

  private static boolean arePositive(Model model, List<TermLimit> limits) {
    return limits.size() == Formula.coefficients(model).count()
        && limits.stream()
            .allMatch(limit -> limit.lower().orElse(-1) == 0 && limit.upper().isEmpty());
  }

  private static double labelDeviation(Optional<DataSummary> data) {
    return data.map(summary -> summary.columns().get(summary.columns().size() - 1).deviation())
        .filter(deviation -> deviation > 0)
        .orElse(1.0);
  }
}
