package org.plumbline.table;

import java.util.Arrays;

/**
 * Parquet's hybrid of repeated values and values packed bit by bit, in groups of eight: dictionary
 * codes, definition levels, booleans. Runs are read straight into the caller's array.
 */
final class RunLengths {

  private byte[] bytes;
  private int position;
  private int end;
  private int width;

  /** Values left of the run at hand. */
  private int left;

  private boolean repeated;
  private int value;

  /** Of a packed run: the byte in which it begins, and the index of the next value. */
  private int packedFrom;

  private long index;

  /** Starts at {@code source[from] … source[to − 1]}, values of {@code bits} bits. */
  void start(byte[] source, int from, int to, int bits) {
    if (bits < 0 || bits > Integer.SIZE || from > to) {
      throw new IllegalArgumentException(
          "runs of " + bits + " bits in bytes " + from + " to " + to);
    }
    bytes = source;
    position = from;
    end = to;
    width = bits;
    left = 0;
  }

  void read(int[] into, int at, int n) {
    int done = 0;
    while (done < n) {
      int taken = run(n - done);
      if (repeated) {
        Arrays.fill(into, at + done, at + done + taken, value);
      } else {
        unpack(into, at + done, taken);
      }
      done += taken;
    }
  }

  /**
   * Reads levels of one bit, 0 for a missing value.
   *
   * @return how many are not missing
   */
  int readMissing(boolean[] into, int at, int n) {
    int present = 0;
    int done = 0;
    while (done < n) {
      int taken = run(n - done);
      if (repeated) {
        Arrays.fill(into, at + done, at + done + taken, value == 0);
        present += value == 0 ? 0 : taken;
      } else {
        present += unpackMissing(into, at + done, taken);
      }
      done += taken;
    }
    return present;
  }

  /** Enters the next run where the last one has ended; gives how many values to take of it. */
  private int run(int wanted) {
    if (left == 0) {
      int header = header();
      repeated = (header & 1) == 0;
      if (repeated) {
        left = header >>> 1;
        value = 0;
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
          value |= (next() & 0xFF) << shift;
        }
      } else {
        left = Math.multiplyExact(header >>> 1, Byte.SIZE);
        packedFrom = position;
        index = 0;
        // The last group of a page may lack the bytes that hold no value.
        position = (int) Math.min(end, position + (long) (header >>> 1) * width);
      }
    }
    int taken = Math.min(left, wanted);
    if (taken == 0 || (!repeated && (index + taken) * width > bitsOfRun())) {
      throw new IndexOutOfBoundsException("runs end before their last value");
    }
    left -= taken;
    return taken;
  }

  private long bitsOfRun() {
    return (long) (position - packedFrom) * Byte.SIZE;
  }

  private int header() {
    int header = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = next();
      header |= (next & 0x7F) << shift;
      if (next >= 0) {
        return header;
      }
    }
    throw new IllegalArgumentException("the length of a run takes more than five bytes");
  }

  private int next() {
    if (position >= end) {
      throw new IndexOutOfBoundsException("runs end before their last value");
    }
    return bytes[position++];
  }

  private void unpack(int[] into, int at, int n) {
    BitPacking.unpack(bytes, packedFrom, index, width, into, at, n);
    index += n;
  }

  private int unpackMissing(boolean[] into, int at, int n) {
    int base = packedFrom + (int) (index >>> 3);
    int from = (int) (index & 7);
    index += n;
    int present = 0;
    int i = 0;
    if (from == 0) {
      for (; i + 8 <= n; i += 8) {
        int levels = bytes[base + (i >> 3)];
        into[at + i] = (levels & 1) == 0;
        into[at + i + 1] = (levels & 2) == 0;
        into[at + i + 2] = (levels & 4) == 0;
        into[at + i + 3] = (levels & 8) == 0;
        into[at + i + 4] = (levels & 16) == 0;
        into[at + i + 5] = (levels & 32) == 0;
        into[at + i + 6] = (levels & 64) == 0;
        into[at + i + 7] = (levels & 128) == 0;
        present += Integer.bitCount(levels & 0xFF);
      }
    }
    for (; i < n; i++) {
      int level = bytes[base + ((from + i) >> 3)] >> ((from + i) & 7) & 1;
      into[at + i] = level == 0;
      present += level;
    }
    return present;
  }
}
