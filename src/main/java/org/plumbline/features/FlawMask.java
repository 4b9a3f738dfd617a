package org.plumbline.features;

import java.util.Arrays;
import org.plumbline.columns.Missing;

/** The flaw of each row of a block in one column; costs nothing while there is none. */
final class FlawMask {

  private byte[] codes = new byte[0];
  private int rows;
  private boolean clean = true;

  /** Forgets the last block. */
  void reset(int rowsOfBlock) {
    rows = rowsOfBlock;
    clean = true;
  }

  void mark(int row, Flaw flaw) {
    mark(row, flaw.code());
  }

  void mark(int row, byte code) {
    if (clean) {
      clean = false;
      if (codes.length < rows) {
        codes = new byte[rows];
      } else {
        Arrays.fill(codes, 0, rows, Flaw.NONE);
      }
    }
    codes[row] = code;
  }

  /** Marks every null row. */
  void markNulls(Missing missing) {
    if (missing.any()) {
      for (int row = 0; row < rows; row++) {
        if (missing.at(row)) {
          mark(row, Flaw.NULL);
        }
      }
    }
  }

  /** Whether no row has a flaw. */
  boolean clean() {
    return clean;
  }

  /** The row's {@link Flaw#code()}, or {@link Flaw#NONE}. */
  byte at(int row) {
    return clean ? Flaw.NONE : codes[row];
  }

  /** Whether the row has no value to compute with: null or NaN. */
  boolean missing(int row) {
    byte code = at(row);
    return code == Flaw.NULL.code() || code == Flaw.NAN.code();
  }

  /** Whether the row's value can be computed with. */
  boolean usable(int row) {
    byte code = at(row);
    return code == Flaw.NONE || code == Flaw.CONVERTED.code();
  }
}
