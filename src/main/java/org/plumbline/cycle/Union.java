package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.features.Category;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.Feature;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.RowRule;
import org.plumbline.model.Model;

/**
 * A design with what contenders need beside it: their columns, their categories, and what varies
 * within levels. Rows that one of them cannot score are dropped: those on which a term that it does
 * not impute is missing.
 */
final class Union {

  private final Design today;
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final Map<String, Category> categories = new LinkedHashMap<>();
  private final Map<String, Set<String>> carriers = new LinkedHashMap<>();

  /** Of today's categories what is configured; a contender that is kept has those that it has. */
  private final Map<String, Integer> mostLevels = new LinkedHashMap<>();

  private final Set<String> extra = new LinkedHashSet<>();
  private final Set<String> gaps = new LinkedHashSet<>();
  private RowRule rule;

  Union(Design today) {
    this.today = today;
    this.rule = today.rule();
    today.definitions().forEach(each -> definitions.put(each.term(), each));
    today.categories().forEach(this::add);
  }

  void add(Model contender) {
    for (Definition definition : ModelTerms.definitions(contender)) {
      if (definitions.putIfAbsent(definition.term(), definition) == null) {
        extra.add(definition.term());
      }
    }
    for (CategoryColumns columns : ModelTerms.categories(contender)) {
      if (!categories.containsKey(columns.category().name())) {
        extra.add(columns.category().name());
      }
      add(columns);
    }
    KeptFeatures.of(contender).forEach(this::dropUnscorable);
  }

  private void add(CategoryColumns columns) {
    String name = columns.category().name();
    categories.putIfAbsent(name, columns.category());
    mostLevels.putIfAbsent(name, columns.mostLevels());
    carriers.computeIfAbsent(name, each -> new LinkedHashSet<>()).addAll(columns.carriers());
  }

  private void dropUnscorable(Feature feature) {
    if (feature instanceof Feature.Numeric number && !number.missing().imputes()) {
      dropUnscorable(number.definition());
    } else if (feature instanceof Feature.Slopes slopes && !slopes.missing().imputes()) {
      dropUnscorable(slopes.number());
    } else if (feature instanceof Feature.Levels levels && levels.missing() == MissingLevels.DROP) {
      // Under fail a null is a level that the contender has not seen, as any other.
      rule = rule.alsoDropping(levels.category());
    }
  }

  private void dropUnscorable(Definition definition) {
    boolean ofToday = today.definitions().contains(definition);
    boolean imputedToday =
        today.definitions().contains(new Definition.MissingIndicator(definition));
    if ((!ofToday || imputedToday) && !rule.drops(definition)) {
      gaps.add(definition.term());
      rule = rule.alsoDropping(definition);
    }
  }

  Design design() {
    List<CategoryColumns> all = new ArrayList<>();
    categories.forEach(
        (name, category) ->
            all.add(
                new CategoryColumns(
                    category, List.copyOf(carriers.get(name)), mostLevels.get(name))));
    return new Design(rule, List.copyOf(definitions.values()), all);
  }

  /** Why it is not today's design. */
  String reason() {
    if (!extra.isEmpty()) {
      return "a contender also has " + String.join(", ", extra);
    }
    return gaps.isEmpty()
        ? "a contender drops other rows or has other slopes within levels"
        : "a contender cannot score rows without " + String.join(", ", gaps);
  }
}
