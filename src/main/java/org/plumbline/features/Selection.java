package org.plumbline.features;

import java.util.Arrays;

/**
 * What the row rule makes of each row of a block: kept, refused (counted, but in no sum), or
 * excluded (not part of anything). Costs nothing while all are kept.
 */
final class Selection {

  private static final byte KEPT = 0;
  private static final byte REFUSED = 1;
  private static final byte EXCLUDED = 2;

  private byte[] states = new byte[0];
  private int rows;
  private boolean whole = true;

  void reset(int rowsOfBlock) {
    rows = rowsOfBlock;
    whole = true;
  }

  /** Whether every row is kept. */
  boolean whole() {
    return whole;
  }

  boolean kept(int row) {
    return whole || states[row] == KEPT;
  }

  boolean excluded(int row) {
    return !whole && states[row] == EXCLUDED;
  }

  void exclude(int row) {
    set(row, EXCLUDED);
  }

  /** Refuses a row that is not excluded. */
  void refuse(int row) {
    if (!excluded(row)) {
      set(row, REFUSED);
    }
  }

  private void set(int row, byte state) {
    if (whole) {
      whole = false;
      if (states.length < rows) {
        states = new byte[rows];
      } else {
        Arrays.fill(states, 0, rows, KEPT);
      }
    }
    states[row] = state;
  }
}
