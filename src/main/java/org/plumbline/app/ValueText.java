package org.plumbline.app;

import com.typesafe.config.ConfigUtil;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.statistics.NumberDistribution;

/** Values and names of a table's columns as a configuration and its comments write them. */
final class ValueText {
  private static final Pattern BARE = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern WORD_OF_HOCON =
      Pattern.compile("true|false|null|include|yes|no|on|off", Pattern.CASE_INSENSITIVE);
  private static final int MOST_CHARACTERS = 40;

  private ValueText() {}

  /** A column's name, in quotation marks where HOCON needs them. */
  static String name(String column) {
    boolean bare = BARE.matcher(column).matches() && !WORD_OF_HOCON.matcher(column).matches();
    return bare ? column : ConfigUtil.quoteString(column);
  }

  /** {@code 12 to 250}. */
  static String range(Field field, NumberDistribution values) {
    return value(field, values.min()) + " to " + value(field, values.max());
  }

  /** A value as people write it, of a date or timestamp its day. */
  static String value(Field field, double value) {
    if (field.type() instanceof ColumnType.Date) {
      return LocalDate.ofEpochDay((long) value).toString();
    }
    if (field.type() instanceof ColumnType.Timestamp) {
      return day(value).toString();
    }
    if (field.type() instanceof ColumnType.Bool) {
      return value == 0 ? "false" : "true";
    }
    String figures = Figures.of(value);
    boolean plain = figures.contains(".") && !figures.contains("e");
    return plain ? new BigDecimal(figures).stripTrailingZeros().toPlainString() : figures;
  }

  /** The day of a timestamp, in UTC where it is zoned. */
  static LocalDate day(double micros) {
    long days = Math.floorDiv((long) micros, TimeUnit.DAYS.toMicros(1));
    return LocalDate.ofEpochDay(days).atStartOfDay(ZoneOffset.UTC).toLocalDate();
  }

  /** A text on one line, cut where it is long. */
  static String text(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    boolean cut = line.length() > MOST_CHARACTERS;
    return "'" + (cut ? line.substring(0, MOST_CHARACTERS) + "…" : line) + "'";
  }

  /** {@code 5.2 %}, and {@code under 0.1 %} where that rounds to nothing. */
  static String share(double share) {
    return share > 0 && share < 0.001
        ? "under 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
