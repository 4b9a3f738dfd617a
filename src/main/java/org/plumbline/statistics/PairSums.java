package org.plumbline.statistics;

import java.util.Arrays;

/**
 * Sums over panels, of one group, of the products of pairs of slices: for a left and a right slot a
 * pair (sum, error) that stands for sum + error exactly.
 *
 * <p>A panel's product sum is an integer below 2⁵³. After N panels the sum is below N·2⁵², each
 * two-sum leaves an error of at most N/2, and the errors add up to N²/2 at most: exact up to 2²⁶
 * panels, which {@link #isFull} watches.
 */
final class PairSums {

  private static final int MOST_PANELS = 1 << 26;

  private double[][] sums = new double[0][];
  private double[][] errors = new double[0][];
  private int panels;

  boolean isFull() {
    return panels == MOST_PANELS;
  }

  /** Makes room for slots and counts a panel. */
  void startPanel(int leftSlots, int rightSlots) {
    panels++;
    int known = sums.length;
    if (known < leftSlots) {
      sums = Arrays.copyOf(sums, leftSlots);
      errors = Arrays.copyOf(errors, leftSlots);
    }
    for (int slot = 0; slot < leftSlots; slot++) {
      if (slot >= known) {
        sums[slot] = new double[rightSlots];
        errors[slot] = new double[rightSlots];
      } else if (sums[slot].length < rightSlots) {
        sums[slot] = Arrays.copyOf(sums[slot], rightSlots);
        errors[slot] = Arrays.copyOf(errors[slot], rightSlots);
      }
    }
  }

  /** Adds {@code count} product sums to those of a left slot and right slots from one on. */
  void add(Tile tile, int leftSlot, int rightSlot, double[] products, int from, int count) {
    tile.addByTwoSum(products, from, sums[leftSlot], errors[leftSlot], rightSlot, count);
  }

  /** Adds the pair of two slots, times an exact power of two, to a sum. */
  void addTo(ExactSum total, int leftSlot, int rightSlot, double leftUnit, double rightUnit) {
    if (leftSlot < sums.length && rightSlot < sums[leftSlot].length) {
      total.add(sums[leftSlot][rightSlot] * leftUnit * rightUnit);
      total.add(errors[leftSlot][rightSlot] * leftUnit * rightUnit);
    }
  }

  /** Back to zero; its memory stays. */
  void clear() {
    for (double[] row : sums) {
      Arrays.fill(row, 0);
    }
    for (double[] row : errors) {
      Arrays.fill(row, 0);
    }
    panels = 0;
  }
}
