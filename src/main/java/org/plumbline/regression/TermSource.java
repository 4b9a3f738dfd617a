package org.plumbline.regression;

import java.util.Optional;

/** How the terms of a feature follow from the statistics of the training rows. */
public sealed interface TermSource {

  /** A column of z as it is. */
  record Numeric(String column) implements TermSource {}

  /**
   * A number whose missing values take its training mean: (1 − m)·x + mean·m.
   *
   * @param column of z: (1 − m)·x
   * @param indicator of z: m
   * @param kept whether the indicator is a term of its own, after the number
   */
  record Imputed(String column, String indicator, IndicatorTerm kept) implements TermSource {}

  /** Whether a missing indicator is a term. */
  enum IndicatorTerm {
    KEPT,
    LEFT_OUT
  }

  /**
   * A term for each level kept, but for the reference.
   *
   * @param reference empty: the first level kept, in code-point order
   * @param leastRows levels of fewer training rows are pooled; 0: none is
   * @param mostLevels more than so many are refused
   */
  record Category(String category, Optional<String> reference, long leastRows, int mostLevels)
      implements TermSource {}

  /**
   * The number within each level of a category that is also a source.
   *
   * @param indicator where missing values of the number are imputed
   */
  record Product(String category, String column, Optional<String> indicator, ProductLevels levels)
      implements TermSource {}

  /** Which levels of a category have a product. */
  enum ProductLevels {
    /** The number is a term itself, so that the reference's slope is its coefficient. */
    WITHOUT_REFERENCE,
    ALL
  }
}
