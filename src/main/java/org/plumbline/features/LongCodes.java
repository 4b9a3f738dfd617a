package org.plumbline.features;

import java.util.Arrays;

/** Codes of distinct longs, in the order in which they are first asked for: a hash table. */
final class LongCodes {

  private static final int FREE = -1;
  private static final int FIRST_SLOTS = 64;

  /** 2⁶⁴ divided by the golden ratio: spreads neighbours over the upper bits. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private long[] values = new long[FIRST_SLOTS / 2];
  private int[] slots = new int[FIRST_SLOTS];
  private int size;

  LongCodes() {
    Arrays.fill(slots, FREE);
  }

  void clear() {
    Arrays.fill(slots, FREE);
    size = 0;
  }

  int size() {
    return size;
  }

  long value(int code) {
    return values[code];
  }

  /** The value's code, a new one where it has none. */
  int code(long value) {
    int slot = slot(value);
    if (slots[slot] == FREE) {
      if (size == values.length) {
        grow();
        slot = slot(value);
      }
      values[size] = value;
      slots[slot] = size++;
    }
    return slots[slot];
  }

  /** Where the value is, or the free slot where it belongs. */
  private int slot(long value) {
    int mask = slots.length - 1;
    int slot = (int) ((value * SPREAD) >>> 40) & mask;
    while (slots[slot] != FREE && values[slots[slot]] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    values = Arrays.copyOf(values, 2 * values.length);
    slots = new int[2 * slots.length];
    Arrays.fill(slots, FREE);
    for (int code = 0; code < size; code++) {
      slots[slot(values[code])] = code;
    }
  }
}
