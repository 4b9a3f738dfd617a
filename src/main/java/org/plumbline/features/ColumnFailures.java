package org.plumbline.features;

import java.util.Locale;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/** What is said of columns that are not there, or not of the type that they should be. */
public final class ColumnFailures {

  private static final int SHOWN = 12;

  private ColumnFailures() {}

  static Failure absent(String role, String name, Schema schema) {
    int fields = schema.fields().size();
    String shown = String.join(", ", schema.names().subList(0, Math.min(SHOWN, fields)));
    String more = fields > SHOWN ? ", … (" + fields + ")" : "";
    return new Failure(
        Failure.Kind.DATA,
        role + " column `" + name + "` is not in the table, which has " + shown + more,
        "Correct the name; it is taken literally, case and dots included.");
  }

  static Failure noNumber(String role, Field field) {
    return new Failure(
        Failure.Kind.DATA,
        role + " column `" + field.name() + "` is " + describe(field.type()) + ", not a number",
        "Name a column of whole numbers, floats, decimals, booleans or dates.");
  }

  static Failure noLevels(String role, Field field) {
    return new Failure(
        Failure.Kind.DATA,
        role + " column `" + field.name() + "` is " + describe(field.type()) + ", without levels",
        "Name a column of text, whole numbers, booleans or dates, or leave kind = category out.");
  }

  /**
   * @param key of the configuration that names the column
   */
  static Failure noEventTime(String role, String key, Field field) {
    return new Failure(
        Failure.Kind.DATA,
        role + " column `" + field.name() + "` is " + describe(field.type()),
        "Set " + key + " to a date or timestamp column.");
  }

  /** The type as messages name it: {@code bigint}, {@code decimal(20,2)}, {@code text}, … */
  public static String describe(ColumnType type) {
    if (type instanceof ColumnType.Whole whole) {
      return (whole.signed() ? "a whole number of " : "an unsigned number of ")
          + whole.bits()
          + " bits";
    }
    if (type instanceof ColumnType.Floating floating) {
      return floating.bits() == 32 ? "a float" : "a double";
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return "a decimal(" + decimal.precision() + "," + decimal.scale() + ")";
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return timestamp.zoned() ? "a timestamp" : "a timestamp without zone";
    }
    if (type instanceof ColumnType.Bool) {
      return "a boolean";
    }
    return type.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
