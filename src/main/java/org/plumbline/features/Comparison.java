package org.plumbline.features;

import java.io.Serializable;
import java.util.regex.Pattern;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;

/** One term of a {@link Condition}. */
public sealed interface Comparison extends Serializable {

  String column();

  /** Canonical text, as {@link Condition#parse} reads it. */
  String text();

  String sql();

  /**
   * @throws Failure DATA where a column of this type cannot be compared so
   */
  void check(Field field);

  /** {@code column op literal}. */
  record WithLiteral(String column, Operator operator, Literal literal) implements Comparison {

    @Override
    public String text() {
      return Names.plain(column) + " " + operator.symbol() + " " + literal.text();
    }

    @Override
    public String sql() {
      String name = Names.quoted(column);
      String comparison = name + " " + operator.symbol() + " " + literal.sql();
      // Spark 4.1 takes a null bigint to be below a literal beyond its range.
      return literal.isBeyondLongs()
          ? "(" + name + " IS NOT NULL AND " + comparison + ")"
          : comparison;
    }

    @Override
    public void check(Field field) {
      if (!literal.comparesWith(field.type())) {
        throw new Failure(
            Failure.Kind.DATA,
            "where: `%s` is %s and cannot be compared with %s"
                .formatted(column, ColumnFailures.describe(field.type()), literal.text()),
            remedy(field.type()));
      }
    }

    private static String remedy(ColumnType type) {
      if (type instanceof ColumnType.Timestamp) {
        return "Compare a date column; training.window chooses rows by the event time.";
      }
      return "Compare numbers with numbers, text with 'text', dates with date 'YYYY-MM-DD',"
          + " booleans with true or false.";
    }
  }

  /** {@code column is null} or {@code column is not null}. */
  record WithNull(String column, NullTest test) implements Comparison {

    @Override
    public String text() {
      return Names.plain(column) + " " + test.words();
    }

    @Override
    public String sql() {
      return Names.quoted(column) + " " + test.words();
    }

    @Override
    public void check(Field field) {
      // A column of any type can be null.
    }
  }

  /** Which of the two tests for null. */
  enum NullTest {
    IS_NULL("is null"),
    IS_NOT_NULL("is not null");

    private final String words;

    NullTest(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** How a column is compared with a literal. */
  enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }

    /**
     * Whether it holds between two values of which {@link Comparable#compareTo} said {@code order}.
     */
    boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
      };
    }
  }

  /** How names of columns are written. */
  final class Names {
    private static final Pattern SIMPLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    private Names() {}

    static String quoted(String name) {
      return "`" + name.replace("`", "``") + "`";
    }

    static String plain(String name) {
      boolean simple = SIMPLE.matcher(name).matches() && !ConditionParser.isKeyword(name);
      return simple ? name : quoted(name);
    }
  }
}
