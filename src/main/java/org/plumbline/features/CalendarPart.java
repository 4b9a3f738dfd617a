package org.plumbline.features;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a day's date that come again, as levels. */
public enum CalendarPart {
  /** {@code 1} Monday … {@code 7} Sunday, as ISO 8601 numbers them. */
  DAY_OF_WEEK("day-of-week", 7, "%d") {
    @Override
    int number(LocalDate date) {
      return date.getDayOfWeek().getValue();
    }
  },
  /** {@code 01} January … {@code 12} December, so that code points order them. */
  MONTH("month", 12, "%02d") {
    @Override
    int number(LocalDate date) {
      return date.getMonthValue();
    }
  };

  private final String word;
  private final int count;
  private final String format;

  CalendarPart(String word, int count, String format) {
    this.word = word;
    this.count = count;
    this.format = format;
  }

  /** As the configuration writes it. */
  public String word() {
    return word;
  }

  /** Every level that there can be: those of the numbers 1, 2, … */
  List<String> levels() {
    return IntStream.rangeClosed(1, count).mapToObj(format::formatted).toList();
  }

  /** The number of the date's level. */
  abstract int number(LocalDate date);
}
