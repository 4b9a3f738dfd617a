package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.plumbline.features.Definition;
import org.plumbline.features.Feature;
import org.plumbline.features.MissingValues;
import org.plumbline.model.Model;
import org.plumbline.regression.CategoryLevels;
import org.plumbline.regression.Encoding;
import org.plumbline.regression.Estimate;
import org.plumbline.regression.Term;

/** The coefficients of a fit, each with what its term is made from. */
final class CoefficientRecords {

  private static final String LEVEL = "level";
  private static final String PRODUCT = "product";

  /** What a term is, in the order of the encoding's terms. */
  private record Meaning(
      String kind, List<String> columns, Optional<String> level, OptionalInt power) {}

  private final Encoding encoding;
  private final List<Meaning> meanings = new ArrayList<>();

  private CoefficientRecords(List<Feature> features, Encoding encoding) {
    this.encoding = encoding;
    features.forEach(this::add);
    if (meanings.size() != encoding.terms().size()) {
      throw new IllegalStateException(
          meanings.size() + " meanings of " + encoding.terms().size() + " terms");
    }
  }

  /** The intercept first, where there is one. */
  static List<Model.Coefficient> of(
      List<Feature> features, Encoding encoding, List<Estimate> estimates) {
    CoefficientRecords records = new CoefficientRecords(features, encoding);
    List<Model.Coefficient> coefficients = new ArrayList<>();
    int intercepts = estimates.size() - records.meanings.size();
    Meaning intercept =
        new Meaning(ModelTerms.INTERCEPT, List.of(), Optional.empty(), OptionalInt.empty());
    for (int k = 0; k < estimates.size(); k++) {
      coefficients.add(
          coefficient(
              estimates.get(k), k < intercepts ? intercept : records.meanings.get(k - intercepts)));
    }
    return List.copyOf(coefficients);
  }

  private void add(Feature feature) {
    if (feature instanceof Feature.Numeric number) {
      add(number.definition());
      if (number.missing() == MissingValues.IMPUTE_WITH_INDICATOR) {
        add(new Definition.MissingIndicator(number.definition()));
      }
    } else if (feature instanceof Feature.YearCycle cycle) {
      cycle.definitions().forEach(this::add);
    } else if (feature instanceof Feature.Levels levels) {
      addLevels(levels.name(), LEVEL, levels.category().columns());
    } else if (feature instanceof Feature.Slopes slopes) {
      List<String> columns = new ArrayList<>(slopes.category().columns());
      columns.addAll(slopes.number().columns());
      addLevels(slopes.category().name(), PRODUCT, List.copyOf(columns));
    }
  }

  private void add(Definition definition) {
    OptionalInt power =
        definition instanceof Definition.Power of
            ? OptionalInt.of(of.exponent())
            : OptionalInt.empty();
    meanings.add(new Meaning(definition.kind(), definition.columns(), Optional.empty(), power));
  }

  /** The terms of the encoding that come next, as many as are of this category and kind. */
  private void addLevels(String category, String kind, List<String> columns) {
    boolean products = kind.equals(PRODUCT);
    while (meanings.size() < encoding.terms().size()) {
      Term term = encoding.terms().get(meanings.size());
      boolean next =
          term.within().filter(in -> in.category().equals(category)).isPresent()
              && products != isConstant(term)
              && (!products || columns.contains(term.parts().get(0).column()));
      if (!next) {
        return;
      }
      meanings.add(new Meaning(kind, columns, Optional.of(level(term)), OptionalInt.empty()));
    }
  }

  private static boolean isConstant(Term term) {
    return term.parts().get(0).column().equals(Term.CONSTANT);
  }

  /** The text of a kept level, or the name of the pooled ones together. */
  private String level(Term term) {
    Term.Within within = term.within().orElseThrow();
    CategoryLevels decided =
        encoding.categories().stream()
            .filter(levels -> levels.category().equals(within.category()))
            .findFirst()
            .orElseThrow();
    String first = within.levels().first();
    return decided.pooled().contains(first) ? CategoryLevels.POOLED : first;
  }

  private static Model.Coefficient coefficient(Estimate estimate, Meaning meaning) {
    return new Model.Coefficient(
        estimate.term(),
        meaning.kind(),
        meaning.columns(),
        meaning.level(),
        meaning.power(),
        estimate.value(),
        estimate.standardError(),
        estimate.t(),
        estimate.pValue(),
        estimate.log10P(),
        estimate.lower(),
        estimate.upper(),
        estimate.clustered(),
        estimate.aliased());
  }
}
