package org.plumbline.export;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.plumbline.Failure;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.Field;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;
import org.plumbline.columns.Schema;

/**
 * From rows of Java values to blocks. A whole number is a {@link Long}, {@link Integer}, {@link
 * Short}, {@link Byte} or {@link BigInteger}; a floating one any {@link Number}; a decimal a {@link
 * BigDecimal} or a whole number; then {@link Boolean}, {@link LocalDate}, {@link Instant} for a
 * timestamp with zone, {@link LocalDateTime} for one without, and {@link String}. A null, or a name
 * that a row lacks, is missing.
 */
final class Rows {

  private static final BigInteger TWO_TO_THE_64 = BigInteger.ONE.shiftLeft(64);
  private static final long MICROS_OF_SECOND = 1_000_000;
  private static final int NANOS_OF_MICRO = 1000;

  private Rows() {}

  /**
   * @throws Failure DATA for a value of another type, naming its column
   */
  static Block block(Schema schema, List<? extends Map<String, ?>> rows) {
    List<Column> columns = new ArrayList<>();
    for (Field field : schema.fields()) {
      List<Object> values = new ArrayList<>(rows.size());
      rows.forEach(row -> values.add(row.get(field.name())));
      columns.add(column(field, values));
    }
    return new Block(schema, rows.size(), 0, true, columns);
  }

  private static Column column(Field field, List<Object> values) {
    ColumnType type = field.type();
    Missing missing = missing(values);
    if (type instanceof ColumnType.Floating) {
      double[] numbers = new double[values.size()];
      for (int row = 0; row < numbers.length; row++) {
        numbers[row] = missing.at(row) ? 0 : number(field, values.get(row));
      }
      return new DoubleColumn(type, numbers, missing);
    }
    if (isBytes(type)) {
      return bytes(field, values, missing);
    }
    long[] longs = new long[values.size()];
    ToLongFunction<Object> reading = value -> whole(field, value);
    for (int row = 0; row < longs.length; row++) {
      longs[row] = missing.at(row) ? 0 : reading.applyAsLong(values.get(row));
    }
    return new LongColumn(type, longs, missing);
  }

  private static boolean isBytes(ColumnType type) {
    return type instanceof ColumnType.Text
        || (type instanceof ColumnType.Decimal decimal
            && decimal.precision() > ColumnType.Decimal.LONG_DIGITS);
  }

  private static Missing missing(List<Object> values) {
    boolean[] flags = new boolean[values.size()];
    int count = 0;
    for (int row = 0; row < flags.length; row++) {
      flags[row] = values.get(row) == null;
      count += flags[row] ? 1 : 0;
    }
    return Missing.of(flags, count);
  }

  private static double number(Field field, Object value) {
    if (!(value instanceof Number number)) {
      throw refused(field, value, "a number");
    }
    return field.type().equals(new ColumnType.Floating(32))
        ? number.floatValue()
        : number.doubleValue();
  }

  private static long whole(Field field, Object value) {
    ColumnType type = field.type();
    if (type instanceof ColumnType.Bool && value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (type instanceof ColumnType.Date && value instanceof LocalDate date) {
      return date.toEpochDay();
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return micros(field, timestamp, value);
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return unscaled(field, decimal, value).longValueExact();
    }
    if (type instanceof ColumnType.Whole && isWhole(value)) {
      return value instanceof BigInteger large ? bits(field, large) : ((Number) value).longValue();
    }
    throw refused(field, value, wanted(type));
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger;
  }

  private static long bits(Field field, BigInteger value) {
    boolean signed = field.type() instanceof ColumnType.Whole whole && whole.signed();
    boolean fits =
        signed
            ? value.bitLength() < Long.SIZE
            : value.signum() >= 0 && value.compareTo(TWO_TO_THE_64) < 0;
    if (!fits) {
      throw refused(field, value, "a whole number of 64 bits");
    }
    return value.longValue();
  }

  private static long micros(Field field, ColumnType.Timestamp type, Object value) {
    Instant instant;
    if (type.zoned() && value instanceof Instant given) {
      instant = given;
    } else if (!type.zoned() && value instanceof LocalDateTime reading) {
      instant = reading.toInstant(ZoneOffset.UTC);
    } else {
      throw refused(field, value, wanted(type));
    }
    try {
      long seconds = Math.multiplyExact(instant.getEpochSecond(), MICROS_OF_SECOND);
      return Math.addExact(seconds, instant.getNano() / NANOS_OF_MICRO);
    } catch (ArithmeticException beyond) {
      throw refused(field, value, "in the years that microseconds reach");
    }
  }

  private static BigInteger unscaled(Field field, ColumnType.Decimal type, Object value) {
    BigDecimal number;
    if (value instanceof BigDecimal decimal) {
      number = decimal;
    } else if (isWhole(value)) {
      number = new BigDecimal(value.toString());
    } else {
      throw refused(field, value, wanted(type));
    }
    try {
      BigDecimal scaled = number.setScale(type.scale(), RoundingMode.UNNECESSARY);
      if (scaled.precision() <= type.precision()) {
        return scaled.unscaledValue();
      }
    } catch (ArithmeticException tooFine) {
      throw refused(field, value, wanted(type));
    }
    throw refused(field, value, wanted(type));
  }

  /** Every row has an entry of its own, that of a missing one empty. */
  private static Column bytes(Field field, List<Object> values, Missing missing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] offsets = new int[values.size() + 1];
    int[] codes = new int[values.size()];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = row;
      bytes.writeBytes(missing.at(row) ? new byte[1] : entry(field, values.get(row)));
      offsets[row + 1] = bytes.size();
    }
    Dictionary dictionary = new Dictionary(bytes.toByteArray(), offsets, codes.length);
    return new BytesColumn(field.type(), codes, dictionary, missing);
  }

  private static byte[] entry(Field field, Object value) {
    if (field.type() instanceof ColumnType.Decimal decimal) {
      return unscaled(field, decimal, value).toByteArray();
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw refused(field, value, wanted(field.type()));
  }

  private static String wanted(ColumnType type) {
    if (type instanceof ColumnType.Decimal decimal) {
      return "a BigDecimal of at most %d digits, %d of them behind the point"
          .formatted(decimal.precision(), decimal.scale());
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return timestamp.zoned() ? "an Instant" : "a LocalDateTime";
    }
    if (type instanceof ColumnType.Bool) {
      return "a Boolean";
    }
    if (type instanceof ColumnType.Date) {
      return "a LocalDate";
    }
    return type instanceof ColumnType.Text ? "a String" : "a whole number";
  }

  private static Failure refused(Field field, Object value, String wanted) {
    return new Failure(
        Failure.Kind.DATA,
        "column `%s`: %s (%s) is not %s"
            .formatted(field.name(), value, value.getClass().getSimpleName(), wanted),
        "Give the type that the export's columns name.");
  }
}
