package org.plumbline.scan;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;

/**
 * A column of blocks, filled row by row from what {@link Relation#rows} makes of its type. Buffers
 * are used again for the next block.
 */
abstract class RelationColumn {

  private static final long OF_NULL = 0x9E3779B97F4A7C15L;

  private final boolean[] nulls = new boolean[Block.MAX_ROWS];
  private int missing;
  private long sum;

  static RelationColumn of(ColumnType type) {
    if (type instanceof ColumnType.Floating) {
      return new Doubles(type);
    }
    boolean wide =
        type instanceof ColumnType.Decimal decimal
            && decimal.precision() > ColumnType.Decimal.LONG_DIGITS;
    return wide || type instanceof ColumnType.Text || type instanceof ColumnType.Bytes
        ? new Bytes(type)
        : new Longs(type);
  }

  /** Takes a row's value, of which there are at most {@link Block#MAX_ROWS} in a block. */
  final void take(Row row, int column, int place) {
    boolean isNull = row.isNullAt(column);
    nulls[place] = isNull;
    if (isNull) {
      missing++;
      sum += OF_NULL;
      takeNull(place);
    } else {
      sum += mixed(taken(row, column, place));
    }
  }

  abstract void takeNull(int place);

  /** Takes a value that is there, and says what it is told by in a fingerprint. */
  abstract long taken(Row row, int column, int place);

  abstract Column column(Missing missing, int rows);

  /** The rows taken since the last call, as a column. */
  final Column made(int rows) {
    Missing mask = Missing.of(nulls, missing);
    missing = 0;
    return column(mask, rows);
  }

  /** Of the mixtures of all values taken, modulo 2^64. */
  final long sum() {
    return sum;
  }

  /** The finalizer of MurmurHash3, in Stafford's variant 13. */
  private static long mixed(long value) {
    long z = value + OF_NULL;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static final class Doubles extends RelationColumn {
    private final ColumnType type;
    private final double[] values = new double[Block.MAX_ROWS];

    Doubles(ColumnType type) {
      this.type = type;
    }

    @Override
    void takeNull(int place) {
      values[place] = 0;
    }

    @Override
    long taken(Row row, int column, int place) {
      values[place] = row.getDouble(column);
      return Double.doubleToLongBits(values[place]);
    }

    @Override
    Column column(Missing missing, int rows) {
      return new DoubleColumn(type, values, missing);
    }
  }

  private static final class Longs extends RelationColumn {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final ColumnType type;
    private final long[] values = new long[Block.MAX_ROWS];

    Longs(ColumnType type) {
      this.type = type;
    }

    @Override
    void takeNull(int place) {
      values[place] = 0;
    }

    @Override
    long taken(Row row, int column, int place) {
      values[place] = value(row, column);
      return values[place];
    }

    private long value(Row row, int column) {
      if (type instanceof ColumnType.Decimal decimal) {
        return row.getDecimal(column).setScale(decimal.scale()).unscaledValue().longValueExact();
      }
      boolean ofNoZone = type instanceof ColumnType.Timestamp time && !time.zoned();
      return ofNoZone
          ? ChronoUnit.MICROS.between(EPOCH, row.<LocalDateTime>getAs(column))
          : row.getLong(column);
    }

    @Override
    Column column(Missing missing, int rows) {
      return new LongColumn(type, values, missing);
    }
  }

  /** Equal values have equal codes as long as there are not too many. */
  private static final class Bytes extends RelationColumn {
    private static final int MOST_ENTRIES = 1 << 15;
    private static final int MOST_BYTES = 1 << 22;
    private static final Dictionary EMPTY = new Dictionary(new byte[0], new int[1], 0);

    private final ColumnType type;
    private final int[] codes = new int[Block.MAX_ROWS];
    private final Map<ByteBuffer, Integer> known = new HashMap<>();
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Long> mixtures = new ArrayList<>();
    private long length;
    private Dictionary dictionary = EMPTY;

    Bytes(ColumnType type) {
      this.type = type;
    }

    @Override
    void takeNull(int place) {
      codes[place] = 0;
    }

    @Override
    long taken(Row row, int column, int place) {
      byte[] value = value(row, column);
      Integer code = known.get(ByteBuffer.wrap(value));
      if (code == null) {
        code = entries.size();
        known.put(ByteBuffer.wrap(value), code);
        entries.add(value);
        mixtures.add(mixture(value));
        length += value.length;
      }
      codes[place] = code;
      return mixtures.get(code);
    }

    private byte[] value(Row row, int column) {
      if (type instanceof ColumnType.Decimal decimal) {
        BigDecimal value = row.getDecimal(column);
        return value.setScale(decimal.scale()).unscaledValue().toByteArray();
      }
      return row.getAs(column);
    }

    private static long mixture(byte[] value) {
      long mixture = value.length;
      for (byte each : value) {
        mixture = mixed(mixture ^ each);
      }
      return mixture;
    }

    @Override
    Column column(Missing missing, int rows) {
      if (dictionary.size() != entries.size()) {
        dictionary = together();
      }
      Column column = new BytesColumn(type, codes, dictionary, missing);
      if (entries.size() > MOST_ENTRIES || length > MOST_BYTES) {
        known.clear();
        entries.clear();
        mixtures.clear();
        length = 0;
        dictionary = EMPTY;
      }
      return column;
    }

    private Dictionary together() {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
      int[] offsets = new int[entries.size() + 1];
      for (int code = 0; code < entries.size(); code++) {
        bytes.put(entries.get(code));
        offsets[code + 1] = bytes.position();
      }
      return new Dictionary(bytes.array(), offsets, entries.size());
    }
  }
}
