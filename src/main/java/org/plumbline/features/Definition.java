package org.plumbline.features;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How a column of z is made from columns of the table: a number for each row. Closed.
 *
 * <p>A number that is NaN is missing, as one made from a missing number is; one that is infinite is
 * infinite: log(0), say. A missing or infinite number reads as 0, and so the column is (1 − m)·x
 * with m the {@link MissingIndicator}. Logarithms, powers and waves are those of {@link
 * StrictMath}, the same on every machine.
 */
public sealed interface Definition extends Serializable {

  /** Its name for people, unique in a design. */
  String term();

  /** The columns it reads. */
  List<String> columns();

  /** {@code number}, {@code power}, {@code product}, {@code indicator}: as model.json has it. */
  String kind();

  /**
   * SHA-256 of its meaning, the first 16 hex digits: equal definitions have equal digests, whatever
   * their term is called.
   */
  String digest();

  /** The event time that it reads, where it does. */
  default Optional<EventTime> eventTime() {
    return Optional.empty();
  }

  /** The same with another event time, where it reads one. */
  default Definition datedBy(EventTime time) {
    return this;
  }

  /** The column that computes it, with what it is made from. */
  TermColumn column(TermColumns columns);

  /** The column as a number: what {@code NumberColumn} reads. */
  record NumberTerm(String column) implements Definition {

    private static final String KIND = "number";

    @Override
    public String term() {
      return column;
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public String digest() {
      return Digests.brief(List.of(KIND, column));
    }

    @Override
    public TermColumn column(TermColumns columns) {
      return columns.number(column);
    }
  }

  /** 1 where a definition is missing, else 0; never missing itself. */
  record MissingIndicator(Definition of) implements Definition {

    @Override
    public String term() {
      return of.term() + "=" + LevelCodes.MISSING;
    }

    @Override
    public List<String> columns() {
      return of.columns();
    }

    @Override
    public String kind() {
      return "indicator";
    }

    @Override
    public String digest() {
      return Digests.brief(List.of("indicator", of.digest()));
    }

    @Override
    public Optional<EventTime> eventTime() {
      return of.eventTime();
    }

    @Override
    public Definition datedBy(EventTime time) {
      return new MissingIndicator(of.datedBy(time));
    }

    @Override
    public TermColumn column(TermColumns columns) {
      return new IndicatorColumn(term(), columns.term(of));
    }
  }

  /** Natural logarithm of a number column. */
  record Logarithm(String column, LogarithmOf of) implements Definition {

    @Override
    public String term() {
      return of.word() + "(" + column + ")";
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public String kind() {
      return NumberTerm.KIND;
    }

    @Override
    public String digest() {
      return Digests.brief(List.of(of.word(), column));
    }

    @Override
    public TermColumn column(TermColumns columns) {
      return new FunctionColumn(term(), columns.number(column), of::at);
    }
  }

  /** Natural logarithm of the label, which must be above 0. */
  record LogarithmOfLabel(String column) implements Definition {

    @Override
    public String term() {
      return "log(" + column + ")";
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public String kind() {
      return NumberTerm.KIND;
    }

    @Override
    public String digest() {
      return Digests.brief(List.of("log of label", column));
    }

    @Override
    public TermColumn column(TermColumns columns) {
      return new LabelLogColumn(term(), columns.number(column));
    }
  }

  /** What a logarithm is taken of. */
  enum LogarithmOf {
    /** log(x): NaN below 0, −∞ at 0. */
    VALUE("log") {
      @Override
      double at(double x) {
        return StrictMath.log(x);
      }
    },
    /** log(1 + x), exact for small x: NaN below −1, −∞ at −1. */
    VALUE_PLUS_ONE("log1p") {
      @Override
      double at(double x) {
        return StrictMath.log1p(x);
      }
    };

    private final String word;

    LogarithmOf(String word) {
      this.word = word;
    }

    /** As the configuration writes it. */
    public String word() {
      return word;
    }

    abstract double at(double x);
  }

  /** (x − center)^exponent; the difference is rounded once. */
  record Power(String column, int exponent, double center) implements Definition {

    @Override
    public String term() {
      return base() + "^" + exponent;
    }

    private String base() {
      if (center == 0) {
        return column;
      }
      return "(" + column + (center > 0 ? " - " : " + ") + plain(Math.abs(center)) + ")";
    }

    private static String plain(double number) {
      return number == Math.rint(number) && number < 1e15
          ? Long.toString((long) number)
          : Double.toString(number);
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public String kind() {
      return "power";
    }

    @Override
    public String digest() {
      return Digests.brief(
          List.of("power", column, Integer.toString(exponent), Double.toHexString(center + 0.0)));
    }

    @Override
    public TermColumn column(TermColumns columns) {
      return new FunctionColumn(
          term(), columns.number(column), x -> StrictMath.pow(x - center, exponent));
    }
  }

  /** The product of two number columns; the same one twice is its square. */
  record Product(String first, String second) implements Definition {

    @Override
    public String term() {
      return first + ":" + second;
    }

    @Override
    public List<String> columns() {
      return List.of(first, second);
    }

    @Override
    public String kind() {
      return "product";
    }

    @Override
    public String digest() {
      boolean ordered = first.compareTo(second) <= 0;
      return Digests.brief(List.of("product", ordered ? first : second, ordered ? second : first));
    }

    @Override
    public TermColumn column(TermColumns columns) {
      return new ProductColumn(term(), columns.number(first), columns.number(second));
    }
  }

  /**
   * A wave of one year's length: of the angle 2π·(day of the year − 1)/(days of the year), so that
   * it starts anew every first of January.
   */
  record YearCycle(EventTime time, Wave wave) implements Definition {

    @Override
    public String term() {
      return "year-" + wave.word();
    }

    @Override
    public List<String> columns() {
      return List.of(time.column());
    }

    @Override
    public String kind() {
      return NumberTerm.KIND;
    }

    @Override
    public String digest() {
      return Digests.brief(List.of(term(), time.column(), time.zone().getId()));
    }

    @Override
    public Optional<EventTime> eventTime() {
      return Optional.of(time);
    }

    @Override
    public Definition datedBy(EventTime other) {
      return new YearCycle(other, wave);
    }

    @Override
    public TermColumn column(TermColumns columns) {
      return new YearCycleColumn(term(), wave, columns.days(time));
    }
  }

  /** Which of the two waves that together give a year's cycle any phase. */
  enum Wave {
    SINE("sine") {
      @Override
      double at(double angle) {
        return StrictMath.sin(angle);
      }
    },
    COSINE("cosine") {
      @Override
      double at(double angle) {
        return StrictMath.cos(angle);
      }
    };

    private final String word;

    Wave(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    abstract double at(double angle);

    /** Of the angle 2π·(day of the year − 1)/(days of the year). */
    public double on(LocalDate date) {
      return at(2 * Math.PI * (date.getDayOfYear() - 1) / date.lengthOfYear());
    }
  }
}
