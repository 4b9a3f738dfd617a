package org.plumbline.mllib;

import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Schema;
import org.plumbline.features.CalendarPart;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.EventTime;
import org.plumbline.scan.TableRows;
import org.plumbline.statistics.Levels;

/**
 * Columns of z and levels of categories as Spark SQL says them, in a session whose time zone is
 * that of the row rule. A value that is missing, or that its definition has none for, is null.
 */
final class SqlColumns {
  private final Schema table;

  SqlColumns(Schema table) {
    this.table = table;
  }

  /**
   * The definition's value as a double; null where it is missing, infinite where it is infinite.
   *
   * @throws Failure UNSUPPORTED for a definition that SQL is not taught, by name
   */
  String number(Definition definition) {
    if (definition instanceof Definition.NumberTerm number) {
      return column(number.column());
    }
    if (definition instanceof Definition.MissingIndicator indicator) {
      return "if(" + number(indicator.of()) + " is null, 1D, 0D)";
    }
    if (definition instanceof Definition.Logarithm logarithm) {
      return logarithm(logarithm);
    }
    if (definition instanceof Definition.LogarithmOfLabel label) {
      return "ln(" + column(label.column()) + ")";
    }
    if (definition instanceof Definition.Power power) {
      return "nanvl(power(%s - (%sD), %dD), null)"
          .formatted(column(power.column()), power.center(), power.exponent());
    }
    if (definition instanceof Definition.Product product) {
      return "(" + column(product.first()) + " * " + column(product.second()) + ")";
    }
    if (definition instanceof Definition.YearCycle cycle) {
      return wave(cycle);
    }
    throw new Failure(
        Failure.Kind.UNSUPPORTED,
        "the term " + definition.term() + " cannot be said in SQL",
        "Leave it out of data.features, or do without Spark MLlib.");
  }

  /** Spark's logarithms are null where ours are −∞. */
  private String logarithm(Definition.Logarithm logarithm) {
    String x = column(logarithm.column());
    boolean plusOne = logarithm.of() == Definition.LogarithmOf.VALUE_PLUS_ONE;
    return "if(%1$s = %2$s, double('-Infinity'), %3$s(%1$s))"
        .formatted(x, plusOne ? "-1D" : "0D", plusOne ? "log1p" : "ln");
  }

  private String wave(Definition.YearCycle cycle) {
    String date = date(cycle.time());
    String angle =
        "2D * pi() * (dayofyear(%1$s) - 1) / dayofyear(make_date(year(%1$s), 12, 31))"
            .formatted(date);
    return (cycle.wave() == Definition.Wave.SINE ? "sin(" : "cos(") + angle + ")";
  }

  /** The row's level, never null. */
  String level(Category category) {
    return "coalesce(" + text(category) + ", '" + Levels.MISSING + "')";
  }

  private String text(Category category) {
    if (category instanceof Category.OfCalendar calendar) {
      String date = date(calendar.time());
      return calendar.part() == CalendarPart.MONTH
          ? "lpad(cast(month(" + date + ") as string), 2, '0')"
          : "cast(weekday(" + date + ") + 1 as string)";
    }
    return "cast(" + quoted(((Category.OfColumn) category).column()) + " as string)";
  }

  /** Days since 1970-01-01. */
  String day(EventTime time) {
    return "unix_date(" + date(time) + ")";
  }

  private static String date(EventTime time) {
    return "to_date(" + quoted(time.column()) + ")";
  }

  /** A column as a number: a double, null where it is missing. */
  String column(String name) {
    ColumnType type = table.field(name).orElseThrow().type();
    String value = quoted(name);
    if (type instanceof ColumnType.Date) {
      value = "unix_date(" + value + ")";
    } else if (type instanceof ColumnType.Bool) {
      value = "cast(" + value + " as int)";
    }
    String number = "cast(" + value + " as double)";
    return type instanceof ColumnType.Floating ? "nanvl(" + number + ", null)" : number;
  }

  static String quoted(String column) {
    return TableRows.quoted(column);
  }
}
