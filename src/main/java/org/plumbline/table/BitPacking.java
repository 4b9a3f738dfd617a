package org.plumbline.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Unpacks numbers that lie bit behind bit, the lowest bit first, from the lowest bit of a byte on.
 * What lies beyond the array is read as zeros: callers check where their values end.
 */
final class BitPacking {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Numbers that, at any width, begin and end at a byte. */
  private static final int GROUP = 8;

  /** The widest number that, wherever in a byte it begins, ends within eight bytes. */
  private static final int WORD_WIDTH = 57;

  private BitPacking() {}

  /**
   * Unpacks n numbers of at most 32 bits.
   *
   * @param first the byte in which number 0 begins, at its lowest bit
   * @param index of the first number wanted
   */
  static void unpack(byte[] bytes, int first, long index, int width, int[] into, int at, int n) {
    if (width == 0) { // the codes of a dictionary of one entry take no bytes
      Arrays.fill(into, at, at + n, 0);
      return;
    }
    int head = (int) Math.min(n, -index & (GROUP - 1));
    unpackEach(bytes, first, index, width, into, at, head);
    int base = (int) (first + (index + head) / GROUP * width);
    int groups = Math.min((n - head) / GROUP, wholeWords(bytes, base, width));
    if (width <= Byte.SIZE) {
      unpackNarrow(bytes, base, width, into, at + head, groups);
    } else if (width <= Short.SIZE) {
      unpackMiddling(bytes, base, width, into, at + head, groups);
    } else {
      groups = 0;
    }
    int done = head + groups * GROUP;
    unpackEach(bytes, first, index + done, width, into, at + done, n - done);
  }

  /** Groups from a byte on of whose last byte a whole word may be read. */
  private static int wholeWords(byte[] bytes, int base, int width) {
    return Math.max(0, (bytes.length - Long.BYTES - base) / width);
  }

  /** Groups that lie in a word each. */
  private static void unpackNarrow(
      byte[] bytes, int base, int width, int[] into, int at, int groups) {
    int mask = (1 << width) - 1;
    for (int group = 0; group < groups; group++) {
      long word = (long) WORDS.get(bytes, base + group * width);
      int to = at + group * GROUP;
      into[to] = (int) word & mask;
      into[to + 1] = (int) (word >>> width) & mask;
      into[to + 2] = (int) (word >>> (2 * width)) & mask;
      into[to + 3] = (int) (word >>> (3 * width)) & mask;
      into[to + 4] = (int) (word >>> (4 * width)) & mask;
      into[to + 5] = (int) (word >>> (5 * width)) & mask;
      into[to + 6] = (int) (word >>> (6 * width)) & mask;
      into[to + 7] = (int) (word >>> (7 * width)) & mask;
    }
  }

  /** Groups that lie in two words, of four numbers each. */
  private static void unpackMiddling(
      byte[] bytes, int base, int width, int[] into, int at, int groups) {
    int mask = (1 << width) - 1;
    int half = width / 2; // in bytes, and half a byte more where the width is odd
    int shift = 4 * (width & 1);
    for (int group = 0; group < groups; group++) {
      long low = (long) WORDS.get(bytes, base + group * width);
      long high = (long) WORDS.get(bytes, base + group * width + half) >>> shift;
      int to = at + group * GROUP;
      into[to] = (int) low & mask;
      into[to + 1] = (int) (low >>> width) & mask;
      into[to + 2] = (int) (low >>> (2 * width)) & mask;
      into[to + 3] = (int) (low >>> (3 * width)) & mask;
      into[to + 4] = (int) high & mask;
      into[to + 5] = (int) (high >>> width) & mask;
      into[to + 6] = (int) (high >>> (2 * width)) & mask;
      into[to + 7] = (int) (high >>> (3 * width)) & mask;
    }
  }

  private static void unpackEach(
      byte[] bytes, int first, long index, int width, int[] into, int at, int n) {
    for (int i = 0; i < n; i++) {
      into[at + i] = (int) number(bytes, first, (index + i) * width, width);
    }
  }

  /** Unpacks n numbers of at most 64 bits, from number 0 on. */
  static void unpack(byte[] bytes, int first, int width, long[] into, int at, int n) {
    if (width == 0) {
      Arrays.fill(into, at, at + n, 0);
      return;
    }
    for (int i = 0; i < n; i++) {
      into[at + i] = number(bytes, first, (long) i * width, width);
    }
  }

  private static long number(byte[] bytes, int first, long bit, int width) {
    int at = first + (int) (bit >>> 3);
    int from = (int) bit & 7;
    long number = word(bytes, at) >>> from;
    if (width > WORD_WIDTH && from + width > Long.SIZE) {
      number |= (bytes[at + Long.BYTES] & 0xFFL) << (Long.SIZE - from);
    }
    return number & (-1L >>> (Long.SIZE - width));
  }

  private static long word(byte[] bytes, int at) {
    return at + Long.BYTES <= bytes.length ? (long) WORDS.get(bytes, at) : lastWord(bytes, at);
  }

  private static long lastWord(byte[] bytes, int at) {
    long word = 0;
    for (int i = 0; at + i < bytes.length; i++) {
      word |= (bytes[at + i] & 0xFFL) << (i * Byte.SIZE);
    }
    return word;
  }
}
