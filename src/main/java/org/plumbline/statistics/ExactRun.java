package org.plumbline.statistics;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of panels of one row group whose columns keep their grids, and the product sums of the
 * groups they belong to.
 *
 * <p>The sums of several groups are held at once, so that rows of different folds may come in turn.
 * They are settled, that is added to their group's exact moments, when the grid of a column must
 * move, when too many are held, and at the end.
 */
final class ExactRun {

  /** Doubles in product sums held at once: 16 MB. */
  private static final long MOST_PAIR_DOUBLES = 1L << 21;

  /** Groups held at once in any case, so that a usual number of folds may take turns. */
  private static final int HELD_ANYWAY = 8;

  /**
   * A grid starts above what the first panel has: the largest of the panels to come is a little
   * larger, in one column or another of many, and each move settles the sums of all groups.
   */
  private static final double HEADROOM = 2;

  /** A grid is raised by so many bits for any value, by more for an eighth of the rows. */
  private static final int CHEAP_RAISE = 32;

  private final Crossing crossing;
  private final Map<ExactSums, PairSums> held = new LinkedHashMap<>();
  private final Deque<PairSums> idle = new ArrayDeque<>();

  /** Rows of the panel at hand that its grids do not cover. */
  private final boolean[] uncovered = new boolean[RowBuffer.PANEL_ROWS];

  /** Grids could move to and fro for ever; when this is used up, rows are taken out instead. */
  private int movesLeft;

  ExactRun(Crossing crossing) {
    this.crossing = crossing;
  }

  /** Adds a panel to a group; left and right columns are those of {@link Crossing}. */
  void add(ExactSums group, PanelColumns left, PanelColumns right) {
    movesLeft = 2 * (left.count() + right.count());
    while (!cut(crossing.left(), left)
        || !(crossing.isSymmetric() || cut(crossing.right(), right))) {
      takeOutUncovered(group, left, right);
    }
    PairSums pairs = pairsOf(group);
    crossing.addProducts(pairs, right.rows());
    if (pairs.isFull()) {
      settle(group);
    }
  }

  private PairSums pairsOf(ExactSums group) {
    PairSums known = held.get(group);
    if (known != null) {
      return known;
    }
    long doubles = (held.size() + 1) * crossing.pairDoubles();
    if (held.size() >= HELD_ANYWAY && doubles > MOST_PAIR_DOUBLES) {
      settleAll();
    }
    PairSums pairs = idle.isEmpty() ? new PairSums() : idle.pop();
    held.put(group, pairs);
    return pairs;
  }

  /** False if a grid was moved, or rows are not covered: then all is to be cut again. */
  private boolean cut(Slicer slicer, PanelColumns side) {
    Arrays.fill(uncovered, false);
    slicer.startPanel();
    for (int k = 0; k < side.count(); k++) {
      if (!cut(slicer, side, k)) {
        return false;
      }
    }
    return true;
  }

  private boolean cut(Slicer slicer, PanelColumns side, int k) {
    if (side.bound(k) > 0 && !slicer.covers(k, side.bound(k))) {
      side.measure(k);
    }
    if (side.bound(k) == 0) {
      return true;
    }
    if (!slicer.covers(k, side.bound(k)) && !raiseGrid(slicer, side, k)) {
      return false;
    }
    if (slicer.cut(k, side.values(), side.start(k), side.rows())) {
      return true;
    }
    lowerGrid(slicer, side, k);
    return false;
  }

  /** Raises a grid to the largest value, unless taking out the rows beyond it is better. */
  private boolean raiseGrid(Slicer slicer, PanelColumns side, int k) {
    double largest = side.bound(k);
    if (slicer.hasGrid(k)) {
      int beyond = 0;
      for (int row = 0; row < side.rows(); row++) {
        uncovered[row] = !slicer.covers(k, Math.abs(side.at(k, row)));
        beyond += uncovered[row] ? 1 : 0;
      }
      boolean worthwhile = slicer.bitsAbove(k, largest) <= CHEAP_RAISE || 8 * beyond > side.rows();
      if (!worthwhile || movesLeft-- <= 0) {
        return false;
      }
      settleAll();
    }
    slicer.moveGrid(k, HEADROOM * largest);
    return true;
  }

  /** Lowers a grid to the values that are too small for it, where these are the most. */
  private void lowerGrid(Slicer slicer, PanelColumns side, int k) {
    double largest = 0;
    int deep = 0;
    for (int row = 0; row < side.rows(); row++) {
      uncovered[row] = slicer.isDeep(row);
      if (uncovered[row]) {
        largest = Math.max(largest, Math.abs(side.at(k, row)));
        deep++;
      }
    }
    if (2 * deep > side.rows() && movesLeft-- > 0) {
      settleAll();
      slicer.moveGrid(k, largest);
      Arrays.fill(uncovered, false);
    }
  }

  private void takeOutUncovered(ExactSums group, PanelColumns left, PanelColumns right) {
    boolean some = false;
    for (boolean row : uncovered) {
      some |= row;
    }
    if (!some) {
      return;
    }
    group.settle(SlowRows.add(group.settled(), left, right, uncovered));
    for (int row = 0; row < right.rows(); row++) {
      if (uncovered[row]) {
        left.clearRow(row);
        right.clearRow(row);
      }
    }
  }

  /** Adds the product sums held for a group to its moments. */
  void settle(ExactSums group) {
    PairSums pairs = held.remove(group);
    if (pairs != null) {
      group.settle(crossing.addMoments(group.settled(), pairs));
      pairs.clear();
      idle.push(pairs);
    }
  }

  private void settleAll() {
    List.copyOf(held.keySet()).forEach(this::settle);
  }

  /** Ends the run, with nothing held: the next has grids of its own. */
  void end() {
    settleAll();
    crossing.forgetGrids();
  }
}
