package org.plumbline.statistics;

import java.util.Arrays;

/**
 * Cells that are being counted: open addressing with linear probing, half full at most, small
 * enough for the fastest cache.
 */
final class CellTable {

  private static final int BITS = 10;
  private static final int CAPACITY = 1 << BITS;
  private static final int MASK = CAPACITY - 1;

  /** 2⁶⁴ over the golden ratio: spreads neighbouring cells over the table. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** No cell of a finite number: at shift 0 it would be a NaN's. */
  private static final long NO_CELL = Long.MIN_VALUE;

  private long[] cells = new long[CAPACITY];
  private long[] counts = new long[CAPACITY];
  private int size;
  private int shift;

  CellTable() {
    Arrays.fill(cells, NO_CELL);
  }

  /** Empty again. */
  void clear() {
    Arrays.fill(cells, NO_CELL);
    Arrays.fill(counts, 0);
    size = 0;
    shift = 0;
  }

  /** Counts keys, at coarser cells where there are too many. */
  void add(long[] keys, int count) {
    int next = fill(keys, 0, count);
    while (next < count) {
      coarsen(shiftFor(keys, next, count));
      next = fill(keys, next, count);
    }
  }

  /**
   * @return the first key that was not counted, as it needs a cell more than there may be
   */
  private int fill(long[] keys, int from, int to) {
    long[] known = cells;
    long[] rows = counts;
    int by = shift;
    for (int k = from; k < to; k++) {
      long cell = keys[k] >> by;
      int place = (int) ((cell * SPREAD) >>> (Long.SIZE - BITS));
      while (known[place] != cell) {
        if (known[place] == NO_CELL) {
          if (size == Cells.MOST) {
            return k;
          }
          size++;
          known[place] = cell;
          break;
        }
        place = (place + 1) & MASK;
      }
      rows[place]++;
    }
    return to;
  }

  /** The least shift that leaves room for the cells there are and those of some keys. */
  private int shiftFor(long[] keys, int from, int to) {
    long[] all = new long[size + to - from];
    int count = 0;
    for (long cell : cells) {
      if (cell != NO_CELL) {
        all[count++] = cell;
      }
    }
    for (int k = from; k < to; k++) {
      all[count++] = keys[k] >> shift;
    }
    Arrays.sort(all);
    return shift + Cells.leastShift(all, Cells.MOST);
  }

  private void coarsen(int coarser) {
    long[] oldCells = cells;
    long[] oldCounts = counts;
    cells = new long[CAPACITY];
    counts = new long[CAPACITY];
    Arrays.fill(cells, NO_CELL);
    size = 0;
    int by = coarser - shift;
    shift = coarser;
    for (int old = 0; old < CAPACITY; old++) {
      if (oldCells[old] != NO_CELL) {
        counts[placeOf(oldCells[old] >> by)] += oldCounts[old];
      }
    }
  }

  private int placeOf(long cell) {
    int place = (int) ((cell * SPREAD) >>> (Long.SIZE - BITS));
    while (cells[place] != cell) {
      if (cells[place] == NO_CELL) {
        size++;
        cells[place] = cell;
        break;
      }
      place = (place + 1) & MASK;
    }
    return place;
  }

  /** What was counted. */
  Cells sorted() {
    long[] keys = new long[size];
    int count = 0;
    for (long cell : cells) {
      if (cell != NO_CELL) {
        keys[count++] = cell;
      }
    }
    Arrays.sort(keys);
    long[] rows = new long[size];
    for (int k = 0; k < count; k++) {
      rows[k] = counts[placeOf(keys[k])];
    }
    return new Cells(shift, keys, rows);
  }
}
