package org.plumbline.features;

import java.util.Arrays;

/** The distinct days of a block in order, and the place of each row's day among them. */
final class DayIndex {

  /** Days this close together are found by a table. */
  private static final int TABLE = 1 << 16;

  private int[] distinct = new int[1];
  private int count;
  private int[] places = new int[0];

  /** The block's rows share one day: place 0. */
  void uniform(int day) {
    distinct[0] = day;
    count = 1;
  }

  void read(EventDays days, int rows) {
    int least = Integer.MAX_VALUE;
    int greatest = EventDays.NO_DAY;
    for (int row = 0; row < rows; row++) {
      int day = days.day(row);
      least = day == EventDays.NO_DAY ? least : Math.min(least, day);
      greatest = Math.max(greatest, day);
    }
    if ((long) greatest - least < TABLE) {
      byTable(days, rows, least, greatest);
    } else {
      bySorting(days, rows);
    }
  }

  int count() {
    return count;
  }

  int day(int place) {
    return distinct[place];
  }

  /** Place of the row's day, after {@link #read}. */
  int place(int row) {
    return places[row];
  }

  /** Entry 0 of the table is for rows without a day. */
  private void byTable(EventDays days, int rows, int least, int greatest) {
    int[] table = new int[Math.max(0, greatest - least + 1) + 1];
    room(rows);
    for (int row = 0; row < rows; row++) {
      int entry = days.day(row) == EventDays.NO_DAY ? 0 : days.day(row) - least + 1;
      places[row] = entry;
      table[entry] = 1;
    }
    count = Arrays.stream(table).sum();
    distinct = new int[count];
    int place = 0;
    for (int entry = 0; entry < table.length; entry++) {
      if (table[entry] == 1) {
        distinct[place] = entry == 0 ? EventDays.NO_DAY : least + entry - 1;
        table[entry] = place++;
      }
    }
    for (int row = 0; row < rows; row++) {
      places[row] = table[places[row]];
    }
  }

  private void bySorting(EventDays days, int rows) {
    room(rows);
    for (int row = 0; row < rows; row++) {
      places[row] = days.day(row);
    }
    distinct = Arrays.stream(places, 0, rows).sorted().distinct().toArray();
    count = distinct.length;
    for (int row = 0; row < rows; row++) {
      places[row] = Arrays.binarySearch(distinct, places[row]);
    }
  }

  private void room(int rows) {
    if (places.length < rows) {
      places = new int[rows];
    }
  }
}
