package org.plumbline.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code monitoring.json}: how the champion's world has moved since it was trained.
 *
 * @param model the champion in force, which is watched
 * @param of whose distributions: {@code inputs} or {@code scores}
 * @param firstDay of the days watched
 * @param rows of these days
 * @param status {@code stable}, {@code watch} or {@code retrain}; absent where nothing could be
 *     measured, and {@code skipped} says why
 * @param rules every measure, the most moved first
 * @param days the same by day, oldest first, and the errors of days whose labels are complete
 * @param columns what was compared, in the order of the features, for charts
 * @param error absent where no labels are configured
 */
public record MonitoringRecord(
    int formatVersion,
    LocalDate asOf,
    int cycle,
    String runId,
    String model,
    String of,
    LocalDate firstDay,
    LocalDate lastDay,
    long rows,
    Optional<String> status,
    List<String> reasons,
    List<Rule> rules,
    List<DayMeasure> days,
    List<Column> columns,
    Optional<RealisedError> error,
    Optional<String> skipped,
    List<Warning> warnings) {

  public static final String STABLE = "stable";
  public static final String WATCH = "watch";
  public static final String RETRAIN = "retrain";

  public MonitoringRecord {
    reasons = List.copyOf(reasons);
    rules = List.copyOf(rules);
    days = List.copyOf(days);
    columns = List.copyOf(columns);
    warnings = List.copyOf(warnings);
  }

  /**
   * A measure against its threshold.
   *
   * @param measure as {@link Measure#word} has it
   * @param through the last day whose rows are in it
   * @param noise what sampling alone makes the value exceed in one case of a thousand
   * @param breached whether the value is above both threshold and noise
   * @param inRow runs in a row that breached it, this one included
   * @param sentence the same in plain words
   */
  public record Rule(
      String column,
      String measure,
      LocalDate through,
      double value,
      double threshold,
      double noise,
      boolean breached,
      int inRow,
      String sentence) {

    boolean isOf(String otherColumn, String otherMeasure) {
      return column.equals(otherColumn) && measure.equals(otherMeasure);
    }
  }

  /** A measure of the rows of one day. */
  public record DayMeasure(
      LocalDate day, String column, String measure, double value, double threshold, double noise) {

    /** Whether it is above both threshold and noise. */
    public boolean breached() {
      return value > threshold && value > noise;
    }
  }

  /**
   * A column's distributions: those of training and of the days watched.
   *
   * @param kind {@code number} or {@code category}
   */
  public record Column(String column, String kind, List<Bin> bins) {
    public Column {
      bins = List.copyOf(bins);
    }
  }

  /**
   * A part of a column's values.
   *
   * @param label level, or the bounds in words
   * @param low least value of a bin of numbers
   * @param reference share of the training rows
   * @param current share of the rows watched
   */
  public record Bin(
      String label, OptionalDouble low, OptionalDouble high, double reference, double current) {}

  /**
   * Scores against the labels that arrived later.
   *
   * @param promised absent where no cycle evaluated the champion
   * @param judged of the newest complete days together; absent where no day is complete
   * @param days scored by the champion, oldest first
   */
  public record RealisedError(
      Optional<Promised> promised, Optional<Judged> judged, List<Day> days) {
    public RealisedError {
      days = List.copyOf(days);
    }
  }

  /**
   * The error on held-out rows that the champion was promoted with.
   *
   * @param standardError of the root mean squared error, by the days of the evaluation; absent
   *     where it has fewer than two
   */
  public record Promised(
      LocalDate asOf, int cycle, long rows, double rmse, OptionalDouble standardError) {}

  /** The error of several days, with its interval at 0.95. */
  public record Judged(
      LocalDate firstDay, LocalDate lastDay, long rows, double rmse, double lower, double upper) {}

  /**
   * The error of one day.
   *
   * @param scored rows with a prediction
   * @param labelled those whose label has arrived
   * @param complete whether they are enough to judge the day by
   * @param rmse root mean squared error of the labelled rows; absent without any, or where fewer
   *     than two leave no interval
   */
  public record Day(
      LocalDate day,
      long scored,
      long labelled,
      boolean complete,
      OptionalDouble rmse,
      OptionalDouble lower,
      OptionalDouble upper,
      OptionalDouble bias) {}
}
