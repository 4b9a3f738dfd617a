package org.plumbline.table;

import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.plumbline.columns.ColumnType;

/** How the numbers of a column of doubles are stored. One object serves one column. */
interface DoubleForm {

  /** Decodes n plain values. */
  void plain(PageBytes values, double[] into, int at, int n);

  /**
   * @param type of the file
   * @param column the same as we see it
   */
  static DoubleForm of(PrimitiveType type, ColumnType column) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE
        ? new Double64()
        : type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT
            ? new Float32()
            : new Whole(LongForm.of(type, column));
  }

  /** Doubles. */
  final class Double64 implements DoubleForm {
    @Override
    public void plain(PageBytes values, double[] into, int at, int n) {
      values.doubles(into, at, n);
    }
  }

  /** Floats, widened. */
  final class Float32 implements DoubleForm {
    private final float[] piece = new float[LongForm.PIECE];

    @Override
    public void plain(PageBytes values, double[] into, int at, int n) {
      for (int done = 0; done < n; done += piece.length) {
        int taken = Math.min(piece.length, n - done);
        values.floats(piece, taken);
        for (int i = 0; i < taken; i++) {
          into[at + done + i] = piece[i];
        }
      }
    }
  }

  /** Whole numbers that a double holds without loss. */
  final class Whole implements DoubleForm {
    private final LongForm form;
    private final long[] piece = new long[LongForm.PIECE];

    Whole(LongForm form) {
      this.form = form;
    }

    @Override
    public void plain(PageBytes values, double[] into, int at, int n) {
      for (int done = 0; done < n; done += piece.length) {
        int taken = Math.min(piece.length, n - done);
        form.plain(values, piece, 0, taken);
        for (int i = 0; i < taken; i++) {
          into[at + done + i] = piece[i];
        }
      }
    }
  }
}
