package org.plumbline.export;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Schema;
import org.plumbline.features.CalendarPart;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.EventTime;
import org.plumbline.features.LevelCodes;

/**
 * Definitions and levels as expressions of SQL. A number's value is a double: null where it is
 * missing, infinite where it is infinite, never NaN.
 */
final class SqlColumns {

  private static final String INFINITY = Dialect.special("Infinity");
  private static final String MINUS_INFINITY = Dialect.special("-Infinity");

  /** Years whose waves are written out: a common one and a leap year. */
  private static final LocalDate COMMON = LocalDate.of(2023, 1, 1);

  private static final LocalDate LEAP = LocalDate.of(2024, 1, 1);

  private final Schema schema;
  private final Dialect dialect;

  SqlColumns(Schema schema, Dialect dialect) {
    this.schema = schema;
    this.dialect = dialect;
  }

  /**
   * @throws Failure UNSUPPORTED for a definition that SQL is not taught, by name
   */
  String number(Definition definition) {
    if (definition instanceof Definition.NumberTerm number) {
      return column(number.column());
    }
    if (definition instanceof Definition.MissingIndicator indicator) {
      return "CASE WHEN %s IS NULL THEN %s ELSE %s END"
          .formatted(number(indicator.of()), dialect.literal(1), dialect.literal(0));
    }
    if (definition instanceof Definition.Logarithm logarithm) {
      return logarithm(logarithm);
    }
    if (definition instanceof Definition.Power power) {
      return power(power);
    }
    if (definition instanceof Definition.Product product) {
      return product(product);
    }
    if (definition instanceof Definition.YearCycle cycle) {
      return wave(cycle);
    }
    throw new Failure(
        Failure.Kind.UNSUPPORTED,
        "the term " + definition.term() + " cannot be said in SQL",
        "Export with --format json, or leave it out of data.features.");
  }

  /** Whether {@link #number} can be infinite. */
  boolean mayBeInfinite(Definition definition) {
    if (definition instanceof Definition.NumberTerm number) {
      return mayBeInfinite(number.column());
    }
    return !(definition instanceof Definition.MissingIndicator
        || definition instanceof Definition.YearCycle);
  }

  private boolean mayBeInfinite(String column) {
    ColumnType type = type(column);
    return type instanceof ColumnType.Floating || type instanceof ColumnType.Text;
  }

  /** Null instead of an infinity. */
  static String finite(String number) {
    return "nullif(nullif(" + number + ", " + INFINITY + "), " + MINUS_INFINITY + ")";
  }

  private String column(String name) {
    String number = dialect.number(quoted(name), type(name));
    return mayBeInfinite(name) ? "nullif(" + number + ", " + Dialect.special("NaN") + ")" : number;
  }

  /**
   * Of a number below the least there is no logarithm, which is missing; at it it is −∞. An
   * infinite number is no gap.
   */
  private String logarithm(Definition.Logarithm logarithm) {
    String x = column(logarithm.column());
    boolean plusOne = logarithm.of() == Definition.LogarithmOf.VALUE_PLUS_ONE;
    return "CASE WHEN %1$s > %2$s THEN %3$s WHEN %1$s IN (%2$s, %4$s) THEN %4$s END"
        .formatted(
            x,
            dialect.literal(plusOne ? -1 : 0),
            plusOne ? dialect.logarithmPlusOne(x) : "ln(" + x + ")",
            MINUS_INFINITY);
  }

  private String power(Definition.Power power) {
    String x = column(power.column());
    String base = power.center() == 0 ? x : "(" + x + " - " + literal(power.center()) + ")";
    String value = dialect.power(base, power.exponent());
    return mayBeInfinite(power.column())
        ? "CASE WHEN abs(%1$s) = %2$s THEN %1$s ELSE %3$s END".formatted(x, INFINITY, value)
        : value;
  }

  private String literal(double value) {
    return dialect.literal(value);
  }

  /** The first number that is missing or infinite decides, whatever the other one is. */
  private String product(Definition.Product product) {
    String x = column(product.first());
    String y = column(product.second());
    if (!mayBeInfinite(product.first()) && !mayBeInfinite(product.second())) {
      return "(" + x + " * " + y + ")";
    }
    return ("CASE WHEN abs(%1$s) = %3$s THEN %1$s"
            + " WHEN abs(%2$s) = %3$s AND %1$s IS NOT NULL THEN %2$s ELSE %1$s * %2$s END")
        .formatted(x, y, INFINITY);
  }

  /**
   * Written out for every day of a year: engines differ in their sines, and a table's entries are
   * ours.
   */
  private String wave(Definition.YearCycle cycle) {
    String date = date(cycle.time());
    String year = "year(" + date + ")";
    String leap = "(%1$s %% 4 = 0 AND (%1$s %% 100 <> 0 OR %1$s %% 400 = 0))".formatted(year);
    return "CASE WHEN %s THEN %s ELSE %s END"
        .formatted(leap, waves(cycle, LEAP, date), waves(cycle, COMMON, date));
  }

  private String waves(Definition.YearCycle cycle, LocalDate first, String date) {
    List<String> values =
        IntStream.range(0, first.lengthOfYear())
            .mapToObj(day -> literal(cycle.wave().on(first.plusDays(day))))
            .toList();
    return dialect.element(values, "dayofyear(" + date + ")");
  }

  /** The row's level, never null. */
  String level(Category category) {
    return "coalesce(" + text(category) + ", " + dialect.literal(LevelCodes.MISSING) + ")";
  }

  private String text(Category category) {
    if (category instanceof Category.OfCalendar calendar) {
      String date = date(calendar.time());
      return calendar.part() == CalendarPart.MONTH ? dialect.month(date) : dialect.dayOfWeek(date);
    }
    String column = category.columns().get(0);
    String quoted = quoted(column);
    return type(column) instanceof ColumnType.Text ? quoted : dialect.text(quoted);
  }

  private String date(EventTime time) {
    String column = quoted(time.column());
    ColumnType type = type(time.column());
    if (type instanceof ColumnType.Date) {
      return column;
    }
    if (type instanceof ColumnType.Timestamp timestamp && timestamp.zoned()) {
      return dialect.zonedDate(column, time.zone());
    }
    return "CAST(" + column + " AS DATE)";
  }

  private ColumnType type(String column) {
    return schema.field(column).orElseThrow().type();
  }

  private String quoted(String column) {
    return dialect.quoted(column);
  }

  /**
   * Refuses names that an engine would read as something else.
   *
   * @throws Failure UNSUPPORTED naming the column
   */
  void checkNames() {
    List<String> names = new ArrayList<>();
    for (String name : schema.names()) {
      if (name.codePoints().anyMatch(c -> c < ' ')
          || name.contains("${")
          || name.contains(Dialect.THIS)) {
        throw refused(
            name, "holds control characters, ${ or " + Dialect.THIS + ", which SQL cannot quote");
      }
      for (String other : names) {
        if (other.equalsIgnoreCase(name)) {
          throw refused(name, "differs from " + other + " in case alone, which SQL does not see");
        }
      }
      names.add(name);
    }
  }

  private static Failure refused(String column, String why) {
    return new Failure(
        Failure.Kind.UNSUPPORTED,
        "the column `" + column.replaceAll("\\p{Cntrl}", "?") + "` " + why,
        "Export with --format json, or rename it in the table.");
  }
}
