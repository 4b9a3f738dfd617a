package org.plumbline.features;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.plumbline.columns.Schema;

/**
 * A linear predictor: intercept + Σ coefficients[k] · term k, by the term code of the fit.
 *
 * @param coefficients one for each definition, in order; an aliased one is 0
 */
public record Scorer(List<Definition> definitions, double intercept, List<Double> coefficients)
    implements Serializable {

  public Scorer {
    definitions = List.copyOf(definitions);
    coefficients = List.copyOf(coefficients);
    if (definitions.size() != coefficients.size()) {
      throw new IllegalArgumentException(
          definitions.size() + " definitions with " + coefficients.size() + " coefficients");
    }
  }

  /** The columns it reads, each once. */
  public List<String> columns() {
    return definitions.stream().flatMap(term -> term.columns().stream()).distinct().toList();
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
  }
}
