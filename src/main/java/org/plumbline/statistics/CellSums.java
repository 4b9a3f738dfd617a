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
    Ending ending = new Ending(units(gridOfCell), sums);
    for (int k = 0; k < keys.length; k++) {
      int slot = renamed.slotOf(keys[k]);
      rowsOfKeys[k] = rows[slot];
      for (int c = 0; c < cells; c++) {
        ending.append(slot * cells + c, c);
      }
    }
    return new Sorted(keys, rowsOfKeys, sums.build());
  }

  /** By plane and cell: what the plane's integers are multiples of. */
  private double[][] units(int[] gridOfCell) {
    double[][] units = new double[planes.size()][cells];
    for (int p = 0; p < units.length; p++) {
      for (int c = 0; c < cells; c++) {
        units[p][c] = FactorProduct.unit(gridOfCell[c], p);
      }
    }
    return units;
  }

  /** Appends numbers one by one. */
  private final class Ending {
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private final double[][] units;
    private final Expansions.Builder numbers;
    private final PairSum pair = new PairSum();
    private final ExactSum exact = new ExactSum();

    Ending(double[][] units, Expansions.Builder numbers) {
      this.units = units;
      this.numbers = numbers;
    }

    /**
     * @param cell whose number it is
     * @param c its place among those of its key
     */
    void append(int cell, int c) {
      if (spilled.isEmpty() && fitsPair(cell, c)) {
        numbers.append(pair);
        return;
      }
      for (int p = 0; p < units.length; p++) {
        long value = planes.get(p)[cell];
        // A product that was always 0 has no grid, and its units are no numbers.
        if (value != 0) {
          exact.add((double) (value >> Integer.SIZE) * 0x1p32 * units[p][c]);
          exact.add((double) (value & 0xFFFF_FFFFL) * units[p][c]);
        }
      }
      spilled.addTo(exact, cell);
      numbers.append(exact);
    }

    private boolean fitsPair(int cell, int c) {
      pair.clear();
      for (int p = 0; p < units.length; p++) {
        long value = planes.get(p)[cell];
        if (Math.abs(value) > EXACT_IN_DOUBLE) {
          return false;
        }
        if (value != 0) {
          pair.add(value * units[p][c]);
        }
      }
      return pair.isExact();
    }
  }
}
