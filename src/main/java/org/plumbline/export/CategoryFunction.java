package org.plumbline.export;

import java.util.Arrays;
import java.util.Optional;
import org.plumbline.features.CalendarPart;
import org.plumbline.features.Category;

/** How the documents say where a row's level comes from. */
final class CategoryFunction {

  static final String LEVEL = "level";

  private CategoryFunction() {}

  static String word(Category category) {
    return category instanceof Category.OfCalendar calendar ? calendar.part().word() : LEVEL;
  }

  static Optional<CalendarPart> part(String word) {
    return Arrays.stream(CalendarPart.values())
        .filter(part -> part.word().equals(word))
        .findFirst();
  }
}
