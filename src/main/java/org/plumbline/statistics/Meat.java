package org.plumbline.statistics;

import java.io.Serializable;

/**
 * The meat of a sandwich covariance in the coordinates of an {@link Orthogonalization}: exact sums
 * of the scores' products. A commutative monoid under {@link #plus}.
 *
 * @param scores moments of the scores, a column for each term: {@code scores.at(j + 1, k + 1)} is Σ
 *     s_j·s_k over rows or clusters
 * @param count rows of positive weight, or clusters with such a row
 * @param unusable rows left out: their leverage is 1, or they belong to no cluster
 */
public record Meat(Moments scores, long count, long unusable) implements Serializable {

  /** Of no rows. */
  public static Meat none(int terms) {
    return new Meat(Moments.empty(ScoreMoments.names(terms)), 0, 0);
  }

  public Meat plus(Meat other) {
    return new Meat(scores.plus(other.scores), count + other.count, unusable + other.unusable);
  }
}
