package org.plumbline.table;

import java.util.Arrays;

/**
 * Whole numbers as DELTA_BINARY_PACKED has them: the first, then blocks of differences, each block
 * with a least difference and, in some miniblocks, what is above it in a width of bits of their
 * own. All arithmetic is that of 64 bits; numbers of 32 are its lower half.
 */
final class DeltaNumbers {

  private static final int MOST_BLOCK_VALUES = 1 << 20;

  private long[] values = new long[0];
  private int count;

  /**
   * Reads a whole sequence and passes over its bytes.
   *
   * @param most how many numbers there can be
   */
  void read(PageBytes page, int most) {
    int blockValues = (int) page.varint();
    int miniblocks = (int) page.varint();
    long total = page.varint();
    if (blockValues <= 0
        || blockValues > MOST_BLOCK_VALUES
        || miniblocks <= 0
        || blockValues % miniblocks != 0
        || blockValues / miniblocks % Byte.SIZE != 0) {
      throw new IllegalArgumentException(
          "deltas in blocks of " + blockValues + " and " + miniblocks + " miniblocks");
    }
    if (total < 0 || total > most) {
      throw new IllegalArgumentException(total + " deltas in a page of " + most + " values");
    }
    count = (int) total;
    int needed = count + blockValues; // the last miniblock may be filled up
    if (values.length < needed) {
      values = new long[needed];
    }
    values[0] = zigzag(page.varint());
    for (int done = 1; done < count; done += blockValues) {
      readBlock(page, done, blockValues, miniblocks);
    }
  }

  private void readBlock(PageBytes page, int done, int blockValues, int miniblocks) {
    long least = zigzag(page.varint());
    int widths = page.take(miniblocks);
    int size = blockValues / miniblocks;
    int end = Math.min(count, done + blockValues);
    int miniblock = 0;
    for (int at = done; at < end; at += size) { // those without values are not there
      int width = page.array()[widths + miniblock++];
      if (width < 0 || width > Long.SIZE) {
        throw new IllegalArgumentException("deltas of " + width + " bits");
      }
      int from = page.take(size / Byte.SIZE * width);
      BitPacking.unpack(page.array(), from, width, values, at, size);
    }
    long value = values[done - 1];
    for (int at = done; at < end; at++) {
      value += least + values[at];
      values[at] = value;
    }
  }

  private static long zigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  int count() {
    return count;
  }

  long at(int index) {
    return values[index];
  }

  /** The numbers, {@link #count} of them, until the next sequence is read. */
  long[] values() {
    return values;
  }

  /** A copy of numbers that are lengths. */
  int[] lengths() {
    int[] lengths = new int[count];
    Arrays.setAll(lengths, i -> Math.toIntExact(values[i]));
    return lengths;
  }
}
