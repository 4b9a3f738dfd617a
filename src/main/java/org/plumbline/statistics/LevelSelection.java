package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.List;

/** Sums by level of some of the columns and categories. */
final class LevelSelection {

  private final Levels from;
  private final LevelLayout chosen;

  /** For each chosen index of z, its index in the source. */
  private final int[] columns;

  /** For each chosen category, its index in the source. */
  private final int[] categories;

  /** For each chosen category and carrier, the carrier's index in the source. */
  private final List<int[]> carriers = new ArrayList<>();

  LevelSelection(Levels from, LevelLayout chosen) {
    this.from = from;
    this.chosen = chosen;
    columns = new int[chosen.columns().size() + 1];
    for (int k = 1; k < columns.length; k++) {
      columns[k] = indexOf(chosen.columns().get(k - 1), from.layout().columns()) + 1;
    }
    categories =
        chosen.categories().stream().mapToInt(each -> from.layout().indexOf(each.name())).toArray();
    for (int c = 0; c < categories.length; c++) {
      LevelLayout.Category wanted = chosen.categories().get(c);
      List<String> known = from.layout().categories().get(categories[c]).carriers();
      int[] indices = new int[wanted.width()];
      for (int u = 1; u < indices.length; u++) {
        indices[u] = indexOf(wanted.carriers().get(u - 1), known) + 1;
      }
      carriers.add(indices);
    }
  }

  private static int indexOf(String name, List<String> names) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no sums by level of " + name + " among " + names);
    }
    return index;
  }

  Levels selected() {
    Levels into = Levels.empty(chosen);
    for (int c = 0; c < categories.length; c++) {
      int category = c;
      from.category(categories[c])
          .forEach(
              (name, level) ->
                  into.category(category)
                      .put(name, new Levels.Level(level.rows(), sums(category, level.sums()))));
    }
    for (int first = 0; first < categories.length; first++) {
      for (int second = first + 1; second < categories.length; second++) {
        selectPairs(first, second, into);
      }
    }
    return into;
  }

  private Expansions sums(int category, Expansions all) {
    int order = from.layout().columns().size() + 1;
    int[] chosenCarriers = carriers.get(category);
    Expansions.Builder sums = new Expansions.Builder(chosenCarriers.length * columns.length);
    for (int carrier : chosenCarriers) {
      for (int column : columns) {
        sums.append(all.at(carrier * order + column));
      }
    }
    return sums.build();
  }

  private void selectPairs(int first, int second, Levels into) {
    boolean turned = categories[first] > categories[second];
    int low = Math.min(categories[first], categories[second]);
    int high = Math.max(categories[first], categories[second]);
    int width = from.layout().categories().get(high).width();
    from.pairSums(Levels.pairIndex(from.layout(), low, high))
        .forEach(
            (pair, all) -> {
              Expansions.Builder sums =
                  new Expansions.Builder(carriers.get(first).length * carriers.get(second).length);
              for (int u : carriers.get(first)) {
                for (int v : carriers.get(second)) {
                  sums.append(all.at(turned ? v * width + u : u * width + v));
                }
              }
              into.pairSums(Levels.pairIndex(chosen, first, second))
                  .put(turned ? pair.turned() : pair, sums.build());
            });
  }
}
