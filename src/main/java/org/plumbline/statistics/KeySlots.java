package org.plumbline.statistics;

import java.util.Arrays;

/**
 * Numbers keys 0, 1, … as they come. Small keys, as those of levels, are looked up in a table;
 * others, as those of pairs of levels, by open addressing with linear probing.
 */
final class KeySlots {

  private static final int FIRST_CAPACITY = 16;

  /** Keys below 2^20 are small: their table takes 4 MB at most. */
  private static final int SMALL_BITS = 20;

  /** 2⁶⁴ over the golden ratio: spreads keys that differ in their low bits over the high ones. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[FIRST_CAPACITY];
  private int size;

  /** By small key: its slot plus 1. */
  private int[] ofSmall = new int[FIRST_CAPACITY];

  /** By place: a slot plus 1. */
  private int[] table = new int[FIRST_CAPACITY];

  private int shift = Long.SIZE - Integer.numberOfTrailingZeros(FIRST_CAPACITY);
  private int hashed;

  int size() {
    return size;
  }

  long key(int slot) {
    return keys[slot];
  }

  /** The slot of a key; a new one where it has none. */
  int slotOf(long key) {
    return isSmall(key) ? slotOfSmall((int) key) : slotOfHashed(key);
  }

  private static boolean isSmall(long key) {
    return key >>> SMALL_BITS == 0;
  }

  private int slotOfSmall(int key) {
    if (key >= ofSmall.length) {
      ofSmall = Arrays.copyOf(ofSmall, Math.max(2 * ofSmall.length, key + 1));
    }
    if (ofSmall[key] == 0) {
      ofSmall[key] = append(key) + 1;
    }
    return ofSmall[key] - 1;
  }

  private int slotOfHashed(long key) {
    int place = place(key);
    while (table[place] != 0) {
      int slot = table[place] - 1;
      if (keys[slot] == key) {
        return slot;
      }
      place = (place + 1) & (table.length - 1);
    }
    int slot = append(key);
    table[place] = slot + 1;
    if (2 * ++hashed > table.length) {
      rehash();
    }
    return slot;
  }

  private int append(long key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size] = key;
    return size++;
  }

  private int place(long key) {
    return (int) (((key ^ (key >>> Integer.SIZE)) * SPREAD) >>> shift);
  }

  private void rehash() {
    table = new int[2 * table.length];
    shift--;
    for (int slot = 0; slot < size; slot++) {
      if (!isSmall(keys[slot])) {
        int place = place(keys[slot]);
        while (table[place] != 0) {
          place = (place + 1) & (table.length - 1);
        }
        table[place] = slot + 1;
      }
    }
  }
}
