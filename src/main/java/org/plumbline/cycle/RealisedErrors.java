package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.features.DayRange;
import org.plumbline.model.Measure;
import org.plumbline.model.MonitoringRecord.Day;
import org.plumbline.model.MonitoringRecord.DayMeasure;
import org.plumbline.model.MonitoringRecord.Judged;
import org.plumbline.model.MonitoringRecord.Promised;
import org.plumbline.model.MonitoringRecord.RealisedError;
import org.plumbline.model.MonitoringRules.Finding;
import org.plumbline.model.Warning;
import org.plumbline.regression.SamplingNoise;
import org.plumbline.scan.SquaredErrors;

/**
 * The errors of a champion's scores by day, from the labels that have arrived, against the error it
 * was promoted with.
 *
 * <p>Intervals are those of the mean squared error, mse ± z·s/√n with s² the variance of the rows'
 * squared errors and z the normal quantile, carried over by the root; rows are taken as
 * independent.
 */
final class RealisedErrors {

  /** How the errors' column is called beside those of the inputs. */
  static final String COLUMN = "prediction";

  private final Specification.Monitoring monitoring;
  private final Specification.LateLabels labels;
  private final Optional<Promised> promised;
  private final SortedMap<Integer, SquaredErrors> days;
  private final List<Integer> judged;

  /** Days up to it have had the time that a label takes. */
  private final int lastFinal;

  /**
   * @param found errors by event day
   * @param labelDelay days until a label is final: younger days are not complete
   */
  RealisedErrors(
      Specification.Monitoring monitoring,
      Specification.LateLabels labels,
      Optional<Promised> promised,
      SortedMap<Integer, SquaredErrors> found,
      LocalDate asOf,
      int labelDelay) {
    this.monitoring = monitoring;
    this.labels = labels;
    this.promised = promised;
    this.days = found;
    this.lastFinal = Days.of(asOf) - 1 - labelDelay;
    List<Integer> complete = found.keySet().stream().filter(this::isComplete).toList();
    this.judged =
        complete.subList(Math.max(0, complete.size() - monitoring.days()), complete.size());
  }

  /** The as-of dates whose scores may still get labels; the scores of D are of the day before. */
  static DayRange asOfs(Specification.LateLabels labels, LocalDate asOf) {
    return new DayRange(Days.of(asOf) - labels.days() + 1, Days.of(asOf));
  }

  /** Errors by event day, from those by as-of date. */
  static SortedMap<Integer, SquaredErrors> byEventDay(SortedMap<Integer, SquaredErrors> byAsOf) {
    SortedMap<Integer, SquaredErrors> byDay = new TreeMap<>();
    byAsOf.forEach((asOf, errors) -> byDay.put(asOf - 1, errors));
    return byDay;
  }

  private boolean isComplete(int day) {
    SquaredErrors errors = days.get(day);
    return day <= lastFinal
        && errors.labelled() > 1
        && errors.labelled() >= labels.complete() * errors.scored();
  }

  RealisedError record() {
    List<Day> list = new ArrayList<>();
    days.forEach((day, errors) -> list.add(day(day, errors)));
    return new RealisedError(promised, together().map(this::judged), list);
  }

  private Day day(int day, SquaredErrors errors) {
    OptionalDouble mse = errors.labelled() > 1 ? errors.mse() : OptionalDouble.empty();
    return new Day(
        Days.date(day),
        errors.scored(),
        errors.labelled(),
        isComplete(day),
        mse.isPresent() ? OptionalDouble.of(Math.sqrt(mse.getAsDouble())) : mse,
        mse.isPresent() ? OptionalDouble.of(bound(errors, -1)) : mse,
        mse.isPresent() ? OptionalDouble.of(bound(errors, 1)) : mse,
        errors.bias());
  }

  private Optional<SquaredErrors> together() {
    return judged.stream().map(day -> days.get(day)).reduce(SquaredErrors::plus);
  }

  private Judged judged(SquaredErrors together) {
    return new Judged(
        Days.date(judged.get(0)),
        Days.date(judged.get(judged.size() - 1)),
        together.labelled(),
        Math.sqrt(together.mse().orElseThrow()),
        bound(together, -1),
        bound(together, 1));
  }

  /** An end of the interval of the root mean squared error at 0.95. */
  private static double bound(SquaredErrors errors, int side) {
    double half = SamplingNoise.normal(0.05) * errors.standardError().orElseThrow();
    return Math.sqrt(Math.max(0, errors.mse().orElseThrow() + side * half));
  }

  /** The error of the newest complete days; empty without one, or without a promise. */
  Optional<Finding> finding() {
    return together()
        .flatMap(
            errors ->
                promised
                    .filter(promise -> promise.rmse() > 0)
                    .map(
                        promise ->
                            new Finding(
                                COLUMN,
                                Measure.ERROR,
                                Days.date(judged.get(judged.size() - 1)),
                                excess(errors, promise),
                                noise(errors, promise),
                                monitoring.thresholds().error())));
  }

  /** The error of each complete day. */
  List<DayMeasure> measures() {
    List<DayMeasure> measures = new ArrayList<>();
    for (Promised promise : promised.filter(found -> found.rmse() > 0).stream().toList()) {
      for (Map.Entry<Integer, SquaredErrors> day : days.entrySet()) {
        if (isComplete(day.getKey())) {
          measures.add(
              new DayMeasure(
                  Days.date(day.getKey()),
                  COLUMN,
                  Measure.ERROR.word(),
                  excess(day.getValue(), promise),
                  monitoring.thresholds().error(),
                  noise(day.getValue(), promise)));
        }
      }
    }
    return measures;
  }

  /** RMSE over the promised one, less 1. */
  private static double excess(SquaredErrors errors, Promised promise) {
    return Math.sqrt(errors.mse().orElseThrow()) / promise.rmse() - 1;
  }

  /**
   * z·r·√((se/2mse)² + (se′/rmse′)²): the delta method for the ratio r of the two roots, the
   * promised one's error by its days.
   */
  private static double noise(SquaredErrors errors, Promised promise) {
    double mse = errors.mse().orElseThrow();
    if (mse == 0) {
      return 0;
    }
    double here = errors.standardError().orElseThrow() / (2 * mse);
    double there = promise.standardError().orElse(0) / promise.rmse();
    double ratio = Math.sqrt(mse) / promise.rmse();
    return SamplingNoise.normal(Monitor.TAIL) * ratio * Math.hypot(here, there);
  }

  /** What a person should know of the labels. */
  List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    long repeated = days.values().stream().mapToLong(SquaredErrors::repeated).sum();
    if (repeated > 0) {
      warnings.add(
          warning(
              "repeated-labels",
              repeated,
              "%,d scored rows have a label that arrived more than once with the same value; it"
                      .formatted(repeated)
                  + " counts once."));
    }
    overdue().ifPresent(warnings::add);
    return warnings;
  }

  /** Days that should have their labels by now, where none has; the newest is given a day more. */
  private Optional<Warning> overdue() {
    List<Integer> late = days.keySet().stream().filter(day -> day < lastFinal).toList();
    if (late.isEmpty() || !judged.isEmpty()) {
      return Optional.empty();
    }
    long scored = late.stream().mapToLong(day -> days.get(day).scored()).sum();
    long labelled = late.stream().mapToLong(day -> days.get(day).labelled()).sum();
    return Optional.of(
        warning(
            "incomplete-labels",
            scored - labelled,
            ("%,d of %,d rows scored on %s have no label in %s yet, and no day is complete; there"
                    + " is no realised error.")
                .formatted(scored - labelled, scored, words(late), labels.table().path())));
  }

  private static String words(List<Integer> days) {
    LocalDate first = Days.date(days.get(0));
    LocalDate last = Days.date(days.get(days.size() - 1));
    return first.equals(last) ? first.toString() : first + " to " + last;
  }

  private Warning warning(String kind, long count, String message) {
    return new Warning(kind, List.of(labels.label()), count, message);
  }
}
