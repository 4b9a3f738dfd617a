package org.plumbline.regression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * intercept + Σ coefficients.get(column) · column + the effects of the row's levels; columns of the
 * statistics that are not named have coefficient 0.
 *
 * @param coefficients by column of z
 * @param categories effects of categories, at most one for each
 */
public record LinearPredictor(
    double intercept, Map<String, Double> coefficients, List<CategoryEffects> categories) {

  public LinearPredictor {
    coefficients = Map.copyOf(coefficients);
    categories = List.copyOf(categories);
  }

  /** Of numbers alone. */
  public LinearPredictor(double intercept, Map<String, Double> coefficients) {
    this(intercept, coefficients, List.of());
  }

  /**
   * What a fit of an encoding predicts. A level that its category did not have takes the pooled
   * effect where levels are pooled, else the reference's.
   *
   * @param values coefficient of each term by its name; a term without one has coefficient 0
   */
  public static LinearPredictor of(
      Encoding encoding, double intercept, Map<String, Double> values) {
    Map<String, Double> coefficients = new HashMap<>();
    for (Term term : encoding.terms()) {
      double value = values.getOrDefault(term.name(), 0.0);
      if (term.within().isEmpty()) {
        term.parts()
            .forEach(part -> coefficients.merge(part.column(), value * part.factor(), Double::sum));
      }
    }
    List<CategoryEffects> categories =
        encoding.categories().stream()
            .map(levels -> CategoryEffects.of(levels, encoding.terms(), values))
            .toList();
    return new LinearPredictor(intercept, coefficients, categories);
  }
}
