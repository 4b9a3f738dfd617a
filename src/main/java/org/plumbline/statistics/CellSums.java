package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Exact sums in the making, some cells for each key: of the levels of a category, or of pairs of
 * levels, in one group of rows.
 *
 * <p>A cell is a fixed-point number Σ_p planes[p][cell] · 2^(grid − 46·(p + 1)), whose grid is that
 * of its {@linkplain FactorProduct product}, and what was spilled of it. A plane takes integers of
 * magnitude up to 2⁴⁷ of {@value #MOST_ROWS} rows before its long is full.
 */
final class CellSums {

  /** 47 + 15 bits and the sign, with a panel's rows to spare. */
  static final int MOST_ROWS = 1 << 15;

  private final int cells;
  private final KeySlots slots = new KeySlots();
  private final List<long[]> planes = new ArrayList<>();
  private final SpilledTerms spilled = new SpilledTerms();
  private int capacity;

  /** By slot: its rows, and those since its planes were emptied. */
  private long[] rows = new long[0];

  private int[] unspilledRows = new int[0];

  private boolean full;

  CellSums(int cells) {
    this.cells = cells;
  }

  KeySlots slots() {
    return slots;
  }

  long rows(int slot) {
    return rows[slot];
  }

  /**
   * Counts a row of a key.
   *
   * @return index of the key's first cell
   */
  int count(long key) {
    int slot = slots.slotOf(key);
    if (slot >= capacity) {
      grow();
    }
    rows[slot]++;
    full |= ++unspilledRows[slot] >= MOST_ROWS;
    return slot * cells;
  }

  private void grow() {
    capacity = Math.max(4, capacity + capacity / 2);
    rows = Arrays.copyOf(rows, capacity);
    unspilledRows = Arrays.copyOf(unspilledRows, capacity);
    planes.replaceAll(plane -> Arrays.copyOf(plane, Math.multiplyExact(capacity, cells)));
  }

  /** The plane p, with room for every key counted. */
  long[] plane(int p) {
    while (planes.size() <= p) {
      planes.add(new long[Math.multiplyExact(capacity, cells)]);
    }
    return planes.get(p);
  }

  void spill(int cell, double term) {
    spilled.add(cell, term);
  }

  /** Whether some key has so many rows that a further panel could fill its planes. */
  boolean isFull() {
    return full;
  }

  /** Empties the planes of the keys that a further panel could fill, whose grids are given. */
  void makeRoom(int[] gridOfCell) {
    full = false;
    for (int slot = 0; slot < slots.size(); slot++) {
      if (unspilledRows[slot] >= MOST_ROWS) {
        unspilledRows[slot] = 0;
        for (int cell = 0; cell < cells; cell++) {
          spill(slot * cells + cell, gridOfCell[cell]);
        }
      }
    }
  }

  /** Empties the planes of one cell of every key, so that its grid may move. */
  void spillAll(int cell, int grid) {
    for (int slot = 0; slot < slots.size(); slot++) {
      spill(slot * cells + cell, grid);
    }
  }

  private void spill(int cell, int grid) {
    for (int p = 0; p < planes.size(); p++) {
      long value = planes.get(p)[cell];
      if (value != 0) {
        planes.get(p)[cell] = 0;
        double unit = FactorProduct.unit(grid, p);
        spilled.add(cell, (double) (value >> Integer.SIZE) * 0x1p32 * unit);
        spilled.add(cell, (double) (value & 0xFFFF_FFFFL) * unit);
      }
    }
  }

  /**
   * The sums by key.
   *
   * @param keys ascending
   * @param rows of each key
   * @param sums the cells of the first key, then those of the next
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one end of a collector, never compared
  record Sorted(long[] keys, long[] rows, Expansions sums) {}

  /** Ends the sums, under other keys. */
  Sorted sorted(LongUnaryOperator rename, int[] gridOfCell) {
    spilled.settle();
    // Slots are given as keys come, so that a slot is the same under both keys.
    KeySlots renamed = new KeySlots();
    long[] keys = new long[slots.size()];
    for (int slot = 0; slot < keys.length; slot++) {
      keys[slot] = rename.applyAsLong(slots.key(slot));
      renamed.slotOf(keys[slot]);
    }
    Arrays.sort(keys);
    long[] rowsOfKeys = new long[keys.length];
    Expansions.Builder sums = new Expansions.Builder(Math.multiplyExact(keys.length, cells));
    ExactSum exact = new ExactSum();
    for (int k = 0; k < keys.length; k++) {
      int slot = renamed.slotOf(keys[k]);
      rowsOfKeys[k] = rows[slot];
      append(sums, slot, gridOfCell, exact);
    }
    return new Sorted(keys, rowsOfKeys, sums.build());
  }

  private void append(Expansions.Builder numbers, int slot, int[] gridOfCell, ExactSum exact) {
    for (int c = 0; c < cells; c++) {
      int cell = slot * cells + c;
      for (int p = 0; p < planes.size(); p++) {
        long value = planes.get(p)[cell];
        if (value != 0) {
          double unit = FactorProduct.unit(gridOfCell[c], p);
          exact.add((double) (value >> Integer.SIZE) * 0x1p32 * unit);
          exact.add((double) (value & 0xFFFF_FFFFL) * unit);
        }
      }
      if (!spilled.isEmpty()) {
        spilled.addTo(exact, cell);
      }
      numbers.append(exact);
    }
  }
}
