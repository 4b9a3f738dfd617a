package org.plumbline.export;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.plumbline.columns.ColumnType;

/**
 * What differs between engines of SQL. Everything said here is one expression, bound tightly enough
 * to stand anywhere, whose value does not depend on settings of the session: neither on its time
 * zone nor on how it reads quotes and backslashes.
 */
public enum Dialect {
  /** Spark SQL 4, whose functions are those of Java's {@code StrictMath}: equal to the last bit. */
  SPARK("STRING", 150) {
    @Override
    String quoted(String column) {
      return "`" + column.replace("`", "``") + "`";
    }

    @Override
    String literal(double value) {
      return shortest(value) + "D";
    }

    /** Whether quotes can be doubled, and what a backslash is, are settings of the session. */
    @Override
    String literal(String text) {
      boolean plain =
          text.codePoints().noneMatch(c -> c < ' ' || c == '\'' || c == '\\' || c == '$')
              && !text.contains(THIS);
      return plain ? "'" + text + "'" : "CAST(X'" + hex(text) + "' AS STRING)";
    }

    @Override
    String logarithmPlusOne(String x) {
      return "log1p(" + x + ")";
    }

    @Override
    String power(String x, int exponent) {
      return "power(" + x + ", " + literal(exponent) + ")";
    }

    @Override
    boolean powersAgree(int exponent) {
      return true;
    }

    @Override
    String element(List<String> values, String place) {
      return "element_at(array(" + String.join(", ", values) + "), " + place + ")";
    }

    @Override
    String sum(String first, List<String> rest) {
      return "aggregate(array(\n    "
          + String.join(",\n    ", rest)
          + "\n  ), "
          + first
          + ", (s, x) -> s + x)";
    }

    @Override
    String number(String column, ColumnType type) {
      if (type instanceof ColumnType.Date) {
        return "CAST(unix_date(" + column + ") AS DOUBLE)";
      }
      return "CAST(" + column + " AS DOUBLE)";
    }

    /** The reading of a clock in the zone, taken for one in UTC, has the zone's day. */
    @Override
    String zonedDate(String column, ZoneId zone) {
      String micros =
          "unix_micros(from_utc_timestamp(" + column + ", " + literal(zone.getId()) + "))";
      return "date_from_unix_date(CAST((%1$s - pmod(%1$s, %2$sL)) div %2$sL AS INT))"
          .formatted(micros, MICROS_OF_DAY);
    }

    @Override
    String dayOfWeek(String date) {
      return "CAST(weekday(" + date + ") + 1 AS STRING)";
    }
  },

  /** DuckDB, whose logarithms, powers from the third on and exponentials are the C library's. */
  DUCKDB("VARCHAR", 30) {
    @Override
    String quoted(String column) {
      return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    /** Without an exponent a number is a decimal here. */
    @Override
    String literal(double value) {
      String text = shortest(value);
      return text.contains("E") ? text : text + "e0";
    }

    @Override
    String literal(String text) {
      boolean plain = text.codePoints().noneMatch(c -> c < ' ');
      return plain
          ? "'" + text.replace("'", "''") + "'"
          : "decode('" + hex(text).replaceAll("..", "\\\\x$0") + "'::BLOB)";
    }

    /** There is none: log(u) − ((u − 1) − x)/u, u = 1 + x rounded, is right to a few ulps. */
    @Override
    String logarithmPlusOne(String x) {
      return ("CASE WHEN %1$s = CAST('Infinity' AS DOUBLE) THEN %1$s ELSE"
              + " ln(1e0 + %1$s) - (((1e0 + %1$s) - 1e0) - %1$s) / (1e0 + %1$s) END")
          .formatted(x);
    }

    @Override
    String power(String x, int exponent) {
      return exponent == 2
          ? "(" + x + " * " + x + ")"
          : "pow(" + x + ", " + literal(exponent) + ")";
    }

    @Override
    boolean powersAgree(int exponent) {
      return exponent == 2;
    }

    @Override
    String element(List<String> values, String place) {
      return "([" + String.join(", ", values) + "])[" + place + "]";
    }

    @Override
    String sum(String first, List<String> rest) {
      return "list_reduce([\n    "
          + first
          + ",\n    "
          + String.join(",\n    ", rest)
          + "\n  ], lambda s, x: s + x)";
    }

    /** Decimals of more digits than a double has are rounded once where they are read as text. */
    @Override
    String number(String column, ColumnType type) {
      if (type instanceof ColumnType.Date) {
        return "CAST(" + column + " - DATE '1970-01-01' AS DOUBLE)";
      }
      if (type instanceof ColumnType.Decimal decimal && decimal.precision() > EXACT_DIGITS) {
        return "CAST(CAST(" + column + " AS VARCHAR) AS DOUBLE)";
      }
      return "CAST(" + column + " AS DOUBLE)";
    }

    /** Names of fixed offsets are Java's own. */
    @Override
    String zonedDate(String column, ZoneId zone) {
      if (zone.normalized() instanceof ZoneOffset offset) {
        String utc = "timezone('UTC', " + column + ")";
        return "CAST("
            + (offset.getTotalSeconds() == 0
                ? utc
                : utc + " + to_seconds(" + offset.getTotalSeconds() + ")")
            + " AS DATE)";
      }
      return "CAST(timezone(" + literal(zone.getId()) + ", " + column + ") AS DATE)";
    }

    @Override
    String dayOfWeek(String date) {
      return "CAST(isodow(" + date + ") AS VARCHAR)";
    }
  };

  /** What Spark's {@code SQLTransformer} puts its table in the place of. */
  static final String THIS = "__THIS__";

  private static final long MICROS_OF_DAY = 86_400_000_000L;
  private static final int EXACT_DIGITS = 15;

  private final String textType;
  private final int longestChain;

  Dialect(String textType, int longestChain) {
    this.textType = textType;
    this.longestChain = longestChain;
  }

  /**
   * The most additions that are written as such: deep expressions cost engines a stack, and DuckDB
   * the square of their depth in planning.
   */
  final int longestChain() {
    return longestChain;
  }

  /** A column, quoted. */
  abstract String quoted(String column);

  /** A finite double that is read as itself. */
  abstract String literal(double value);

  abstract String literal(String text);

  /** log(1 + x) for x &gt; −1. */
  abstract String logarithmPlusOne(String x);

  abstract String power(String x, int exponent);

  /** Whether {@link #power} gives the bits of {@code StrictMath.pow}. */
  abstract boolean powersAgree(int exponent);

  /** The value at a place, counted from 1. */
  abstract String element(List<String> values, String place);

  /** first + rest[0] + rest[1] + …, from left to right, however many there are. */
  abstract String sum(String first, List<String> rest);

  /** A column as a double, NaN and infinities as they are. */
  abstract String number(String column, ColumnType type);

  /** The day of a zoned timestamp. */
  abstract String zonedDate(String column, ZoneId zone);

  /** 1 Monday … 7 Sunday, as text. */
  abstract String dayOfWeek(String date);

  /** 01 January … 12 December, as text. */
  final String month(String date) {
    return "lpad(" + text("month(" + date + ")") + ", 2, '0')";
  }

  final String text(String value) {
    return "CAST(" + value + " AS " + textType + ")";
  }

  /** A double that is no literal: {@code NaN}, {@code Infinity}, {@code -Infinity}. */
  static String special(String word) {
    return "CAST('" + word + "' AS DOUBLE)";
  }

  /** Whether the logarithms and exponentials of the engine are those of {@code StrictMath}. */
  public boolean functionsAgree() {
    return this == SPARK;
  }

  /** As {@code model.json} writes it; no version of Java changes it. */
  private static String shortest(double value) {
    return NumberOutput.toString(value, true);
  }

  private static String hex(String text) {
    return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
