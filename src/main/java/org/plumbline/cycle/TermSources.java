package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.features.Definition;
import org.plumbline.features.Feature;
import org.plumbline.features.MissingValues;
import org.plumbline.regression.TermSource;

/** How the terms of features follow from statistics. */
final class TermSources {

  private final List<Feature> features;

  private TermSources(List<Feature> features) {
    this.features = features;
  }

  /** In the order of the features. */
  static List<TermSource> of(List<Feature> features) {
    TermSources from = new TermSources(features);
    List<TermSource> sources = new ArrayList<>();
    features.forEach(feature -> from.addTo(sources, feature));
    return List.copyOf(sources);
  }

  private void addTo(List<TermSource> sources, Feature feature) {
    if (feature instanceof Feature.Numeric number) {
      sources.add(number(number));
    } else if (feature instanceof Feature.YearCycle cycle) {
      cycle.definitions().forEach(wave -> sources.add(new TermSource.Numeric(wave.term())));
    } else if (feature instanceof Feature.Levels levels) {
      sources.add(
          new TermSource.Category(
              levels.name(),
              levels.choice().reference(),
              levels.choice().leastRows(),
              levels.choice().mostLevels()));
    } else if (feature instanceof Feature.Slopes slopes) {
      sources.add(slopes(slopes));
    }
  }

  private static TermSource number(Feature.Numeric number) {
    String term = number.definition().term();
    if (!number.missing().imputes()) {
      return new TermSource.Numeric(term);
    }
    return new TermSource.Imputed(
        term,
        indicator(number.definition()),
        number.missing() == MissingValues.IMPUTE_WITH_INDICATOR
            ? TermSource.IndicatorTerm.KEPT
            : TermSource.IndicatorTerm.LEFT_OUT);
  }

  /** As R has it: where the number is a term, its coefficient is the slope of the reference. */
  private TermSource slopes(Feature.Slopes slopes) {
    boolean alone =
        features.stream()
            .noneMatch(
                other ->
                    other instanceof Feature.Numeric number
                        && number.definition().equals(slopes.number()));
    return new TermSource.Product(
        slopes.category().name(),
        slopes.number().term(),
        slopes.missing().imputes() ? Optional.of(indicator(slopes.number())) : Optional.empty(),
        alone ? TermSource.ProductLevels.ALL : TermSource.ProductLevels.WITHOUT_REFERENCE);
  }

  private static String indicator(Definition of) {
    return new Definition.MissingIndicator(of).term();
  }
}
