package org.plumbline.table;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.plumbline.columns.ColumnType;

/** How the whole numbers of a column are stored. One object serves one column. */
interface LongForm {

  /** How many values are widened at a time, so that they stay in a core's nearest cache. */
  int PIECE = 4096;

  /** Decodes n plain values. */
  void plain(PageBytes values, long[] into, int at, int n);

  /**
   * @param type of the file
   * @param column the same as we see it
   */
  static LongForm of(PrimitiveType type, ColumnType column) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 ->
          column instanceof ColumnType.Whole whole && !whole.signed()
              ? new Int32((1L << whole.bits()) - 1)
              : new Int32(-1);
      case INT64 -> new Int64();
      case BOOLEAN -> new Bool();
      case INT96 -> new Int96();
      case BINARY, FIXED_LEN_BYTE_ARRAY -> new DecimalBytes(type);
      case FLOAT, DOUBLE ->
          throw new IllegalArgumentException(type + " does not hold whole numbers");
    };
  }

  /** Of up to 32 bits. */
  final class Int32 implements LongForm {
    private final long mask;
    private final int[] piece = new int[PIECE];

    /**
     * @param mask the bits that count
     */
    Int32(long mask) {
      this.mask = mask;
    }

    @Override
    public void plain(PageBytes values, long[] into, int at, int n) {
      for (int done = 0; done < n; done += PIECE) {
        int taken = Math.min(PIECE, n - done);
        values.ints(piece, taken);
        for (int i = 0; i < taken; i++) {
          into[at + done + i] = piece[i] & mask;
        }
      }
    }
  }

  /** Of 64 bits. */
  final class Int64 implements LongForm {
    @Override
    public void plain(PageBytes values, long[] into, int at, int n) {
      values.longs(into, at, n);
    }
  }

  /** True and false. */
  final class Bool implements LongForm {
    @Override
    public void plain(PageBytes values, long[] into, int at, int n) {
      values.bits(into, at, n);
    }
  }

  /** Nanoseconds of a day and the Julian day, to microseconds since 1970, rounded down. */
  final class Int96 implements LongForm {
    private static final int LENGTH = 12;
    private static final long JULIAN_DAY_OF_1970 = 2_440_588;
    private static final long MICROS_OF_DAY = 86_400_000_000L;

    @Override
    public void plain(PageBytes values, long[] into, int at, int n) {
      for (int i = 0; i < n; i++) {
        into[at + i] = micros(values.slice(LENGTH));
      }
    }

    private static long micros(ByteBuffer bytes) {
      ByteBuffer stored = bytes.order(ByteOrder.LITTLE_ENDIAN);
      long nanos = stored.getLong();
      long day = Math.subtractExact((long) stored.getInt(), JULIAN_DAY_OF_1970);
      return Math.addExact(Math.multiplyExact(day, MICROS_OF_DAY), Math.floorDiv(nanos, 1_000L));
    }
  }

  /** The unscaled value of a decimal in big-endian two's complement, in at most 18 digits. */
  final class DecimalBytes implements LongForm {
    private final int fixed;

    DecimalBytes(PrimitiveType type) {
      fixed =
          type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
              ? type.getTypeLength()
              : -1;
    }

    @Override
    public void plain(PageBytes values, long[] into, int at, int n) {
      for (int i = 0; i < n; i++) {
        int length = fixed >= 0 ? fixed : values.length();
        into[at + i] = value(values.array(), values.take(length), length);
      }
    }

    private static long value(byte[] bytes, int from, int length) {
      if (length > Long.BYTES) { // the digits fit, so the first bytes repeat the sign
        return new BigInteger(bytes, from, length).longValueExact();
      }
      long value = length == 0 ? 0 : bytes[from];
      for (int i = 1; i < length; i++) {
        value = (value << 8) | (bytes[from + i] & 0xFF);
      }
      return value;
    }
  }
}
