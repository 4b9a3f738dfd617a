package org.plumbline.app;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.Failure;

/**
 * The days that {@code --as-of} names: {@code A}, {@code A..B} with B included, or every n-th of
 * them, {@code A..B/n}.
 */
record AsOfDates(List<LocalDate> days) {
  private static final Pattern FORM =
      Pattern.compile("([^./]+)(?:\\.\\.([^./]+)(?:/(\\d{1,4}))?)?");

  AsOfDates {
    days = List.copyOf(days);
  }

  /**
   * @throws Failure USAGE where the text is none of the three forms
   */
  static AsOfDates parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw refused(text, "not a day or a range of days");
    }
    LocalDate first = day(text, matcher.group(1));
    LocalDate last = matcher.group(2) == null ? first : day(text, matcher.group(2));
    int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    if (last.isBefore(first)) {
      throw refused(text, "the range ends before it begins");
    }
    if (step == 0) {
      throw refused(text, "a step is at least one day");
    }
    return new AsOfDates(
        first.datesUntil(last.plusDays(1), java.time.Period.ofDays(step)).toList());
  }

  private static LocalDate day(String text, String day) {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeException wrong) {
      throw refused(text, day + " is not a day of the calendar");
    }
  }

  private static Failure refused(String text, String cause) {
    return new Failure(
        Failure.Kind.USAGE,
        "--as-of " + text + ": " + cause,
        "write 2026-03-01, 2026-03-01..2026-03-31 or 2026-03-01..2026-03-31/7");
  }
}
