package org.plumbline.report;

import java.util.Optional;
import org.plumbline.model.Decision;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Objective;
import org.plumbline.regression.Certificate;

/** What a fit solved and how far it can be trusted, in sentences that text and page share. */
final class Explanation {
  private Explanation() {}

  /** The certificate in one sentence. */
  static String certificate(Certificate certificate) {
    String worst =
        "Every coefficient is correct to at least " + digits(certificate.correctDigits());
    return worst
        + " significant digits: the arithmetic guarantees "
        + digits(certificate.arithmeticDigits())
        + ", and "
        + digits(certificate.dataDigits())
        + " remain if the stored numbers that are not whole are decimals rounded to doubles.";
  }

  static String digits(double digits) {
    return Numbers.general(Math.floor(digits * 10) / 10, 3);
  }

  /** The objective in the notation of the manual. */
  static String objective(Model model) {
    Objective objective = model.objective();
    String loss = isWeighted(model) ? "Σ w (y − ŷ)²" : "Σ (y − ŷ)²";
    if (objective.lambda() == 0) {
      return "minimise " + loss;
    }
    String scale = objective.standardize() ? "s_j " : "";
    String square = objective.standardize() ? "s_j² β_j² / s_y" : "β_j² / s_y";
    return "minimise 1/(2 Σ w) "
        + loss
        + " + "
        + exact(objective.lambda())
        + " · [ "
        + exact(objective.l1Ratio())
        + " · Σ "
        + scale
        + "|β_j| + (1 − "
        + exact(objective.l1Ratio())
        + ")/2 · Σ "
        + square
        + " ]";
  }

  /** What a transformed label means for the numbers of a report; empty for the label itself. */
  static Optional<String> transform(Model model) {
    return model
        .labelTransform()
        .map(
            transform ->
                "The fit is of "
                    + Names.visible(model.fittedLabel())
                    + ", and so are all errors and metrics here, on the logarithmic scale."
                    + smeared(model));
  }

  private static String smeared(Model model) {
    return model.smearing().isPresent()
        ? " Scores are exp of the prediction times "
            + Numbers.general(model.smearing().getAsDouble(), 6)
            + ", the mean of exp of the residuals (Duan’s smearing), so that they estimate the mean of "
            + Names.visible(model.label())
            + "."
        : "";
  }

  /** What w is made of; empty without weights. */
  static Optional<String> weights(Model model) {
    Optional<String> column = model.weight().map(Names::visible);
    if (model.window().halfLifeDays().isEmpty()) {
      return column.map(name -> "w is the column " + name + ", a precision as in R's lm");
    }
    int days = model.window().halfLifeDays().getAsInt();
    String decay = "0.5^(age in days / " + days + ")";
    return Optional.of(
        "w is " + column.map(name -> "the column " + name + " times ").orElse("") + decay);
  }

  /** On which rows both contenders were judged. */
  static String basis(Evaluation evaluation) {
    String rows =
        switch (evaluation.basis()) {
          case "statistics" -> "the holdout rows of the training window, never trained on";
          case "champion-split" -> "the rows that the champion's own split holds out";
          case "union-moments" -> "the held-out rows that both models can score";
          case "different-split" -> "nothing in common: the models cannot be compared";
          default -> evaluation.basis();
        };
    return rows + evaluation.basisReason().map(reason -> " (" + reason + ")").orElse("");
  }

  /** What a rule compared, as it is written beside the rule; empty where it compares nothing. */
  static String value(Optional<Decision.Value> value) {
    return value
        .map(
            v ->
                v.number().isPresent()
                    ? Numbers.general(v.number().getAsDouble(), 6)
                    : Names.visible(v.text()))
        .orElse("");
  }

  /** Whether rows count differently: w is not 1. */
  static boolean isWeighted(Model model) {
    return model.weight().isPresent() || model.window().halfLifeDays().isPresent();
  }

  /** All digits that a double is sure to have. */
  static String exact(double value) {
    return Numbers.general(value, 15);
  }
}
