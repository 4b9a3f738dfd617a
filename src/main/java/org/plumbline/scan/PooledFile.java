package org.plumbline.scan;

import java.util.Optional;
import java.util.SortedMap;
import org.plumbline.features.DayRange;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Tally;
import org.plumbline.table.DataFile;

/**
 * A file whose moments are in {@link Summaries#pooled()} alone.
 *
 * @param tallies its counts by fold and day: all of its days, whatever the window
 * @param digest of the moments of its training rows in the window; none where it has none
 */
public record PooledFile(DataFile file, SortedMap<Group, Tally> tallies, Optional<String> digest) {

  /** Whether it has rows, kept or refused, of a day of the window, or of none. */
  public boolean concerns(DayRange window) {
    return tallies.keySet().stream()
        .anyMatch(group -> group.day() == Group.NO_DAY || window.contains(group.day()));
  }
}
