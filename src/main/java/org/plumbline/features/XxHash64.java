package org.plumbline.features;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 64-bit xxHash as Spark SQL's {@code xxhash64} computes it: a bigint is its eight
 * little-endian bytes, text its UTF-8 bytes, and the hash of one column is the seed of the next.
 */
public final class XxHash64 {

  /** The seed of the first column. */
  public static final long SEED = 42;

  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private XxHash64() {}

  public static long hash(long value, long seed) {
    return avalanche(mixWord(seed + P5 + Long.BYTES, value));
  }

  /** Hash of {@code bytes[from] … bytes[from + length − 1]}. */
  public static long hash(byte[] bytes, int from, int length, long seed) {
    int end = from + length;
    int at = from;
    long hash = seed + P5;
    if (length >= 32) {
      at = end - (length & 31);
      hash = stripes(bytes, from, at, seed);
    }
    hash += length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mixWord(hash, (long) LONGS.get(bytes, at));
    }
    if (at + Integer.BYTES <= end) {
      hash ^= Integer.toUnsignedLong((int) INTS.get(bytes, at)) * P1;
      hash = Long.rotateLeft(hash, 23) * P2 + P3;
      at += Integer.BYTES;
    }
    for (; at < end; at++) {
      hash ^= (bytes[at] & 0xFFL) * P5;
      hash = Long.rotateLeft(hash, 11) * P1;
    }
    return avalanche(hash);
  }

  /** Four lanes over whole stripes of 32 bytes, folded into one. */
  private static long stripes(byte[] bytes, int from, int end, long seed) {
    long a = seed + P1 + P2;
    long b = seed + P2;
    long c = seed;
    long d = seed - P1;
    for (int at = from; at < end; at += 32) {
      a = round(a, (long) LONGS.get(bytes, at));
      b = round(b, (long) LONGS.get(bytes, at + 8));
      c = round(c, (long) LONGS.get(bytes, at + 16));
      d = round(d, (long) LONGS.get(bytes, at + 24));
    }
    long hash =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    hash = merge(hash, a);
    hash = merge(hash, b);
    hash = merge(hash, c);
    return merge(hash, d);
  }

  private static long round(long lane, long word) {
    return Long.rotateLeft(lane + word * P2, 31) * P1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * P1 + P4;
  }

  private static long mixWord(long hash, long word) {
    return Long.rotateLeft(hash ^ round(0, word), 27) * P1 + P4;
  }

  private static long avalanche(long hash) {
    long mixed = (hash ^ (hash >>> 33)) * P2;
    mixed = (mixed ^ (mixed >>> 29)) * P3;
    return mixed ^ (mixed >>> 32);
  }
}
