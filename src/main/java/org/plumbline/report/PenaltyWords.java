package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.model.CrossValidationRecord;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Objective;
import org.plumbline.model.Model.Penalized;

/** What a penalty was, did and leaves unsaid, in sentences that text and page share. */
final class PenaltyWords {
  private PenaltyWords() {}

  /** Empty for least squares. */
  static List<String> of(Model model) {
    return model.objective().penalized().map(did -> of(model, did)).orElse(List.of());
  }

  private static List<String> of(Model model, Penalized did) {
    List<String> sentences = new ArrayList<>();
    sentences.add(kind(model.objective()));
    sentences.add(count(model, did));
    if (!did.atLimit().isEmpty()) {
      String terms = did.atLimit().stream().map(Names::visible).collect(Collectors.joining(", "));
      sentences.add("Limits hold the coefficients of " + terms + ".");
    }
    did.noInference()
        .ifPresent(reason -> sentences.add("There are no errors and p values: " + reason + "."));
    return sentences;
  }

  private static String kind(Objective objective) {
    String lambda = "lambda " + Numbers.general(objective.lambda(), 6);
    if (objective.lambda() == 0) {
      return "Least squares under limits on coefficients, without a penalty.";
    }
    if (objective.l1Ratio() == 0) {
      return "Ridge with " + lambda + ": it shrinks coefficients towards 0 and drops none.";
    }
    String drops = " it shrinks coefficients, and those that help too little are 0.";
    return objective.l1Ratio() == 1
        ? "Lasso with " + lambda + ":" + drops
        : "Elastic net with "
            + lambda
            + " and l1-ratio "
            + Numbers.general(objective.l1Ratio(), 4)
            + ":"
            + drops;
  }

  private static String count(Model model, Penalized did) {
    int terms = model.coefficients().size() - (model.objective().fitIntercept() ? 1 : 0);
    String text =
        "Of "
            + Numbers.counted(terms, "term")
            + ", "
            + Numbers.count(did.nonzeroTerms())
            + (did.nonzeroTerms() == 1 ? " has" : " have")
            + " a coefficient other than 0";
    return did.effectiveDegreesOfFreedom().isPresent()
        ? text
            + ", worth "
            + Numbers.general(did.effectiveDegreesOfFreedom().getAsDouble(), 4)
            + " effective degrees of freedom"
            + (model.objective().fitIntercept() ? ", the intercept included." : ".")
        : text + ".";
  }

  /** How the penalty was chosen. */
  static String chosen(CrossValidationRecord validation) {
    String rule =
        validation.choice().equals("minimum")
            ? "the smallest mean error"
            : "the largest lambda within one standard error of the smallest mean error";
    return "The penalty was chosen on "
        + Numbers.counted(validation.folds().size(), "fold")
        + " by "
        + validation.foldsBy()
        + ", as "
        + rule
        + ": "
        + CurveChart.told(validation.chosen())
        + ".";
  }

  /** Folds without a say, and why. */
  static List<String> leftOut(CrossValidationRecord validation) {
    return validation.leftOut().stream()
        .map(fold -> Names.visible(fold.fold()) + " was left out: " + fold.reason())
        .toList();
  }
}
