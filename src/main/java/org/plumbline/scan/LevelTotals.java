package org.plumbline.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.scan.SummarizeTask.EncodedGroup;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;

/** Sums of sums by level, by group; a few terms at a time, so that few are held. */
final class LevelTotals {

  private static final int MOST_WAITING = 4;

  private final LevelLayout layout;
  private final TreeMap<Group, List<Levels>> waiting = new TreeMap<>();

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

  /** The sums; nothing waits any more. */
  SortedMap<Group, Levels> sum() {
    SortedMap<Group, Levels> sums = new TreeMap<>();
    while (!waiting.isEmpty()) {
      Map.Entry<Group, List<Levels>> next = waiting.pollFirstEntry();
      sums.put(next.getKey(), Levels.sum(layout, next.getValue()));
    }
    return sums;
  }

  /** The sums in their stored form, each of which takes the place of what waited for it. */
  List<EncodedGroup> encode() {
    List<EncodedGroup> encoded = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Map.Entry<Group, List<Levels>> next = waiting.pollFirstEntry();
      encoded.add(new EncodedGroup(next.getKey(), Levels.sum(layout, next.getValue()).encode()));
    }
    return encoded;
  }
}
