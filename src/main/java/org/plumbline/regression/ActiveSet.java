package org.plumbline.regression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.statistics.BigBinary;

/** Where each coefficient of a penalised fit lies: at 0, free with a sign, or at a limit. */
final class ActiveSet {

  /** The place of one coefficient. */
  enum Place {
    /** At 0, by the penalty, a limit, or because the column takes no part. */
    ZERO,
    /** Free and not negative, where the sign matters. */
    POSITIVE,
    NEGATIVE,
    LOWER,
    UPPER;

    boolean free() {
      return this == POSITIVE || this == NEGATIVE;
    }
  }

  /** By index in z; the constant and the label have none. */
  private final Place[] places;

  private final List<CoefficientLimits.Limit> limits;

  /**
   * @param limits one for each term
   */
  ActiveSet(List<CoefficientLimits.Limit> limits) {
    this.limits = limits;
    places = new Place[limits.size() + 1];
    Arrays.fill(places, Place.ZERO);
  }

  private ActiveSet(Place[] places, List<CoefficientLimits.Limit> limits) {
    this.places = places;
    this.limits = limits;
  }

  ActiveSet copy() {
    return new ActiveSet(places.clone(), limits);
  }

  Place at(int j) {
    return places[j];
  }

  void put(int j, Place place) {
    places[j] = place;
  }

  int terms() {
    return limits.size();
  }

  /** The value of a coefficient that is not free. */
  BigBinary held(int j) {
    return switch (places[j]) {
      case LOWER -> BigBinary.of(lower(j));
      case UPPER -> BigBinary.of(upper(j));
      case ZERO -> BigBinary.ZERO;
      case POSITIVE, NEGATIVE -> throw new IllegalStateException("coefficient " + j + " is free");
    };
  }

  double lower(int j) {
    return limits.get(j - 1).lower();
  }

  double upper(int j) {
    return limits.get(j - 1).upper();
  }

  /** Indices in z of the free terms, ascending. */
  int[] free() {
    return IntStream.range(1, places.length).filter(j -> places[j].free()).toArray();
  }

  /** Whether a limit holds a coefficient. */
  boolean bound() {
    return IntStream.range(1, places.length).anyMatch(this::boundAt);
  }

  /** At a limit other than 0; at a limit of 0 the data does not say what it would be. */
  private boolean boundAt(int j) {
    return places[j] == Place.LOWER || places[j] == Place.UPPER;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActiveSet that && Arrays.equals(places, that.places);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(places);
  }
}
