package org.plumbline.features;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.plumbline.columns.ColumnType;

/** What a column is compared with. */
public sealed interface Literal extends Serializable {

  /** Canonical text, as {@link Condition#parse} reads it. */
  String text();

  /** The same value in Spark SQL. */
  String sql();

  boolean comparesWith(ColumnType type);

  /** Whether it is a number that no long reaches. */
  default boolean isBeyondLongs() {
    return false;
  }

  /** A number of at most 38 digits on either side of the point; equal numbers are equal. */
  record Numeral(BigDecimal value) implements Literal {

    /** What Spark's decimals hold. */
    static final int MAX_DIGITS = 38;

    public Numeral {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    boolean isServed() {
      return value.scale() <= MAX_DIGITS
          && Math.max(value.precision(), value.precision() - value.scale()) <= MAX_DIGITS;
    }

    @Override
    public String text() {
      return value.toPlainString();
    }

    @Override
    public String sql() {
      return text();
    }

    @Override
    public boolean isBeyondLongs() {
      return value.toBigInteger().bitLength() > 63;
    }

    @Override
    public boolean comparesWith(ColumnType type) {
      return type instanceof ColumnType.Whole
          || type instanceof ColumnType.Floating
          || type instanceof ColumnType.Decimal;
    }
  }

  /** Text, compared by its UTF-8 bytes, that is by code points. */
  record Text(String value) implements Literal {

    @Override
    public String text() {
      return "'" + value.replace("'", "''") + "'";
    }

    @Override
    public String sql() {
      return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    public boolean comparesWith(ColumnType type) {
      return type instanceof ColumnType.Text;
    }
  }

  /** True or false. */
  enum Truth implements Literal {
    FALSE,
    TRUE;

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String sql() {
      return text();
    }

    @Override
    public boolean comparesWith(ColumnType type) {
      return type instanceof ColumnType.Bool;
    }
  }

  /** A day. */
  record Date(LocalDate value) implements Literal {

    @Override
    public String text() {
      return "date '" + value + "'";
    }

    @Override
    public String sql() {
      return "DATE '" + value + "'";
    }

    @Override
    public boolean comparesWith(ColumnType type) {
      return type instanceof ColumnType.Date;
    }
  }
}
