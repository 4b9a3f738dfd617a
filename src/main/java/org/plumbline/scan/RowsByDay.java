package org.plumbline.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.features.DayRange;
import org.plumbline.features.EventDays;

/** The rows of a block that are of wanted days, day by day. */
final class RowsByDay {

  /** Rows {@code order()[from] … order()[to − 1]}. */
  record OfDay(int day, int from, int to) {}

  private int[] order = new int[0];
  private final List<OfDay> days = new ArrayList<>();

  /**
   * @param events of the block; empty: every row is of {@link EventDays#NO_DAY}, and wanted
   */
  void arrange(int rows, Optional<EventDays> events, DayRange wanted) {
    days.clear();
    if (order.length < rows) {
      order = new int[rows];
    }
    if (events.isEmpty()) {
      arrange(EventDays.NO_DAY, rows);
      return;
    }
    EventDays each = events.get();
    TreeMap<Integer, int[]> counts = new TreeMap<>();
    int[] open = new int[1];
    int last = EventDays.NO_DAY;
    for (int row = 0; row < rows; row++) {
      int day = each.day(row);
      if (row == 0 || day != last) {
        open = counts.computeIfAbsent(day, absent -> new int[1]);
        last = day;
      }
      open[0]++;
    }
    counts.keySet().removeIf(day -> day == EventDays.NO_DAY || !wanted.contains(day));
    if (counts.size() == 1 && counts.firstEntry().getValue()[0] == rows) {
      arrange(counts.firstKey(), rows);
    } else {
      place(rows, each, counts);
    }
  }

  private void arrange(int day, int rows) {
    for (int row = 0; row < rows; row++) {
      order[row] = row;
    }
    if (rows > 0) {
      days.add(new OfDay(day, 0, rows));
    }
  }

  /** A counting sort: counts become the places of each day's next row. */
  private void place(int rows, EventDays events, SortedMap<Integer, int[]> counts) {
    int from = 0;
    for (Map.Entry<Integer, int[]> day : counts.entrySet()) {
      int count = day.getValue()[0];
      days.add(new OfDay(day.getKey(), from, from + count));
      day.getValue()[0] = from;
      from += count;
    }
    for (int row = 0; row < rows; row++) {
      int[] next = counts.get(events.day(row));
      if (next != null) {
        order[next[0]++] = row;
      }
    }
  }

  List<OfDay> days() {
    return days;
  }

  int[] order() {
    return order;
  }
}
