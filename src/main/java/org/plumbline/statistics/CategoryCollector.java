package org.plumbline.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the levels of one category into a {@link CategoryDistribution}: one a thread. Memory stays
 * bounded by capping what was counted as often as twice the levels are held.
 */
public final class CategoryCollector {

  private final Set<String> known;
  private final int most;
  private CategoryDistribution ended = CategoryDistribution.EMPTY;
  private final Map<String, long[]> counts = new HashMap<>();

  private List<String> names = List.of();

  /** By code of the names at hand; null where it was not asked for yet. */
  private long[][] ofCode = new long[0][];

  /**
   * @param known levels kept in any case
   * @param most levels kept that are not known, the first in code-point order
   */
  public CategoryCollector(Set<String> known, int most) {
    this.known = Set.copyOf(known);
    this.most = most;
  }

  /**
   * Counts the rows {@code order[from] … order[to − 1]} of a block. A row of the level {@link
   * Levels#MISSING} is missing.
   */
  public void add(LevelCollector.Codes codes, int[] order, int from, int to) {
    take(codes.names());
    for (int k = from; k < to; k++) {
      int code = codes.codes()[order[k]];
      long[] count = ofCode[code];
      if (count == null) {
        count = counts.computeIfAbsent(names.get(code), absent -> new long[1]);
        ofCode[code] = count;
      }
      count[0]++;
    }
    if (counts.size() > 2L * ((long) known.size() + most)) {
      settle();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same list is known to hold the same names
  private void take(List<String> ofBlock) {
    if (ofBlock == names) {
      return;
    }
    names = ofBlock;
    if (ofCode.length < names.size()) {
      ofCode = new long[names.size()][];
    }
    Arrays.fill(ofCode, null);
  }

  private void settle() {
    Map<String, Long> levels = new HashMap<>();
    counts.forEach((level, count) -> levels.put(level, count[0]));
    Long missing = levels.remove(Levels.MISSING);
    ended =
        ended
            .plus(new CategoryDistribution(missing == null ? 0 : missing, 0, levels))
            .capped(known, most);
    counts.clear();
    Arrays.fill(ofCode, null);
  }

  /** What was counted; the collector is empty again. */
  public CategoryDistribution end() {
    settle();
    CategoryDistribution result = ended;
    ended = CategoryDistribution.EMPTY;
    return result;
  }
}
