package org.plumbline.regression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.statistics.Levels;

/**
 * What the levels of a category add to a prediction: Σ effect.get(carrier) · carrier, the carrier
 * {@link Term#CONSTANT} being 1.
 *
 * @param levels the effect of each level that the predictor knows; none for a reference
 * @param unseen the effect of all others: that of the pooled level, or of the reference; empty
 *     where rows with such a level have no prediction
 */
public record CategoryEffects(
    String category,
    Map<String, Map<String, Double>> levels,
    Optional<Map<String, Double>> unseen) {

  public CategoryEffects {
    levels = Map.copyOf(levels);
  }

  static CategoryEffects of(CategoryLevels decided, List<Term> terms, Map<String, Double> values) {
    Map<String, Map<String, Double>> effects = new HashMap<>();
    decided.kept().forEach(level -> effects.put(level, new HashMap<>()));
    decided.pooled().forEach(level -> effects.put(level, new HashMap<>()));
    for (Term term : terms) {
      if (term.within().filter(in -> in.category().equals(decided.category())).isPresent()) {
        double value = values.getOrDefault(term.name(), 0.0);
        for (String level : term.within().get().levels()) {
          Map<String, Double> effect = effects.get(level);
          term.parts().forEach(p -> effect.merge(p.column(), value * p.factor(), Double::sum));
        }
      }
    }
    Optional<String> standIn = decided.pooled().stream().findFirst().or(decided::reference);
    return new CategoryEffects(
        decided.category(), effects, Optional.of(standIn.map(effects::get).orElse(Map.of())));
  }

  /** The same, but rows with an unseen level have no prediction. */
  public CategoryEffects refusingUnseen() {
    return new CategoryEffects(category, levels, Optional.empty());
  }

  /** Rows of positive weight whose level the predictor does not know. */
  public long unseenRows(Levels of) {
    int index = of.layout().indexOf(category);
    return of.levels(index).stream()
        .filter(level -> !levels.containsKey(level))
        .mapToLong(level -> of.rows(index, level))
        .sum();
  }

  /** The effect of a level, known or not; none where it has no prediction. */
  Map<String, Double> effect(String level) {
    return levels.getOrDefault(level, unseen.orElse(Map.of()));
  }
}
