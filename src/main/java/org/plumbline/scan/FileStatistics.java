package org.plumbline.scan;

import java.io.Serializable;
import java.util.SortedMap;
import org.plumbline.features.DayRange;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.table.DataFile;

/**
 * The moments of one data file, by fold and day: all of its days, whatever the window. Sums by
 * level are held for all files together, since by file they may be as many as the file's values.
 */
public record FileStatistics(DataFile file, SortedMap<Group, Moments> groups)
    implements Serializable {

  /** Whether it has rows, kept or refused, of a day of the window, or of none. */
  public boolean concerns(DayRange window) {
    return groups.keySet().stream()
        .anyMatch(group -> group.day() == Group.NO_DAY || window.contains(group.day()));
  }
}
