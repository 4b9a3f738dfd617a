package org.plumbline.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.ColumnType.Bool;
import org.plumbline.columns.ColumnType.Date;
import org.plumbline.columns.ColumnType.Decimal;
import org.plumbline.columns.ColumnType.Floating;
import org.plumbline.columns.ColumnType.Timestamp;
import org.plumbline.columns.ColumnType.Whole;
import org.plumbline.columns.Field;

/**
 * The value of a partition, as the log of a table or the name of a folder prints it, as a column.
 * Timestamps without a zone behind them are read as UTC.
 */
final class PartitionValue {

  /** How Hive names the partition of null. */
  private static final String HIVE_NULL = "__HIVE_DEFAULT_PARTITION__";

  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("[' ']['T']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private PartitionValue() {}

  /**
   * @param text empty is null, as are the empty text and Hive's own name for it
   * @throws Failure DATA where the text is no value of the type; names no file
   */
  static ColumnSource of(Optional<String> text, Field field) {
    Optional<String> value = text.filter(it -> !it.isEmpty() && !it.equals(HIVE_NULL));
    if (value.isEmpty()) {
      return Constant.missing(field.type());
    }
    try {
      return constant(value.get(), field.type());
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      throw new Failure(
          Failure.Kind.DATA,
          "column "
              + field.name()
              + " has the partition value '"
              + value.get()
              + "', which is no "
              + TypeText.of(field.type()),
          "Correct the partition, or the type of its column.",
          e);
    }
  }

  private static Constant constant(String text, ColumnType type) {
    if (type instanceof Floating) {
      return Constant.of(type, Double.parseDouble(text));
    }
    if (type instanceof Decimal decimal) {
      BigDecimal unscaled =
          new BigDecimal(text).setScale(decimal.scale(), RoundingMode.UNNECESSARY);
      return decimal.precision() <= Decimal.LONG_DIGITS
          ? Constant.of(type, unscaled.unscaledValue().longValueExact())
          : Constant.of(type, unscaled.unscaledValue().toByteArray());
    }
    if (type instanceof Whole whole) {
      return Constant.of(type, whole(text, whole));
    }
    if (type instanceof Bool) {
      return Constant.of(type, bool(text));
    }
    if (type instanceof Date) {
      return Constant.of(type, LocalDate.parse(text).toEpochDay());
    }
    if (type instanceof Timestamp) {
      return Constant.of(type, micros(text));
    }
    return Constant.of(type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static long whole(String text, Whole type) {
    long value = Long.parseLong(text);
    int digits = type.signed() ? type.bits() - 1 : type.bits();
    long most = digits >= Long.SIZE - 1 ? Long.MAX_VALUE : (1L << digits) - 1;
    long least = type.signed() ? -most - 1 : 0;
    if (value < least || value > most) {
      throw new ArithmeticException(text + " is beyond " + TypeText.of(type));
    }
    return value;
  }

  private static long bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> 1;
      case "false" -> 0;
      default -> throw new NumberFormatException(text);
    };
  }

  private static long micros(String text) {
    TemporalAccessor parsed = MOMENT.parse(text);
    ZoneOffset zone =
        parsed.query(TemporalQueries.zone()) instanceof ZoneOffset given ? given : ZoneOffset.UTC;
    return ChronoUnit.MICROS.between(Instant.EPOCH, LocalDateTime.from(parsed).toInstant(zone));
  }
}
