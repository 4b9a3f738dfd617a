package org.plumbline.app;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code kind} of a feature may say, and the keys that go with it. */
enum FeatureKind {
  NUMBER("number", "column missing indicator"),
  CATEGORY("category", "column missing reference pool-below max-levels unseen"),
  LOG("log", "column missing indicator"),
  LOG1P("log1p", "column missing indicator"),
  POWER("power", "column power center missing indicator"),
  PRODUCT("product", "columns missing indicator"),
  DAY_OF_WEEK("day-of-week", "reference pool-below unseen"),
  MONTH("month", "reference pool-below unseen"),
  YEAR_CYCLE("year-cycle", "");

  private final String word;
  private final String keys;

  FeatureKind(String word, String keys) {
    this.word = word;
    this.keys = keys;
  }

  String word() {
    return word;
  }

  /** Keys beside {@code kind}. */
  List<String> keys() {
    return List.of(keys.split(" "));
  }

  /** Whether it is made from the event time rather than from columns that it names. */
  boolean isOfCalendar() {
    return this == DAY_OF_WEEK || this == MONTH || this == YEAR_CYCLE;
  }

  boolean isCategory() {
    return this == CATEGORY || this == DAY_OF_WEEK || this == MONTH;
  }

  static Optional<FeatureKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(FeatureKind::word).toList();
  }
}
