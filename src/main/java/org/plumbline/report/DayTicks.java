package org.plumbline.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Days to label along an axis of dates: every so many days, Mondays, first days of months or of
 * years.
 */
final class DayTicks {
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final int[] DAY_STEPS = {1, 2, 3};
  private static final int[] WEEK_STEPS = {1, 2};
  private static final int[] MONTH_STEPS = {1, 2, 3, 6};

  private DayTicks() {}

  /** At most {@code wanted} days of {@code first … last}, both included, at a regular distance. */
  static List<LocalDate> of(LocalDate first, LocalDate last, int wanted) {
    for (int step : DAY_STEPS) {
      List<LocalDate> days = sequence(first, last, step, ChronoUnit.DAYS);
      if (days.size() <= wanted) {
        return days;
      }
    }
    LocalDate monday = first.with(TemporalAdjusters.nextOrSame(java.time.DayOfWeek.MONDAY));
    for (int step : WEEK_STEPS) {
      List<LocalDate> days = sequence(monday, last, step, ChronoUnit.WEEKS);
      if (days.size() <= wanted) {
        return days;
      }
    }
    return months(first, last, wanted);
  }

  private static List<LocalDate> months(LocalDate first, LocalDate last, int wanted) {
    for (int step : MONTH_STEPS) {
      LocalDate month = first.withDayOfMonth(1);
      while (month.isBefore(first) || (month.getMonthValue() - 1) % step != 0) {
        month = month.plusMonths(1);
      }
      List<LocalDate> days = sequence(month, last, step, ChronoUnit.MONTHS);
      if (days.size() <= wanted) {
        return days;
      }
    }
    LocalDate year = first.withDayOfYear(1);
    LocalDate start = year.isBefore(first) ? year.plusYears(1) : year;
    int step = 1;
    while (sequence(start, last, step, ChronoUnit.YEARS).size() > wanted) {
      step *= 2;
    }
    return sequence(start, last, step, ChronoUnit.YEARS);
  }

  private static List<LocalDate> sequence(
      LocalDate first, LocalDate last, int step, ChronoUnit unit) {
    List<LocalDate> days = new ArrayList<>();
    for (int i = 0; ; i++) {
      LocalDate day = first.plus((long) i * step, unit);
      if (day.isAfter(last)) {
        return days;
      }
      days.add(day);
    }
  }

  /** {@code 5 Mar}. */
  static String label(LocalDate day) {
    return day.getDayOfMonth() + " " + MONTHS[day.getMonthValue() - 1];
  }
}
