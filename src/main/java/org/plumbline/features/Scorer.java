package org.plumbline.features;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.columns.Schema;

/**
 * A predictor: the response to intercept + Σ coefficients[k] · definition k + Σ effects of levels,
 * by the term code of the fit.
 *
 * @param coefficients one for each definition, in order; an aliased one is 0
 * @param imputed what stands in where a definition is missing, for definitions that are imputed
 */
public record Scorer(
    List<Definition> definitions,
    double intercept,
    List<Double> coefficients,
    Map<Definition, Double> imputed,
    List<LevelEffects> categories,
    Response response)
    implements Serializable {

  public Scorer {
    definitions = List.copyOf(definitions);
    coefficients = List.copyOf(coefficients);
    imputed = Map.copyOf(imputed);
    categories = List.copyOf(categories);
    if (definitions.size() != coefficients.size()) {
      throw new IllegalArgumentException(
          definitions.size() + " definitions with " + coefficients.size() + " coefficients");
    }
  }

  /** Of numbers that must be there. */
  public Scorer(List<Definition> definitions, double intercept, List<Double> coefficients) {
    this(definitions, intercept, coefficients, Map.of(), List.of(), new Response.Identity());
  }

  /** The same with calendar terms of another event time. */
  public Scorer datedBy(EventTime time) {
    Map<Definition, Double> gaps = new HashMap<>();
    imputed.forEach((definition, value) -> gaps.put(definition.datedBy(time), value));
    return new Scorer(
        definitions.stream().map(definition -> definition.datedBy(time)).toList(),
        intercept,
        coefficients,
        gaps,
        categories.stream().map(levels -> levels.datedBy(time)).toList(),
        response);
  }

  /** The same with another response. */
  public Scorer withResponse(Response other) {
    return new Scorer(definitions, intercept, coefficients, imputed, categories, other);
  }

  /** The columns it reads, each once. */
  public List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    definitions.forEach(definition -> columns.addAll(definition.columns()));
    for (LevelEffects levels : categories) {
      columns.addAll(levels.category().columns());
      levels.carriers().forEach(carrier -> columns.addAll(carrier.columns()));
    }
    return List.copyOf(columns);
  }

  /**
   * Checks names and types against a table.
   *
   * @param partitionColumns whose text is read as numbers
   * @throws org.plumbline.Failure DATA naming column and type
   */
  public void check(Schema table, Collection<String> partitionColumns) {
    ColumnChecks checks = new ColumnChecks(table, partitionColumns);
    definitions.forEach(definition -> checks.definition("feature", definition));
    for (LevelEffects levels : categories) {
      checks.category("category", levels.category());
      levels.carriers().forEach(carrier -> checks.definition("feature", carrier));
    }
  }
}
