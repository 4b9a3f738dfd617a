package org.plumbline.export;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.plumbline.columns.ColumnType;

/**
 * Values at the edges of a column's type, null among them.
 *
 * @param zones whose midnights and changes of offset are edges of timestamps
 */
record EdgeValues(ColumnType type, List<ZoneId> zones) {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "(missing)",
          "a level that training did not have",
          "it's",
          "\"quoted\"",
          "back\\slash",
          "\\",
          "semi;colon -- /* */",
          "${x}",
          "__THIS__",
          "%s",
          "tab\tnewline\n",
          "Grüße, 東京 🏠",
          "null",
          "NaN");

  private static final List<LocalDate> DATES =
      List.of(
          LocalDate.EPOCH,
          LocalDate.of(1969, 12, 31),
          LocalDate.of(2024, 2, 28),
          LocalDate.of(2024, 2, 29),
          LocalDate.of(2024, 3, 1),
          LocalDate.of(2024, 12, 31),
          LocalDate.of(2023, 3, 1),
          LocalDate.of(2023, 12, 31),
          LocalDate.of(2025, 1, 1),
          LocalDate.of(2000, 2, 29),
          LocalDate.of(1900, 3, 1),
          LocalDate.of(2100, 3, 1),
          LocalDate.of(1600, 12, 31),
          LocalDate.of(1, 1, 1),
          LocalDate.of(9999, 12, 31));

  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    0.1,
    -0.5,
    3,
    1e-300,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    1e15 + 0.3,
    0x1p53,
    1e200,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  /** All of them, some at random. */
  List<Object> all(Random random) {
    List<Object> values = new ArrayList<>();
    values.add(null);
    if (type instanceof ColumnType.Whole whole) {
      wholes(whole, values);
    } else if (type instanceof ColumnType.Decimal decimal) {
      decimals(decimal, random, values);
    } else if (type instanceof ColumnType.Floating floating) {
      for (double value : DOUBLES) {
        values.add(floating.bits() == 32 ? (double) (float) value : value);
      }
    } else if (type instanceof ColumnType.Bool) {
      values.addAll(List.of(true, false));
    } else if (type instanceof ColumnType.Date) {
      values.addAll(DATES);
    } else if (type instanceof ColumnType.Timestamp timestamp) {
      timestamps(timestamp, values);
    } else {
      values.addAll(TEXTS);
    }
    for (int more = 0; more < 20; more++) {
      values.add(usual(random));
    }
    return values;
  }

  private static void wholes(ColumnType.Whole type, List<Object> values) {
    BigInteger range = BigInteger.ONE.shiftLeft(type.signed() ? type.bits() - 1 : type.bits());
    BigInteger most = range.subtract(BigInteger.ONE);
    BigInteger least = type.signed() ? range.negate() : BigInteger.ZERO;
    for (BigInteger value :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            most,
            least,
            BigInteger.ONE.negate().max(least),
            BigInteger.ONE.shiftLeft(53).add(BigInteger.ONE).min(most),
            most.subtract(BigInteger.valueOf(512)).max(least))) {
      values.add(value);
    }
  }

  private static void decimals(ColumnType.Decimal type, Random random, List<Object> values) {
    BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    values.add(new BigDecimal(BigInteger.ZERO, type.scale()));
    values.add(new BigDecimal(most, type.scale()));
    values.add(new BigDecimal(most.negate(), type.scale()));
    values.add(new BigDecimal(BigInteger.ONE, type.scale()));
    for (int more = 0; more < 20; more++) {
      BigInteger unscaled = new BigInteger(most.bitLength() - 1, random);
      values.add(new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale()));
    }
  }

  private void timestamps(ColumnType.Timestamp type, List<Object> values) {
    List<LocalDate> days = DATES.stream().filter(day -> day.getYear() > 1960).toList();
    if (!type.zoned()) {
      for (LocalDate day : DATES) {
        values.add(day.atStartOfDay());
        values.add(day.atTime(LocalTime.of(23, 59, 59, 999_999_000)));
      }
      return;
    }
    List<Instant> instants = new ArrayList<>();
    for (ZoneId zone : zones.isEmpty() ? List.of((ZoneId) ZoneOffset.UTC) : zones) {
      days.stream()
          .filter(day -> day.getYear() < 2038)
          .forEach(day -> instants.add(day.atStartOfDay(zone).toInstant()));
      ZoneOffsetTransition change =
          zone.getRules().nextTransition(Instant.parse("2024-01-01T00:00:00Z"));
      for (int more = 0; change != null && more < 4; more++) {
        instants.add(change.getInstant());
        change = zone.getRules().nextTransition(change.getInstant());
      }
    }
    for (Instant instant : instants) {
      values.add(instant);
      values.add(instant.minus(1, ChronoUnit.MICROS));
      values.add(instant.plus(12, ChronoUnit.HOURS));
    }
  }

  /** A value as most rows may have. */
  Object usual(Random random) {
    if (type instanceof ColumnType.Whole) {
      return (long) random.nextInt(100);
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return BigDecimal.valueOf(random.nextInt(10), decimal.scale());
    }
    if (type instanceof ColumnType.Floating floating) {
      double value = random.nextGaussian() * StrictMath.exp(random.nextInt(12) - 6);
      return floating.bits() == 32 ? (double) (float) value : value;
    }
    if (type instanceof ColumnType.Bool) {
      return random.nextBoolean();
    }
    LocalDate day = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(6000));
    if (type instanceof ColumnType.Date) {
      return day;
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      LocalDateTime reading = day.atStartOfDay().plusSeconds(random.nextInt(86_400));
      return timestamp.zoned() ? reading.toInstant(ZoneOffset.UTC) : (Object) reading;
    }
    return "level " + random.nextInt(100);
  }

  /** The value whose level is this text; none of the level of nulls, where it is no text. */
  List<Object> of(String level) {
    try {
      if (type instanceof ColumnType.Text) {
        return List.of(level);
      }
      if (type instanceof ColumnType.Bool) {
        return level.equals("true") || level.equals("false")
            ? List.of(level.equals("true"))
            : List.of();
      }
      return List.of(
          type instanceof ColumnType.Date ? LocalDate.parse(level) : new BigInteger(level));
    } catch (NumberFormatException | DateTimeParseException missing) {
      return List.of();
    }
  }

  /** A level's value, and texts that are nearly it. */
  List<Object> like(Object level) {
    return level instanceof String text
        ? List.of(text, text + " ", text.toUpperCase(Locale.ROOT))
        : List.of(level);
  }
}
