package org.plumbline.regression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.Failure;
import org.plumbline.statistics.LevelOrder;
import org.plumbline.statistics.Levels;

/**
 * The levels of a category as a model has them, decided by the counts of the training rows alone.
 *
 * @param kept each with a coefficient, but for the reference; in code-point order
 * @param reference has no coefficient; empty where the category has no rows
 * @param pooled levels that share one coefficient, in code-point order
 */
public record CategoryLevels(
    String category, List<String> kept, Optional<String> reference, SortedSet<String> pooled) {

  /** The name of the pooled levels together. */
  public static final String POOLED = "(other)";

  public CategoryLevels {
    kept = List.copyOf(kept);
    SortedSet<String> sorted = new TreeSet<>(LevelOrder.CODE_POINTS);
    sorted.addAll(pooled);
    pooled = Collections.unmodifiableSortedSet(sorted);
  }

  /**
   * @throws Failure DATA where there are more levels than the source allows, or the reference named
   *     is not kept
   */
  static CategoryLevels decide(TermSource.Category source, Levels training) {
    int category = training.layout().indexOf(source.category());
    SortedMap<String, Long> rows = new TreeMap<>(LevelOrder.CODE_POINTS);
    training.levels(category).forEach(level -> rows.put(level, training.rows(category, level)));
    return decide(source, rows);
  }

  /**
   * @param rows training rows of each level
   * @throws Failure DATA where there are more levels than the source allows, or the reference named
   *     is not kept
   */
  public static CategoryLevels decide(TermSource.Category source, Map<String, Long> rows) {
    if (rows.size() > source.mostLevels()) {
      throw new Failure(
          Failure.Kind.DATA,
          "category `%s` has %d levels in the training rows, more than %d"
              .formatted(source.category(), rows.size(), source.mostLevels()),
          "Raise its max-levels, set pool-below, or leave it out if it identifies rows.");
    }
    SortedMap<String, Long> sorted = new TreeMap<>(LevelOrder.CODE_POINTS);
    sorted.putAll(rows);
    List<String> kept = new ArrayList<>();
    SortedSet<String> pooled = new TreeSet<>(LevelOrder.CODE_POINTS);
    sorted.forEach((level, count) -> (count < source.leastRows() ? pooled : kept).add(level));
    // A text of that name would share the term of the pooled levels, so it shares their
    // coefficient.
    if (!pooled.isEmpty() && kept.remove(POOLED)) {
      pooled.add(POOLED);
    }
    return new CategoryLevels(source.category(), kept, reference(source, kept, pooled), pooled);
  }

  private static Optional<String> reference(
      TermSource.Category source, List<String> kept, SortedSet<String> pooled) {
    if (source.reference().isEmpty()) {
      return kept.isEmpty()
          ? Optional.of(POOLED).filter(name -> !pooled.isEmpty())
          : Optional.of(kept.get(0));
    }
    String named = source.reference().get();
    boolean known = kept.contains(named) || (named.equals(POOLED) && !pooled.isEmpty());
    if (!known) {
      throw new Failure(
          Failure.Kind.DATA,
          "category `%s`: the reference '%s' is not among its %d kept levels"
              .formatted(source.category(), named, kept.size()),
          "Name a level that the training rows have often enough, or leave reference out.");
    }
    return source.reference();
  }
}
