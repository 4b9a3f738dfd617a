package org.plumbline.features;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Schema;

/** A condition bound to the columns of a block. Whole numbers and decimals compare exactly. */
final class ConditionFilter {

  private static final BigDecimal TWO_63 = BigDecimal.valueOf(2).pow(63);

  private record Bound(Comparison comparison, int index) {}

  private final List<Bound> terms = new ArrayList<>();

  ConditionFilter(Condition condition, Schema schema) {
    for (Comparison comparison : condition.comparisons()) {
      terms.add(new Bound(comparison, schema.names().indexOf(comparison.column())));
    }
  }

  /** Excludes the rows for which the condition is not true. */
  void exclude(Block block, Selection selection) {
    for (Bound term : terms) {
      Column column = block.columns().get(term.index());
      IntPredicate test = test(term.comparison(), column);
      for (int row = 0; row < block.rows(); row++) {
        if (!test.test(row)) {
          selection.exclude(row);
        }
      }
    }
  }

  private static IntPredicate test(Comparison comparison, Column column) {
    if (comparison instanceof Comparison.WithNull nulls) {
      boolean wanted = nulls.test() == Comparison.NullTest.IS_NULL;
      return row -> column.missing().at(row) == wanted;
    }
    Comparison.WithLiteral term = (Comparison.WithLiteral) comparison;
    IntPredicate values = values(term, column);
    return column.missing().any() ? row -> !column.missing().at(row) && values.test(row) : values;
  }

  private static IntPredicate values(Comparison.WithLiteral term, Column column) {
    if (column instanceof LongColumn longs) {
      return longs(term.operator(), literal(term.literal(), longs.type()), longs);
    }
    if (column instanceof DoubleColumn doubles) {
      return doubles(term.operator(), ((Literal.Numeral) term.literal()).value(), doubles);
    }
    BytesColumn bytes = (BytesColumn) column;
    if (bytes.type() instanceof ColumnType.Decimal decimal) {
      BigDecimal number = ((Literal.Numeral) term.literal()).value();
      return row -> term.operator().holds(wide(bytes, row, decimal.scale()).compareTo(number));
    }
    byte[] text = ((Literal.Text) term.literal()).value().getBytes(StandardCharsets.UTF_8);
    return row -> term.operator().holds(compareUtf8(bytes, row, text));
  }

  /** The literal in the unit of the column's longs. */
  private static BigDecimal literal(Literal literal, ColumnType type) {
    if (literal instanceof Literal.Numeral number) {
      return type instanceof ColumnType.Decimal decimal
          ? number.value().scaleByPowerOfTen(decimal.scale())
          : number.value();
    }
    if (literal instanceof Literal.Date date) {
      return BigDecimal.valueOf(date.value().toEpochDay());
    }
    return literal == Literal.Truth.TRUE ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  private static IntPredicate longs(
      Comparison.Operator operator, BigDecimal literal, LongColumn column) {
    long[] values = column.values();
    // Unsigned longs order like signed ones once both sides are shifted by 2^63.
    boolean unsigned = column.type().equals(new ColumnType.Whole(64, false));
    long shift = unsigned ? Long.MIN_VALUE : 0;
    BigDecimal bound = unsigned ? literal.subtract(TWO_63) : literal;
    BigInteger floor = bound.setScale(0, RoundingMode.FLOOR).toBigInteger();
    if (floor.bitLength() > 63) {
      boolean holds = operator.holds(-floor.signum());
      return row -> holds;
    }
    long whole = floor.longValueExact();
    boolean between = bound.compareTo(new BigDecimal(floor)) != 0;
    return row -> {
      int order = Long.compare(values[row] ^ shift, whole);
      // A whole number equal to the floor of a literal between two of them is below it.
      return operator.holds(between && order == 0 ? -1 : order);
    };
  }

  private static IntPredicate doubles(
      Comparison.Operator operator, BigDecimal literal, DoubleColumn column) {
    double[] values = column.values();
    double bound = literal.doubleValue();
    return switch (operator) {
      case EQUAL -> row -> values[row] == bound;
      case NOT_EQUAL -> row -> values[row] != bound;
      case LESS -> row -> values[row] < bound;
      case AT_MOST -> row -> values[row] <= bound;
      case GREATER -> row -> !(values[row] <= bound);
      case AT_LEAST -> row -> !(values[row] < bound);
    };
  }

  private static BigDecimal wide(BytesColumn column, int row, int scale) {
    return new BigDecimal(new BigInteger(column.dictionary().entry(column.codes()[row])), scale);
  }

  private static int compareUtf8(BytesColumn column, int row, byte[] text) {
    Dictionary dictionary = column.dictionary();
    int code = column.codes()[row];
    return Arrays.compareUnsigned(
        dictionary.bytes(),
        dictionary.offsets()[code],
        dictionary.offsets()[code + 1],
        text,
        0,
        text.length);
  }
}
