package org.plumbline.statistics;

import java.util.Arrays;

/** Numbers keys 0, 1, … as they come: open addressing with linear probing. */
final class KeySlots {

  private static final int FIRST_CAPACITY = 16;

  /** 2⁶⁴ over the golden ratio: spreads keys that differ in their low bits over the high ones. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[FIRST_CAPACITY / 2];
  private int[] table = new int[FIRST_CAPACITY];
  private int shift = Long.SIZE - Integer.numberOfTrailingZeros(FIRST_CAPACITY);
  private int size;

  int size() {
    return size;
  }

  long key(int slot) {
    return keys[slot];
  }

  /** The slot of a key; a new one where it has none. */
  int slotOf(long key) {
    int mask = table.length - 1;
    int place = place(key);
    while (table[place] != 0) {
      int slot = table[place] - 1;
      if (keys[slot] == key) {
        return slot;
      }
      place = (place + 1) & mask;
    }
    return insert(key, place);
  }

  private int place(long key) {
    return (int) (((key ^ (key >>> Integer.SIZE)) * SPREAD) >>> shift);
  }

  private int insert(long key, int place) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      rehash();
      return slotOf(key);
    }
    keys[size] = key;
    table[place] = ++size;
    return size - 1;
  }

  private void rehash() {
    table = new int[2 * keys.length];
    shift--;
    for (int slot = 0; slot < size; slot++) {
      int place = place(keys[slot]);
      while (table[place] != 0) {
        place = (place + 1) & (table.length - 1);
      }
      table[place] = slot + 1;
    }
  }
}
