package org.plumbline.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;

/** Sums of sums by level, by group; a few terms at a time, so that few are held. */
final class LevelTotals {

  private static final int MOST_WAITING = 8;

  private final LevelLayout layout;
  private final SortedMap<Group, List<Levels>> waiting = new TreeMap<>();

  LevelTotals(LevelLayout layout) {
    this.layout = layout;
  }

  void add(Group group, Levels levels) {
    List<Levels> terms = waiting.computeIfAbsent(group, absent -> new ArrayList<>());
    terms.add(levels);
    if (terms.size() == MOST_WAITING) {
      settle(terms);
    }
  }

  void add(SortedMap<Group, Levels> levels) {
    levels.forEach(this::add);
  }

  private void settle(List<Levels> terms) {
    Levels sum = Levels.sum(layout, terms);
    terms.clear();
    terms.add(sum);
  }

  SortedMap<Group, Levels> sum() {
    SortedMap<Group, Levels> sums = new TreeMap<>();
    waiting.forEach(
        (group, terms) -> {
          settle(terms);
          sums.put(group, terms.get(0));
        });
    return sums;
  }
}
