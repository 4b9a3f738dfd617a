package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.plumbline.features.DayRange;

/**
 * The arithmetic of days: which event days a cycle trains on, and how much each counts. Days are
 * whole numbers since 1970-01-01.
 */
final class Days {

  private Days() {}

  static int of(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }

  static LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }

  /** [as-of − window − delay, as-of − delay); without a window all days before its end. */
  static DayRange training(Specification.Window window, LocalDate asOf) {
    int last = lastTraining(window, asOf);
    int first =
        window.days().isPresent() ? last - window.days().getAsInt() + 1 : Integer.MIN_VALUE + 1;
    return new DayRange(first, last);
  }

  private static int lastTraining(Specification.Window window, LocalDate asOf) {
    return of(asOf) - window.labelDelay() - 1;
  }

  /** 0.5^((as-of − delay − 1 − day) / half-life): 1 for the newest training day. */
  static double decay(Specification.Window window, LocalDate asOf, int day) {
    int halfLife = window.halfLife().orElseThrow();
    int age = lastTraining(window, asOf) - day;
    return StrictMath.pow(0.5, age / (double) halfLife);
  }

  /** The last {@code days} days of a range; all of it where that is unbounded or shorter. */
  static DayRange recent(DayRange range, int days) {
    if (range.equals(DayRange.ALL)) {
      return range;
    }
    return new DayRange(Math.max(range.first(), range.last() - days + 1), range.last());
  }

  /** The first day of a range, empty where it has no bound. */
  static OptionalInt first(DayRange range) {
    return range.first() <= Integer.MIN_VALUE + 1
        ? OptionalInt.empty()
        : OptionalInt.of(range.first());
  }

  /** In words: {@code 2026-01-01 to 2026-02-01}. */
  static String words(DayRange range) {
    if (range.equals(DayRange.ALL)) {
      return "all rows";
    }
    String last = date(range.last()).toString();
    if (range.first() == range.last()) {
      return last;
    }
    return first(range).isPresent() ? date(range.first()) + " to " + last : "days up to " + last;
  }
}
