package org.plumbline.statistics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.plumbline.Failure;

/**
 * The bytes of sums by level, all little-endian.
 *
 * <pre>
 * byte     version of this form, 1
 * int      n + 1, columns of z with the constant
 * int      categories
 * longs    values out of range: of the weight, then of each column
 * then for each category:
 *   int      sums of a level: carriers (with the constant) · (n + 1)
 *   int      levels
 *   texts    levels in code-point order: int length in bytes, then UTF-8
 *   longs    rows of positive weight, by level
 *   numbers  the sums Σ w·1_l·u·zⱼ by level, carrier and column
 * then for each pair of categories, (0,1), (0,2) … (1,2) …:
 *   int      sums of a pair of levels: carriers · carriers
 *   int      pairs of levels
 *   longs    place of the first level · 2^32 + place of the second, ascending
 *   numbers  the sums Σ w·1_l·u·1_m·v by pair, carrier and carrier
 * </pre>
 *
 * Numbers are those of {@link ExpansionsFormat}. The digest is over all of these bytes.
 */
final class LevelsFormat {

  private static final byte VERSION = 1;

  private LevelsFormat() {}

  static byte[] encode(Levels levels) {
    LevelLayout layout = levels.layout();
    List<byte[][]> names = new ArrayList<>();
    for (int c = 0; c < layout.categories().size(); c++) {
      names.add(utf8(levels.names(c)));
    }
    byte[] bytes = new byte[length(levels, names)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(VERSION).putInt(layout.order()).putInt(names.size());
    for (int k = 0; k < layout.order(); k++) {
      buffer.putLong(levels.outOfRange(k));
    }
    for (int c = 0; c < names.size(); c++) {
      put(levels.table(c), names.get(c), buffer);
    }
    for (int first = 0; first < names.size(); first++) {
      for (int second = first + 1; second < names.size(); second++) {
        put(levels.pairTable(first, second), buffer);
      }
    }
    return bytes;
  }

  private static byte[][] utf8(List<String> names) {
    return names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  private static int length(Levels levels, List<byte[][]> names) {
    long length = Byte.BYTES + 2L * Integer.BYTES + (long) levels.layout().order() * Long.BYTES;
    for (int c = 0; c < names.size(); c++) {
      length += 2L * Integer.BYTES + (long) names.get(c).length * (Integer.BYTES + Long.BYTES);
      length += Arrays.stream(names.get(c)).mapToLong(name -> name.length).sum();
      length += ExpansionsFormat.length(levels.table(c).sums());
      for (int d = c + 1; d < names.size(); d++) {
        PairTable pairs = levels.pairTable(c, d);
        length += 2L * Integer.BYTES + (long) pairs.size() * Long.BYTES;
        length += ExpansionsFormat.length(pairs.sums());
      }
    }
    return Math.toIntExact(length);
  }

  private static void put(LevelTable table, byte[][] names, ByteBuffer buffer) {
    buffer.putInt(table.cells()).putInt(table.size());
    for (byte[] name : names) {
      buffer.putInt(name.length).put(name);
    }
    for (int level = 0; level < table.size(); level++) {
      buffer.putLong(table.rows(level));
    }
    ExpansionsFormat.put(table.sums(), buffer);
  }

  private static void put(PairTable table, ByteBuffer buffer) {
    buffer.putInt(table.cells()).putInt(table.size());
    for (int pair = 0; pair < table.size(); pair++) {
      buffer.putLong(table.key(pair));
    }
    ExpansionsFormat.put(table.sums(), buffer);
  }

  static String digest(Levels levels) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(encode(levels)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  static Levels decode(LevelLayout layout, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      Levels levels = read(layout, buffer);
      if (buffer.hasRemaining()) {
        throw damaged(buffer.remaining() + " bytes too many", null);
      }
      return levels;
    } catch (BufferUnderflowException | IllegalArgumentException cause) {
      throw damaged("cut off or overwritten among its " + bytes.length + " bytes", cause);
    }
  }

  private static Levels read(LevelLayout layout, ByteBuffer buffer) {
    expect("form", VERSION, buffer.get());
    expect("columns", layout.order(), buffer.getInt());
    int categories = layout.categories().size();
    expect("categories", categories, buffer.getInt());
    long[] outOfRange = longs(buffer, layout.order());
    List<LevelTable> tables = new ArrayList<>();
    for (int c = 0; c < categories; c++) {
      expect("sums of a level", layout.levelCells(c), buffer.getInt());
      tables.add(readLevels(buffer, layout.levelCells(c)));
    }
    List<PairTable> pairs = new ArrayList<>();
    for (int first = 0; first < categories; first++) {
      for (int second = first + 1; second < categories; second++) {
        expect("sums of a pair", layout.pairCells(first, second), buffer.getInt());
        pairs.add(
            readPairs(
                buffer,
                layout.pairCells(first, second),
                tables.get(first).size(),
                tables.get(second).size()));
      }
    }
    return new Levels(layout, outOfRange, tables, pairs);
  }

  private static void expect(String what, int expected, int found) {
    if (found != expected) {
      throw damaged("%s %d where %d is expected".formatted(what, found, expected), null);
    }
  }

  private static LevelTable readLevels(ByteBuffer buffer, int cells) {
    String[] names = new String[count(buffer, Integer.BYTES)];
    for (int level = 0; level < names.length; level++) {
      byte[] name = ExpansionsFormat.bytes(buffer, buffer.getInt());
      names[level] = new String(name, StandardCharsets.UTF_8);
      if (level > 0 && LevelOrder.CODE_POINTS.compare(names[level - 1], names[level]) >= 0) {
        throw damaged("levels out of order at " + names[level], null);
      }
    }
    long[] rows = longs(buffer, names.length);
    return new LevelTable(names, rows, cells, sums(buffer, names.length, cells));
  }

  private static PairTable readPairs(ByteBuffer buffer, int cells, int firsts, int seconds) {
    long[] keys = longs(buffer, count(buffer, Long.BYTES));
    for (int pair = 0; pair < keys.length; pair++) {
      boolean known =
          PairTable.first(keys[pair]) < firsts
              && PairTable.second(keys[pair]) < seconds
              && PairTable.first(keys[pair]) >= 0
              && PairTable.second(keys[pair]) >= 0;
      if (!known || (pair > 0 && keys[pair - 1] >= keys[pair])) {
        throw damaged("pairs of levels out of order", null);
      }
    }
    return new PairTable(keys, cells, sums(buffer, keys.length, cells));
  }

  /** A count of things of some bytes at least, of which there are so many. */
  private static int count(ByteBuffer buffer, int least) {
    int count = buffer.getInt();
    if (count < 0 || count > buffer.remaining() / least) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  private static long[] longs(ByteBuffer buffer, int count) {
    if ((long) count * Long.BYTES > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    long[] longs = new long[count];
    Arrays.setAll(longs, k -> buffer.getLong());
    return longs;
  }

  private static Expansions sums(ByteBuffer buffer, int keys, int cells) {
    if ((long) keys * cells > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    return ExpansionsFormat.read(buffer, keys * cells);
  }

  private static Failure damaged(String cause, Throwable origin) {
    return new Failure(
        Failure.Kind.IO,
        "stored levels are damaged: " + cause,
        "delete the store file; it is made again from the data",
        origin);
  }
}
