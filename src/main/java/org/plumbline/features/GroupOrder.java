package org.plumbline.features;

import java.util.Arrays;

/**
 * The rows of a block ordered by group, day first, and in the order of the file within each: a
 * counting sort over the cells (day, fold).
 */
final class GroupOrder {

  private final DayIndex days = new DayIndex();
  private int folds;
  private int[] cells = new int[0];
  private int[] order = new int[0];

  /** By cell: where its rows end in the order, and how many rows it refused. */
  private int[] ends = new int[0];

  private int[] refused = new int[0];

  /** The cells that have rows, kept or refused. */
  private int[] groups = new int[0];

  private int count;

  /**
   * @param rowFolds the fold of each row, below {@code foldCount}
   * @param events the event days, or null where all rows are of {@link EventDays#NO_DAY}
   */
  void arrange(int rows, int[] rowFolds, int foldCount, EventDays events, Selection selection) {
    folds = foldCount;
    room(rows);
    if (events == null || events.uniform() || rows == 0) {
      days.uniform(events == null || rows == 0 ? EventDays.NO_DAY : events.day(0));
      System.arraycopy(rowFolds, 0, cells, 0, rows);
    } else {
      days.read(events, rows);
      for (int row = 0; row < rows; row++) {
        cells[row] = days.place(row) * folds + rowFolds[row];
      }
    }
    count(rows, selection);
    place(rows, selection);
  }

  private void count(int rows, Selection selection) {
    int all = days.count() * folds;
    ends = cleared(ends, all);
    refused = cleared(refused, all);
    for (int row = 0; row < rows; row++) {
      if (selection.kept(row)) {
        ends[cells[row]]++;
      } else if (!selection.excluded(row)) {
        refused[cells[row]]++;
      }
    }
    if (groups.length < all) {
      groups = new int[all];
    }
    count = 0;
    int start = 0;
    for (int cell = 0; cell < all; cell++) {
      if (ends[cell] + refused[cell] > 0) {
        groups[count++] = cell;
      }
      int kept = ends[cell];
      ends[cell] = start;
      start += kept;
    }
  }

  /** Placing a row moves its cell's start on, so that at last it is the cell's end. */
  private void place(int rows, Selection selection) {
    for (int row = 0; row < rows; row++) {
      if (selection.kept(row)) {
        order[ends[cells[row]]++] = row;
      }
    }
  }

  int groups() {
    return count;
  }

  int fold(int group) {
    return groups[group] % folds;
  }

  int day(int group) {
    return days.day(groups[group] / folds);
  }

  int from(int group) {
    return groups[group] == 0 ? 0 : ends[groups[group] - 1];
  }

  int to(int group) {
    return ends[groups[group]];
  }

  int refused(int group) {
    return refused[groups[group]];
  }

  int[] order() {
    return order;
  }

  /** How many cells there are; a row's cell is below. */
  int cells() {
    return days.count() * folds;
  }

  int cell(int row) {
    return cells[row];
  }

  int cellFold(int cell) {
    return cell % folds;
  }

  int cellDay(int cell) {
    return days.day(cell / folds);
  }

  private void room(int rows) {
    if (cells.length < rows) {
      cells = new int[rows];
      order = new int[rows];
    }
  }

  private static int[] cleared(int[] counts, int length) {
    if (counts.length < length) {
      return new int[length];
    }
    Arrays.fill(counts, 0, length, 0);
    return counts;
  }
}
