package org.plumbline.scan;

import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import org.plumbline.features.Inputs;
import org.plumbline.statistics.Distributions;
import org.plumbline.table.DataFile;

/**
 * The distributions that a pass makes beside moments.
 *
 * @param inputs the columns they are of
 * @param reused over the files reused, by day of the window, all folds together
 * @param stored files to read whose distributions are stored nevertheless
 */
public record WatchPlan(
    Inputs inputs, SortedMap<Integer, Distributions> reused, Set<DataFile> stored) {
  public WatchPlan {
    stored = Set.copyOf(stored);
  }

  /** The rows of all days together. */
  public Distributions sum(Collection<Distributions> days) {
    return Watching.sum(inputs, days);
  }
}
