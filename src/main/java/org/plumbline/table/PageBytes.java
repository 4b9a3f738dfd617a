package org.plumbline.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The values of a page as bytes, little-endian, and how far they have been read. One object serves
 * all pages of a column.
 */
final class PageBytes {

  private byte[] array = new byte[0];
  private ByteBuffer buffer = ByteBuffer.wrap(array);
  private int bit;

  /** Starts at the bytes between position and limit, which are copied only where they have to. */
  void start(ByteBuffer bytes) {
    ByteBuffer source = bytes;
    if (!bytes.hasArray()) {
      source = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }
    array = source.array();
    int from = source.arrayOffset() + source.position();
    buffer = ByteBuffer.wrap(array, from, source.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    bit = 0;
  }

  byte[] array() {
    return array;
  }

  int position() {
    return buffer.position();
  }

  int end() {
    return buffer.limit();
  }

  ByteBuffer rest() {
    return buffer.slice();
  }

  /** The length in front of a part, as four bytes. */
  int length() {
    return buffer.getInt();
  }

  /** A number in groups of seven bits, the lowest first, up to 64 bits. */
  long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = buffer.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number takes more than ten bytes");
  }

  /** Passes over so many bytes and gives where they start in the array. */
  int take(int length) {
    int from = buffer.position();
    buffer.position(from + length); // refuses what is negative or beyond the page
    return from;
  }

  /** The next bytes as a buffer of their own. */
  ByteBuffer slice(int length) {
    return buffer.slice(take(length), length);
  }

  void ints(int[] into, int n) {
    buffer.asIntBuffer().get(into, 0, n);
    take(n * Integer.BYTES);
  }

  void longs(long[] into, int at, int n) {
    buffer.asLongBuffer().get(into, at, n);
    take(n * Long.BYTES);
  }

  void floats(float[] into, int n) {
    buffer.asFloatBuffer().get(into, 0, n);
    take(n * Float.BYTES);
  }

  void doubles(double[] into, int at, int n) {
    buffer.asDoubleBuffer().get(into, at, n);
    take(n * Double.BYTES);
  }

  /** Booleans, one bit each from the lowest on, as 0 and 1. */
  void bits(long[] into, int at, int n) {
    int from = buffer.position();
    if ((long) from * 8 + bit + n > (long) buffer.limit() * 8) {
      throw new IndexOutOfBoundsException("a page of booleans ends before its last value");
    }
    for (int i = 0; i < n; i++) {
      int at8 = bit + i;
      into[at + i] = array[from + (at8 >> 3)] >> (at8 & 7) & 1;
    }
    bit += n;
  }
}
