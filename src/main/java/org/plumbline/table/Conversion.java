package org.plumbline.table;

import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.ColumnType.Bytes;
import org.plumbline.columns.ColumnType.Date;
import org.plumbline.columns.ColumnType.Decimal;
import org.plumbline.columns.ColumnType.Floating;
import org.plumbline.columns.ColumnType.Text;
import org.plumbline.columns.ColumnType.Timestamp;
import org.plumbline.columns.ColumnType.Whole;

/**
 * From a column of a file to the column of its table, whose type may have grown since the file was
 * written: what cannot lose anything is converted, all else is refused.
 *
 * @param descriptor the column in the file's own schema
 * @param stored its type there, as we see it
 * @param wanted its type in the table
 */
record Conversion(
    ColumnDescriptor descriptor, ColumnType stored, ColumnType wanted, LegacyCalendar calendar) {

  private static final long MICROS_OF_DAY = 86_400_000_000L;

  /**
   * @throws Failure DATA where something could be lost; names no file
   */
  ColumnSource source() {
    if (wanted instanceof Floating number && fits(number)) {
      return new StoredDoubles(descriptor, wanted, DoubleForm.of(type(), stored));
    }
    if (wanted instanceof Decimal decimal) {
      return decimals(decimal).orElseThrow(this::refusal);
    }
    boolean bytes = stored instanceof Text || stored instanceof Bytes;
    if (bytes && (wanted instanceof Text || wanted instanceof Bytes)) {
      return new StoredBytes(descriptor, wanted);
    }
    return longs(step().orElseThrow(this::refusal));
  }

  /** Whether every stored number is one of a floating type. */
  private boolean fits(Floating number) {
    int digits = number.bits() == Double.SIZE ? 53 : 24;
    return stored instanceof Whole whole
        ? whole.bits() < digits
        : stored instanceof Floating from && from.bits() <= number.bits();
  }

  /** The way between types that a long holds. */
  private Optional<LongStep> step() {
    if (stored instanceof Whole from && wanted instanceof Whole to) {
      boolean same = from.equals(to);
      boolean wider = from.bits() < to.bits() && (to.signed() || !from.signed());
      LongStep check = from.bits() == 64 && !from.signed() ? LongStep.unsigned() : LongStep.NONE;
      return same || wider ? Optional.of(check) : Optional.empty();
    }
    LongStep unit = LongStep.toMicros(type()).then(LongStep.inCalendar(type(), calendar));
    if (stored.equals(wanted) && !(wanted instanceof Floating)) {
      return Optional.of(unit);
    }
    boolean midnight = stored instanceof Date && wanted instanceof Timestamp to && !to.zoned();
    return midnight ? Optional.of(unit.then(LongStep.times(MICROS_OF_DAY))) : Optional.empty();
  }

  private Optional<ColumnSource> decimals(Decimal to) {
    Optional<Decimal> from = stored instanceof Decimal decimal ? Optional.of(decimal) : whole();
    return from.filter(
            decimal ->
                decimal.scale() <= to.scale()
                    && decimal.precision() - decimal.scale() <= to.precision() - to.scale())
        .map(decimal -> decimals(decimal, to));
  }

  /** Whole numbers as decimals of as many digits as they may have. */
  private Optional<Decimal> whole() {
    return stored instanceof Whole whole
        ? Optional.of(new Decimal(digits(whole), 0))
        : Optional.empty();
  }

  private static int digits(Whole whole) {
    return switch (whole.bits()) {
      case 8 -> 3;
      case 16 -> 5;
      case 32 -> 10;
      default -> whole.signed() ? 19 : 20;
    };
  }

  private ColumnSource decimals(Decimal from, Decimal to) {
    int shift = to.scale() - from.scale();
    if (to.precision() <= Decimal.LONG_DIGITS) {
      return longs(LongStep.times(power(shift)));
    }
    boolean bytes =
        switch (type().getPrimitiveTypeName()) {
          case BINARY, FIXED_LEN_BYTE_ARRAY -> true;
          default -> false;
        };
    ColumnSource unscaled =
        bytes
            ? new StoredBytes(descriptor, to)
            : longs(
                stored instanceof Whole whole && !whole.signed()
                    ? LongStep.unsigned()
                    : LongStep.NONE);
    return bytes && shift == 0 ? unscaled : new WideDecimals(unscaled, to, shift);
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power = Math.multiplyExact(power, 10L);
    }
    return power;
  }

  private ColumnSource longs(LongStep step) {
    return new StoredLongs(descriptor, wanted, LongForm.of(type(), stored), step);
  }

  private PrimitiveType type() {
    return descriptor.getPrimitiveType();
  }

  private Failure refusal() {
    return new Failure(
        Failure.Kind.DATA,
        "column "
            + descriptor.getPath()[0]
            + " is "
            + ParquetSchema.described(type())
            + " in the file, which cannot be read as the table's "
            + TypeText.of(wanted)
            + " without loss",
        "Write the file anew with the table's type.");
  }
}
