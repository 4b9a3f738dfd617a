package org.plumbline.cycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.features.Definition;
import org.plumbline.features.Scorer;
import org.plumbline.model.Model;
import org.plumbline.regression.LinearPredictor;

/** From a kept model back to what it computes. */
final class ModelTerms {

  static final String INTERCEPT = "intercept";

  private ModelTerms() {}

  /** Its definitions, in the order of its features. */
  static List<Definition> definitions(Model model) {
    return model.features().stream()
        .<Definition>map(feature -> new Definition.NumberTerm(feature.column()))
        .toList();
  }

  static Scorer scorer(Model model) {
    Map<String, Double> values = coefficients(model);
    List<Definition> definitions = definitions(model);
    return new Scorer(
        definitions,
        intercept(model),
        definitions.stream().map(each -> values.getOrDefault(each.term(), 0.0)).toList());
  }

  static LinearPredictor predictor(Model model) {
    return new LinearPredictor(intercept(model), coefficients(model));
  }

  private static double intercept(Model model) {
    return model.coefficients().stream()
        .filter(coefficient -> coefficient.kind().equals(INTERCEPT))
        .mapToDouble(Model.Coefficient::value)
        .findFirst()
        .orElse(0);
  }

  private static Map<String, Double> coefficients(Model model) {
    Map<String, Double> values = new HashMap<>();
    for (Model.Coefficient coefficient : model.coefficients()) {
      if (!coefficient.kind().equals(INTERCEPT)) {
        values.put(coefficient.term(), coefficient.value());
      }
    }
    return values;
  }
}
