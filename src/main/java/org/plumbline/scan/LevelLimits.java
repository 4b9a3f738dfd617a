package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.plumbline.Failure;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.LevelCollector;
import org.plumbline.statistics.Levels;

/**
 * The most levels that categories may have in the training rows of a window, all files together. A
 * part of these rows never has more levels than all of them, so that a task may refuse as soon as
 * its own rows have too many: whether a run is refused depends neither on the order of rows nor on
 * how they are cut, nor on what the store holds.
 */
final class LevelLimits implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  private static final int HOLDOUT = 0;

  private final List<CategoryColumns> categories;
  private final DayRange window;
  private final String label;

  /**
   * @param label of the table, for messages
   */
  LevelLimits(Design design, DayRange window, String label) {
    this.categories = design.categories();
    this.window = window;
    this.label = label;
  }

  private boolean isTraining(Group group) {
    return group.fold() != HOLDOUT && window.contains(group.day());
  }

  /**
   * @throws Failure DATA where the rows collected have too many levels already
   */
  void check(LevelCollector collector) {
    for (int c = 0; c < categories.size(); c++) {
      int most = categories.get(c).mostLevels();
      if (collector.hasMoreLevels(c, most, this::isTraining)) {
        throw tooMany(c, "more than " + most + " levels");
      }
    }
  }

  /**
   * @throws Failure DATA where the sums have too many levels
   */
  void check(SortedMap<Group, Levels> levels) {
    List<Levels> training =
        levels.entrySet().stream()
            .filter(entry -> isTraining(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    for (int c = 0; c < categories.size(); c++) {
      int most = categories.get(c).mostLevels();
      int found = count(c, most, training);
      if (found > most) {
        throw tooMany(c, found + " levels, more than " + most);
      }
    }
  }

  /** Counts distinct levels where there can be too many. */
  private static int count(int category, int most, Collection<Levels> all) {
    long total = all.stream().mapToLong(each -> each.names(category).size()).sum();
    if (total <= most) {
      return (int) total;
    }
    Set<String> distinct = new HashSet<>();
    all.forEach(each -> distinct.addAll(each.names(category)));
    return distinct.size();
  }

  private Failure tooMany(int category, String count) {
    return new Failure(
        Failure.Kind.DATA,
        "%s: category `%s` has %s in the training rows"
            .formatted(label, categories.get(category).category().name(), count),
        "Raise its max-levels, or leave it out if it identifies rows.");
  }
}
