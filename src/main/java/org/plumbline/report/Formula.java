package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.model.Model;

/** A model's label and terms as R's formulas write them: a category by its name, not its levels. */
final class Formula {

  private Formula() {}

  /** The left side. */
  static String label(Model model) {
    String label = Names.inFormula(model.label());
    return model.labelTransform().map(transform -> transform + "(" + label + ")").orElse(label);
  }

  /** What is added up on the right side, without the intercept. */
  static List<String> terms(Model model) {
    boolean plain = model.features().stream().allMatch(Formula::isPlain);
    List<String> terms = new ArrayList<>();
    if (plain) {
      coefficients(model).forEach(coefficient -> terms.add(Names.inFormula(coefficient.term())));
    } else {
      model.features().forEach(feature -> terms.add(term(feature)));
    }
    return terms;
  }

  /** The coefficients of terms: all but the intercept. */
  static Stream<Model.Coefficient> coefficients(Model model) {
    return model.coefficients().stream()
        .filter(coefficient -> !coefficient.kind().equals("intercept"));
  }

  private static boolean isPlain(Model.Feature feature) {
    return feature.kind().equals("number");
  }

  private static String term(Model.Feature feature) {
    String column = Names.inFormula(feature.column());
    return switch (feature.kind()) {
      case "number", "category" -> column;
      case "log", "log1p" -> feature.kind() + "(" + column + ")";
      case "power" ->
          "I((%s - %s)^%d)"
              .formatted(
                  column,
                  Numbers.general(feature.center().orElse(0), 15),
                  feature.power().orElseThrow());
      case "product" ->
          Names.inFormula(feature.times().or(feature::within).orElseThrow()) + ":" + column;
      default -> Names.inFormula(feature.kind());
    };
  }
}
