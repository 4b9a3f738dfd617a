package org.plumbline.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** From the features asked for to the design of a pass. */
public final class Features {

  private Features() {}

  /**
   * The columns of z, the categories with what varies within their levels, and the rule with what
   * drops rows.
   *
   * @param rule without the features' droppers
   */
  public static Design design(RowRule rule, List<Feature> features) {
    return new Design(dropping(rule, features), definitions(features), categories(features));
  }

  /** The columns of z, each once. */
  public static List<Definition> definitions(List<Feature> features) {
    Set<Definition> definitions = new LinkedHashSet<>();
    features.forEach(feature -> definitions.addAll(feature.definitions()));
    return List.copyOf(definitions);
  }

  /** The categories, with what varies within their levels. */
  public static List<CategoryColumns> categories(List<Feature> features) {
    List<CategoryColumns> categories = new ArrayList<>();
    for (Feature feature : features) {
      if (feature instanceof Feature.Levels levels) {
        categories.add(
            new CategoryColumns(
                levels.category(),
                carriers(levels.category(), features),
                levels.choice().mostLevels()));
      }
    }
    return List.copyOf(categories);
  }

  private static List<String> carriers(Category category, List<Feature> features) {
    Set<String> carriers = new LinkedHashSet<>();
    for (Feature feature : features) {
      if (feature instanceof Feature.Slopes slopes && slopes.category().equals(category)) {
        carriers.addAll(slopes.carriers());
      }
    }
    return List.copyOf(carriers);
  }

  private static RowRule dropping(RowRule rule, List<Feature> features) {
    RowRule dropping = rule;
    for (Feature feature : features) {
      if (feature instanceof Feature.Numeric number && number.missing() == MissingValues.DROP) {
        dropping = dropping.alsoDropping(number.definition());
      } else if (feature instanceof Feature.Slopes slopes
          && slopes.missing() == MissingValues.DROP) {
        dropping = dropping.alsoDropping(slopes.number());
      } else if (feature instanceof Feature.Levels levels
          && levels.missing() == MissingLevels.DROP) {
        dropping = dropping.alsoDropping(levels.category());
      }
    }
    return dropping;
  }

  /** The plain numbers of a design, as features. */
  public static List<Feature> numbersOf(Design design) {
    return design.definitions().stream()
        .<Feature>map(
            definition ->
                new Feature.Numeric(
                    definition,
                    design.rule().drops(definition) ? MissingValues.DROP : MissingValues.FAIL))
        .toList();
  }
}
