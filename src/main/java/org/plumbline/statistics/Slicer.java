package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the columns of a panel into slices, integers of magnitude at most 2²², and packs those that
 * are not empty for the tile.
 *
 * <p>A column x with |x| &lt; 2^e is Σ q_l · 2^(e − 22 − 23·l) over its slices l = 0, 1, …; the
 * exponent e, the column's <em>grid</em>, stays for a run of panels, so that the product sums of a
 * pair of slices can be added up. Each slice ever seen has a <em>slot</em>, numbered as they came;
 * what is packed of a panel is in the order of slots.
 */
final class Slicer {

  /** A value that reaches deeper than so many slices is left to {@link SlowRows}. */
  static final int LEVELS = 8;

  /** No panel of the run had a value of the column that is not zero. */
  private static final int NO_GRID = Integer.MIN_VALUE;

  private static final int PANEL_ROWS = RowBuffer.PANEL_ROWS;

  private final Tile tile;
  private final int[] grid;
  private final int[][] slots;
  private int[] slotColumn;
  private int slotCount;

  private final double[] rest = new double[PANEL_ROWS];
  private double[] slices = new double[0];
  private int sliceCount;
  private int[] sliceOfSlot;

  private int[] packedSlot;
  private int packedCount;
  private double[] packed = new double[0];

  Slicer(int columns, Tile tile) {
    this.tile = tile;
    this.grid = new int[columns];
    this.slots = new int[columns][LEVELS];
    this.slotColumn = new int[4 * columns];
    this.sliceOfSlot = new int[4 * columns];
    this.packedSlot = new int[4 * columns];
    forgetGrids();
  }

  /** Ends a run of panels. */
  void forgetGrids() {
    Arrays.fill(grid, NO_GRID);
    for (int[] ofColumn : slots) {
      Arrays.fill(ofColumn, -1);
    }
    slotCount = 0;
  }

  boolean hasGrid(int column) {
    return grid[column] != NO_GRID;
  }

  /** Whether the first slice of a column reaches up to a magnitude. */
  boolean covers(int column, double magnitude) {
    return hasGrid(column) && Math.getExponent(magnitude) < grid[column];
  }

  /** By how many bits a column's grid had to be raised to cover a magnitude. */
  int bitsAbove(int column, double magnitude) {
    return Math.getExponent(magnitude) + 1 - grid[column];
  }

  /** To be called only while no product sums of the column's slots are held. */
  void moveGrid(int column, double largest) {
    grid[column] = Math.getExponent(largest) + 1;
  }

  /** Starts a panel. */
  void startPanel() {
    sliceCount = 0;
    Arrays.fill(sliceOfSlot, 0, slotCount, -1);
  }

  /**
   * Cuts a column whose values are covered by its grid.
   *
   * @return whether all of it is in slices; if not, {@link #isDeep} tells the rows
   */
  boolean cut(int column, double[] values, int start, int rows) {
    double scale = Math.scalb(1.0, Tile.FIRST_SLICE_BITS - grid[column]);
    if (slots[column][2] >= 0) {
      return cutThree(column, values, start, rows, scale);
    }
    double[] scaled = rest;
    for (int r = 0; r < rows; r++) {
      scaled[r] = values[start + r] * scale;
    }
    return cutFrom(0, column, rows);
  }

  /** In a column that has three slices already. */
  private boolean cutThree(int column, double[] values, int start, int rows, double scale) {
    reserveSlices(sliceCount + 3);
    int found = tile.cutThree(values, start, scale, rows, slices, sliceCount * PANEL_ROWS, rest);
    for (int level = 0; level < 3; level++) {
      if ((found & 1 << level) != 0) {
        int slot = slot(column, level);
        sliceOfSlot[slot] = sliceCount + level;
      }
    }
    sliceCount += 3;
    return (found & Tile.MORE_OF_THREE) == 0 || cutFrom(3, column, rows);
  }

  private boolean cutFrom(int first, int column, int rows) {
    for (int level = first; level < LEVELS; level++) {
      reserveSlices(sliceCount + 1);
      int found = tile.cut(rest, rows, slices, sliceCount * PANEL_ROWS);
      if ((found & Tile.SLICE) != 0) {
        int slot = slot(column, level);
        sliceOfSlot[slot] = sliceCount++;
      }
      if ((found & Tile.MORE) == 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether the column cut last reaches deeper than its slices in a row. */
  boolean isDeep(int row) {
    return rest[row] != 0;
  }

  /** A new slot may move the arrays by slot: it is asked for before they are looked at. */
  private int slot(int column, int level) {
    if (slots[column][level] < 0) {
      if (slotCount == slotColumn.length) {
        slotColumn = Arrays.copyOf(slotColumn, 2 * slotCount);
        sliceOfSlot = Arrays.copyOf(sliceOfSlot, 2 * slotCount);
        packedSlot = Arrays.copyOf(packedSlot, 2 * slotCount);
      }
      slotColumn[slotCount] = column;
      slots[column][level] = slotCount++;
    }
    return slots[column][level];
  }

  private void reserveSlices(int count) {
    if (count * PANEL_ROWS > slices.length) {
      slices = Arrays.copyOf(slices, Math.max(2 * slices.length, count * PANEL_ROWS));
    }
  }

  /** Writes the panel's slices by rows, in the order of their slots. */
  void pack(int rows) {
    packedCount = 0;
    int needed = Panels.blocks(sliceCount) * Panels.BLOCK;
    if (needed > packed.length) {
      packed = new double[needed];
    }
    int[] waiting = new int[4];
    for (int slot = 0; slot < slotCount; slot++) {
      if (sliceOfSlot[slot] >= 0) {
        waiting[packedCount % 4] = sliceOfSlot[slot] * PANEL_ROWS;
        packedSlot[packedCount++] = slot;
        if (packedCount % 4 == 0) {
          Panels.packFour(slices, waiting, rows, packed, packedCount - 4);
        }
      }
    }
    int left = packedCount % 4;
    for (int k = 0; k < left; k++) {
      Panels.pack(slices, waiting[k], rows, packed, packedCount - left + k);
    }
  }

  /** Packed slices, in blocks of {@link Tile#WIDTH} columns and PANEL_ROWS rows. */
  double[] packed() {
    return packed;
  }

  int packedCount() {
    return packedCount;
  }

  /** The slot of a packed slice. */
  int packedSlot(int position) {
    return packedSlot[position];
  }

  int slotCount() {
    return slotCount;
  }

  /** The column of a slot. */
  int column(int slot) {
    return slotColumn[slot];
  }

  /**
   * A slice of the run.
   *
   * @param unit what its integers are multiples of
   */
  record Slice(int slot, double unit) {}

  /** The slices that the run has of each column. */
  Slice[][] slicesByColumn() {
    Slice[][] byColumn = new Slice[grid.length][];
    for (int column = 0; column < grid.length; column++) {
      List<Slice> slices = new ArrayList<>();
      for (int level = 0; level < LEVELS; level++) {
        if (slots[column][level] >= 0) {
          int exponent = grid[column] - Tile.FIRST_SLICE_BITS - level * Tile.SLICE_BITS;
          slices.add(new Slice(slots[column][level], Math.scalb(1.0, exponent)));
        }
      }
      byColumn[column] = slices.toArray(new Slice[0]);
    }
    return byColumn;
  }
}
