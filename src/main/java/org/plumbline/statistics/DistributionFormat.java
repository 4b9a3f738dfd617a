package org.plumbline.statistics;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.Failure;

/**
 * The bytes of a distribution.
 *
 * <pre>
 * byte     version of this form, 1
 * byte     0 of numbers, 1 of a category
 * then of numbers:
 *   counts   nulls, NaN, −infinity, infinity
 *   byte     1 where every value is a whole number, else 0
 *   byte     shift
 *   counts   zeros, cells; where there are any of either:
 *     8 bytes  key of the least value, 8 bytes that of the greatest, little-endian
 *     8 bytes  the first cell, then counts: from each cell to the next; nothing without cells
 *     counts   rows − 1 of each cell
 * or of a category:
 *   counts   missing rows, rows of levels not kept, levels
 *   then for each level, in code-point order: count of bytes, UTF-8, count of rows
 * </pre>
 *
 * A count is unsigned, seven bits a byte, the least first, the highest bit set but in the last.
 */
final class DistributionFormat {

  private static final byte VERSION = 1;
  private static final byte NUMBERS = 0;
  private static final byte CATEGORY = 1;
  private static final int SEVEN = 7;
  private static final int LOW = (1 << SEVEN) - 1;

  private DistributionFormat() {}

  static byte[] encode(NumberDistribution numbers) {
    ByteArrayOutputStream bytes = start(NUMBERS);
    NumberDistribution.Odd odd = numbers.odd();
    putCount(odd.nulls(), bytes);
    putCount(odd.nans(), bytes);
    putCount(odd.negativeInfinities(), bytes);
    putCount(odd.positiveInfinities(), bytes);
    Cells cells = numbers.counted();
    bytes.write(numbers.isWhole() ? 1 : 0);
    bytes.write(cells.shift());
    putCount(numbers.zeros(), bytes);
    putCount(cells.size(), bytes);
    if (numbers.values() > 0) {
      putLong(numbers.leastKey(), bytes);
      putLong(numbers.greatestKey(), bytes);
      putCells(cells, bytes);
    }
    return bytes.toByteArray();
  }

  private static void putCells(Cells cells, ByteArrayOutputStream bytes) {
    for (int cell = 0; cell < cells.size(); cell++) {
      if (cell == 0) {
        putLong(cells.keys()[0], bytes);
      } else {
        putCount(cells.keys()[cell] - cells.keys()[cell - 1], bytes);
      }
    }
    for (long rows : cells.counts()) {
      putCount(rows - 1, bytes);
    }
  }

  static byte[] encode(CategoryDistribution category) {
    ByteArrayOutputStream bytes = start(CATEGORY);
    putCount(category.missing(), bytes);
    putCount(category.others(), bytes);
    putCount(category.levels().size(), bytes);
    category
        .levels()
        .forEach(
            (level, rows) -> {
              byte[] name = level.getBytes(StandardCharsets.UTF_8);
              putCount(name.length, bytes);
              bytes.writeBytes(name);
              putCount(rows, bytes);
            });
    return bytes.toByteArray();
  }

  private static ByteArrayOutputStream start(byte kind) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(VERSION);
    bytes.write(kind);
    return bytes;
  }

  private static void putCount(long count, ByteArrayOutputStream bytes) {
    long left = count;
    while ((left & ~LOW) != 0) {
      bytes.write((int) (left & LOW) | ~LOW);
      left >>>= SEVEN;
    }
    bytes.write((int) left);
  }

  private static void putLong(long value, ByteArrayOutputStream bytes) {
    byte[] eight = new byte[Long.BYTES];
    ByteBuffer.wrap(eight).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    bytes.writeBytes(eight);
  }

  static Distribution decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte version = buffer.get();
      if (version != VERSION) {
        throw damaged("form " + version + " where " + VERSION + " is known", null);
      }
      Distribution distribution = buffer.get() == NUMBERS ? numbers(buffer) : category(buffer);
      if (buffer.hasRemaining()) {
        throw damaged(buffer.remaining() + " bytes too many", null);
      }
      return distribution;
    } catch (BufferUnderflowException | IllegalArgumentException cause) {
      throw damaged("cut off or overwritten among its " + bytes.length + " bytes", cause);
    }
  }

  private static NumberDistribution numbers(ByteBuffer buffer) {
    NumberDistribution.Odd odd =
        new NumberDistribution.Odd(count(buffer), count(buffer), count(buffer), count(buffer));
    boolean whole = buffer.get() == 1;
    int shift = buffer.get();
    long zeros = count(buffer);
    int size = size(buffer);
    if (zeros == 0 && size == 0) {
      return NumberDistribution.of(odd, whole, 0, List.of());
    }
    long least = buffer.getLong();
    long greatest = buffer.getLong();
    Cells cells = cells(shift, size, buffer);
    NumberDistribution.checkCells(cells, zeros, least, greatest);
    return new NumberDistribution(odd, whole, least, greatest, zeros, cells);
  }

  private static Cells cells(int shift, int size, ByteBuffer buffer) {
    long[] keys = new long[size];
    for (int cell = 0; cell < size; cell++) {
      keys[cell] = cell == 0 ? buffer.getLong() : keys[cell - 1] + count(buffer);
    }
    long[] rows = new long[size];
    for (int cell = 0; cell < size; cell++) {
      rows[cell] = count(buffer) + 1;
    }
    return new Cells(shift, keys, rows);
  }

  private static CategoryDistribution category(ByteBuffer buffer) {
    long missing = count(buffer);
    long others = count(buffer);
    int size = size(buffer);
    Map<String, Long> levels = new TreeMap<>(LevelOrder.CODE_POINTS);
    String last = null;
    for (int level = 0; level < size; level++) {
      byte[] name = ExpansionsFormat.bytes(buffer, size(buffer));
      String text = new String(name, StandardCharsets.UTF_8);
      if (last != null && LevelOrder.CODE_POINTS.compare(last, text) >= 0) {
        throw damaged("levels out of order at " + text, null);
      }
      levels.put(text, count(buffer));
      last = text;
    }
    return new CategoryDistribution(missing, others, levels);
  }

  private static long count(ByteBuffer buffer) {
    long count = 0;
    for (int bits = 0; bits < Long.SIZE; bits += SEVEN) {
      byte next = buffer.get();
      count |= (long) (next & LOW) << bits;
      if (next >= 0) {
        return count;
      }
    }
    throw new BufferUnderflowException();
  }

  /** A count of things of a byte at least each. */
  private static int size(ByteBuffer buffer) {
    long size = count(buffer);
    if (size < 0 || size > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    return (int) size;
  }

  static Failure damaged(String cause, Throwable origin) {
    return new Failure(
        Failure.Kind.IO,
        "a stored distribution is damaged: " + cause,
        "delete the store file; it is made again from the data",
        origin);
  }
}
