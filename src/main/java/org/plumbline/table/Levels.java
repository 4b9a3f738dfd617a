package org.plumbline.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.plumbline.columns.Missing;

/**
 * Definition levels of a nullable flat column, 1 for a value and 0 for null, as a page of version 1
 * has them: their length, then one run of Parquet's hybrid encoding.
 */
final class Levels {

  private Levels() {}

  static BytesInput of(Missing missing, int from, int to) {
    return missing.any() ? packed(missing, from, to) : allThere(to - from);
  }

  private static BytesInput allThere(int rows) {
    ByteBuffer run = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    run.position(Integer.BYTES);
    putVarint(run, rows << 1);
    run.put((byte) 1);
    return withLength(run);
  }

  private static BytesInput packed(Missing missing, int from, int to) {
    int groups = (to - from + 7) / 8;
    ByteBuffer run = ByteBuffer.allocate(groups + 16).order(ByteOrder.LITTLE_ENDIAN);
    run.position(Integer.BYTES);
    putVarint(run, groups << 1 | 1);
    for (int start = from; start < to; start += 8) {
      int bits = 0;
      for (int row = start; row < Math.min(start + 8, to); row++) {
        bits |= missing.at(row) ? 0 : 1 << (row - start);
      }
      run.put((byte) bits);
    }
    return withLength(run);
  }

  private static BytesInput withLength(ByteBuffer run) {
    run.putInt(0, run.position() - Integer.BYTES);
    return BytesInput.from(run.flip());
  }

  private static void putVarint(ByteBuffer out, int value) {
    int rest = value;
    while (rest >>> 7 != 0) {
      out.put((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }
}
