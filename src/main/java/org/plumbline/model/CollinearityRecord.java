package org.plumbline.model;

import java.util.List;
import org.plumbline.regression.Collinearity;

/**
 * How far the terms of a design explain each other.
 *
 * @param inflation variance inflation of numbers, and of categories as a whole
 * @param conditions the smallest index first; proportions of those above {@value #NOTEWORTHY_INDEX}
 *     alone, since the others tell of no dependency
 */
public record CollinearityRecord(
    List<Collinearity.Inflation> inflation, List<Collinearity.Condition> conditions) {

  /** Condition index from which dependencies begin to matter (Belsley, Kuh and Welsch 1980). */
  public static final double NOTEWORTHY_INDEX = 10;

  public static CollinearityRecord of(Collinearity collinearity) {
    return new CollinearityRecord(
        collinearity.inflation(),
        collinearity.conditions().stream().map(CollinearityRecord::abridged).toList());
  }

  private static Collinearity.Condition abridged(Collinearity.Condition condition) {
    return condition.index() > NOTEWORTHY_INDEX
        ? condition
        : new Collinearity.Condition(condition.index(), List.of());
  }
}
