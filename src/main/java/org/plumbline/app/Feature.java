package org.plumbline.app;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.plumbline.features.UnseenLevels;

/**
 * A feature as configured.
 *
 * @param columns one; two of a product; none of the calendar
 * @param missing its own policy, as written; empty: {@code data.missing}
 * @param power the exponent, where there is one
 * @param center what is subtracted before a power is taken
 * @param levels what is said of a category's levels
 */
record Feature(
    FeatureKind kind,
    List<String> columns,
    Optional<String> missing,
    Indicator indicator,
    OptionalInt power,
    OptionalDouble center,
    Levels levels) {

  /** Whether the missing indicator is a term of its own. */
  enum Indicator {
    ASKED,
    LEFT_OUT
  }

  /**
   * @param poolBelow levels of fewer training rows are pooled; 0: none is
   */
  record Levels(
      Optional<String> reference, long poolBelow, int most, Optional<UnseenLevels> unseen) {
    static final int MOST = 1000;
    static final Levels USUAL = new Levels(Optional.empty(), 0, MOST, Optional.empty());
  }

  /** A column as a number, with nothing more said. */
  static Feature number(String column) {
    return new Feature(
        FeatureKind.NUMBER,
        List.of(column),
        Optional.empty(),
        Indicator.LEFT_OUT,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        Levels.USUAL);
  }

  /** What identifies it among the features: a column is a number or a category, not both. */
  String name() {
    boolean alone = kind == FeatureKind.NUMBER || kind == FeatureKind.CATEGORY;
    String of = String.join(":", columns);
    if (kind == FeatureKind.PRODUCT || alone) {
      return of;
    }
    if (kind == FeatureKind.POWER) {
      return "(" + of + " - " + center.orElse(0) + ")^" + power.orElse(0);
    }
    return columns.isEmpty() ? kind.word() : kind.word() + "(" + of + ")";
  }

  /** Its only column. */
  String column() {
    return columns.get(0);
  }
}
