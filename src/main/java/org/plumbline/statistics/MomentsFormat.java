package org.plumbline.statistics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.Failure;

/**
 * The bytes of moments, all little-endian.
 *
 * <pre>
 * byte     version of this form, 1
 * int      columns, n
 * long     rows
 * long     rows of positive weight
 * long     rows refused
 * long     rows of the longest sum made in double arithmetic, 0 where the moments are exact
 * number   Σw²
 * numbers  (n + 1)(n + 2)/2 moments, the upper triangle by rows
 * int      columns with odd values, then for each of them, by name in code-unit order:
 *            int length of the name in bytes, the name in UTF-8,
 *            7 longs: null, NaN, infinite, fraction, converted, negative, out of range
 * </pre>
 *
 * A number is a byte, how many components it has, and its components as doubles; numbers are all
 * their count bytes first, then all their components. The digest is over the same fields from the
 * rows to the moments, then the 7 longs of each of the n columns in their order. The longest sum is
 * among them since a fit's certificate depends on it: equal digests give equal fits, certificate
 * included, and exact moments of the same rows still have the same digest.
 */
final class MomentsFormat {

  private static final byte VERSION = 1;
  private static final int TALLY = 4 * Long.BYTES;
  private static final int HEADER = Byte.BYTES + Integer.BYTES + TALLY;
  private static final int COUNTS = Oddity.values().length;

  private MomentsFormat() {}

  static byte[] encode(Moments moments) {
    SortedMap<String, OddityCounts> odd = moments.tally().columns();
    byte[] bytes = new byte[HEADER + numbersLength(moments) + oddLength(odd)];
    ByteBuffer buffer = littleEndian(bytes);
    buffer.put(VERSION).putInt(moments.columns().size());
    putNumbers(moments, buffer);
    buffer.putInt(odd.size());
    for (Map.Entry<String, OddityCounts> entry : odd.entrySet()) {
      byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
      buffer.putInt(name.length).put(name);
      putCounts(entry.getValue(), buffer);
    }
    return bytes;
  }

  static String digest(Moments moments) {
    int counts = moments.columns().size() * COUNTS * Long.BYTES;
    byte[] bytes = new byte[TALLY + numbersLength(moments) + counts];
    ByteBuffer buffer = littleEndian(bytes);
    putNumbers(moments, buffer);
    for (String column : moments.columns()) {
      putCounts(moments.tally().of(column), buffer);
    }
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  /** Bytes of Σw² and the moments. */
  private static int numbersLength(Moments moments) {
    Expansions upper = moments.upper();
    int doubles = moments.tally().weightSquares().size() + upper.doubles();
    return Byte.BYTES * (1 + upper.size()) + Double.BYTES * doubles;
  }

  private static int oddLength(SortedMap<String, OddityCounts> odd) {
    int length = Integer.BYTES;
    for (String name : odd.keySet()) {
      length += Integer.BYTES + name.getBytes(StandardCharsets.UTF_8).length + COUNTS * Long.BYTES;
    }
    return length;
  }

  private static void putNumbers(Moments moments, ByteBuffer buffer) {
    Tally tally = moments.tally();
    buffer.putLong(tally.rows()).putLong(tally.positiveRows()).putLong(tally.refused());
    buffer.putLong(tally.longestSum());
    double[] weightSquares = tally.weightSquares().parts();
    buffer.put((byte) weightSquares.length);
    for (double part : weightSquares) {
      buffer.putDouble(part);
    }
    ExpansionsFormat.put(moments.upper(), buffer);
  }

  private static void putCounts(OddityCounts counts, ByteBuffer buffer) {
    for (long count : counts.toArray()) {
      buffer.putLong(count);
    }
  }

  static Moments decode(List<String> columns, byte[] bytes) {
    ByteBuffer buffer = littleEndian(bytes);
    try {
      Moments moments = read(columns, buffer);
      if (buffer.hasRemaining()) {
        throw damaged(buffer.remaining() + " bytes too many", null);
      }
      return moments;
    } catch (BufferUnderflowException | IllegalArgumentException cause) {
      throw damaged("cut off or overwritten among its " + bytes.length + " bytes", cause);
    }
  }

  private static Moments read(List<String> columns, ByteBuffer buffer) {
    byte version = buffer.get();
    if (version != VERSION) {
      throw damaged("form " + version + " where " + VERSION + " is known", null);
    }
    int count = buffer.getInt();
    if (count != columns.size()) {
      throw damaged(count + " columns where " + columns.size() + " are expected", null);
    }
    long rows = buffer.getLong();
    long positiveRows = buffer.getLong();
    long refused = buffer.getLong();
    long longestSum = buffer.getLong();
    Expansion weightSquares = Expansion.canonical(readDoubles(buffer, buffer.get()));
    Expansions upper = ExpansionsFormat.read(buffer, Moments.triangle(columns.size() + 1));
    Tally tally =
        new Tally(rows, positiveRows, weightSquares, refused, longestSum, readOdd(buffer));
    return new Moments(columns, tally, upper);
  }

  private static SortedMap<String, OddityCounts> readOdd(ByteBuffer buffer) {
    SortedMap<String, OddityCounts> odd = new TreeMap<>();
    int entries = buffer.getInt();
    for (int k = 0; k < entries; k++) {
      String name =
          new String(ExpansionsFormat.bytes(buffer, buffer.getInt()), StandardCharsets.UTF_8);
      long[] counts = new long[COUNTS];
      for (int c = 0; c < COUNTS; c++) {
        counts[c] = buffer.getLong();
      }
      odd.put(name, OddityCounts.of(counts));
    }
    return odd;
  }

  private static double[] readDoubles(ByteBuffer buffer, int length) {
    if (length < 0 || length > ExactSum.MOST_PARTS) {
      throw new BufferUnderflowException();
    }
    double[] parts = new double[length];
    for (int p = 0; p < length; p++) {
      parts[p] = buffer.getDouble();
    }
    return parts;
  }

  private static Failure damaged(String cause, Throwable origin) {
    return new Failure(
        Failure.Kind.IO,
        "stored moments are damaged: " + cause,
        "delete the store file; it is made again from the data",
        origin);
  }
}
