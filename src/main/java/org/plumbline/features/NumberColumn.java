package org.plumbline.features;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.plumbline.Failure;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.LongColumn;

/**
 * A column as finite doubles, with the flaws of its rows; a row that is null, NaN or infinite reads
 * as 0. Whole numbers and decimals are rounded to the nearest double. One a thread; valid until the
 * next {@link #read}.
 */
final class NumberColumn implements TermColumn {

  /** Beyond it, longs are not all doubles. */
  private static final long EXACT_LONG = 1L << 53;

  /** The least magnitude of an unscaled decimal of 16 digits. */
  private static final long SIXTEEN_DIGITS = 1_000_000_000_000_000L;

  private static final int EXACT_DIGITS = 15;
  private static final BigInteger SIXTEEN_DIGITS_WIDE = BigInteger.valueOf(SIXTEEN_DIGITS);

  /** Sums of zeros taken side by side. */
  private static final int ZEROS = 256;

  /** Powers of ten that are doubles. */
  private static final double[] POWERS_OF_TEN = new double[23];

  static {
    for (int power = 0; power < POWERS_OF_TEN.length; power++) {
      POWERS_OF_TEN[power] = BigDecimal.TEN.pow(power).doubleValue();
    }
  }

  private final String name;
  private final FlawMask flaws = new FlawMask();
  private final double[] zeros = new double[ZEROS];
  private double[] own = new double[0];
  private double[] values = own;

  NumberColumn(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double[] values() {
    return values;
  }

  @Override
  public FlawMask flaws() {
    return flaws;
  }

  /**
   * @throws Failure DATA for text (of a partition) that is no number
   */
  void read(Column column, int rows) {
    flaws.reset(rows);
    if (column instanceof DoubleColumn doubles) {
      readDoubles(doubles, rows);
    } else if (column instanceof LongColumn longs) {
      readLongs(longs, rows);
    } else if (column instanceof BytesColumn bytes) {
      readBytes(bytes, rows);
    }
    flaws.markNulls(column.missing());
    if (column.missing().any()) {
      for (int row = 0; row < rows; row++) {
        if (column.missing().at(row)) {
          values[row] = 0;
        }
      }
    }
  }

  /** Marks values below zero, for weights. */
  void markNegatives(int rows) {
    for (int row = 0; row < rows; row++) {
      if (values[row] < 0 && flaws.usable(row)) {
        flaws.mark(row, Flaw.NEGATIVE);
      }
    }
  }

  private void readDoubles(DoubleColumn column, int rows) {
    double[] given = column.values();
    boolean finite = allFinite(given, rows);
    if (finite && !column.missing().any()) {
      values = given;
      return;
    }
    values = room(rows);
    System.arraycopy(given, 0, values, 0, rows);
    for (int row = 0; !finite && row < rows; row++) {
      if (!Double.isFinite(values[row])) {
        flaws.mark(row, Double.isNaN(values[row]) ? Flaw.NAN : Flaw.INFINITE);
        values[row] = 0;
      }
    }
  }

  /**
   * Zero times a number is zero, and NaN where the number is not finite. Sums that do not wait for
   * each other are vectorised by the compiler.
   */
  private boolean allFinite(double[] values, int rows) {
    double[] sums = zeros;
    Arrays.fill(sums, 0);
    int whole = rows - rows % ZEROS;
    for (int from = 0; from < whole; from += ZEROS) {
      for (int k = 0; k < ZEROS; k++) {
        sums[k] += 0 * values[from + k];
      }
    }
    double total = 0;
    for (int row = whole; row < rows; row++) {
      total += 0 * values[row];
    }
    for (double sum : sums) {
      total += sum;
    }
    return total == 0;
  }

  private void readLongs(LongColumn column, int rows) {
    values = room(rows);
    if (column.type() instanceof ColumnType.Decimal decimal) {
      readDecimals(column.values(), decimal.scale(), rows);
    } else if (column.type().equals(new ColumnType.Whole(64, false))) {
      readUnsigned(column.values(), rows);
    } else {
      long[] given = column.values();
      for (int row = 0; row < rows; row++) {
        values[row] = given[row];
        if (given[row] > EXACT_LONG || given[row] < -EXACT_LONG) {
          flaws.mark(row, Flaw.CONVERTED);
        }
      }
    }
  }

  private void readUnsigned(long[] given, int rows) {
    for (int row = 0; row < rows; row++) {
      long value = given[row];
      // Halved with the lost bit kept sticky, so that the rounding is that of the whole number.
      values[row] = value >= 0 ? value : (double) ((value >>> 1) | (value & 1)) * 2;
      if (Long.compareUnsigned(value, EXACT_LONG) > 0) {
        flaws.mark(row, Flaw.CONVERTED);
      }
    }
  }

  private void readDecimals(long[] given, int scale, int rows) {
    for (int row = 0; row < rows; row++) {
      long unscaled = given[row];
      boolean exact = unscaled <= EXACT_LONG && unscaled >= -EXACT_LONG;
      // A quotient of two exact doubles is rounded once.
      values[row] =
          exact && scale >= 0 && scale < POWERS_OF_TEN.length
              ? unscaled / POWERS_OF_TEN[scale]
              : BigDecimal.valueOf(unscaled, scale).doubleValue();
      if (unscaled >= SIXTEEN_DIGITS || unscaled <= -SIXTEEN_DIGITS) {
        flaws.mark(row, Flaw.CONVERTED);
      }
    }
  }

  private void readBytes(BytesColumn column, int rows) {
    values = room(rows);
    int known = -1;
    double value = 0;
    byte flaw = Flaw.NONE;
    for (int row = 0; row < rows; row++) {
      if (column.missing().at(row)) {
        continue;
      }
      int code = column.codes()[row];
      if (code != known) {
        BigDecimal number = number(column, code);
        value = number.doubleValue();
        flaw = flawOf(number, value);
        value = Double.isFinite(value) ? value : 0;
        known = code;
      }
      values[row] = value;
      if (flaw != Flaw.NONE) {
        flaws.mark(row, flaw);
      }
    }
  }

  private BigDecimal number(BytesColumn column, int code) {
    if (column.type() instanceof ColumnType.Decimal decimal) {
      return new BigDecimal(new BigInteger(column.dictionary().entry(code)), decimal.scale());
    }
    String text = column.dictionary().text(code);
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new Failure(
          Failure.Kind.DATA,
          "column `" + name + "`: the partition value '" + text + "' is no number",
          "Name a column of numbers, or correct the partition.",
          e);
    }
  }

  private static byte flawOf(BigDecimal number, double value) {
    if (!Double.isFinite(value)) {
      return Flaw.INFINITE.code();
    }
    boolean long16 =
        number.precision() > EXACT_DIGITS
            && number.unscaledValue().abs().compareTo(SIXTEEN_DIGITS_WIDE) >= 0;
    return long16 ? Flaw.CONVERTED.code() : Flaw.NONE;
  }

  private double[] room(int rows) {
    if (own.length < rows) {
      own = new double[rows];
    }
    return own;
  }
}
