package org.plumbline.regression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.Failure;
import org.plumbline.statistics.BigBinary;

/**
 * Finds the active set whose equations' solution meets the optimality conditions
 *
 * <pre>ρ_j = g_j·sign(β_j) + Λ_j·β_j where β_j is free,   |ρ_j| ≤ g_j where it is 0,
 * and at a limit the slope points out of it</pre>
 *
 * starting from the set of a solution in double: the columns that break a condition change their
 * place, all at once, and one at a time should that go on.
 */
final class ActiveSetSearch {
  private static final int TOGETHER = 30;
  private static final int MOST = 2000;

  /** A slope up to 2^this of its columns' sizes is rounding; below it a coefficient is 0. */
  private static final int SLOPE_NOISE = -90;

  private static final int VALUE_NOISE = -95;

  /** What double-double leaves fewer of. */
  private static final int DOUBLE_DOUBLE = 15;

  private final Training training;
  private final ExactPenalty penalty;
  private final boolean[] eligible;
  private final Set<Integer> dropped = new HashSet<>();
  private ActiveSet set;

  /**
   * @param eligible by index in z, whether a term takes part
   */
  ActiveSetSearch(Training training, ExactPenalty penalty, boolean[] eligible, ActiveSet start) {
    this.training = training;
    this.penalty = penalty;
    this.eligible = eligible;
    set = start.copy();
  }

  /** Terms that free terms before them explained: indices in z. */
  Set<Integer> dropped() {
    return dropped;
  }

  /** The solution at a working precision; a later search begins where this one ended. */
  PenalizedEquations solve(int bits) {
    for (int round = 0; round < MOST; round++) {
      PenalizedEquations solved = new PenalizedEquations(training, penalty, set.copy(), bits);
      List<Change> changes = changes(solved);
      if (changes.isEmpty()) {
        return solved;
      }
      for (Change change : round < TOGETHER ? changes : changes.subList(0, 1)) {
        set.put(change.column(), change.place());
      }
    }
    throw new Failure(
        Failure.Kind.INTERNAL,
        "no active set meets the optimality conditions of lambda = %s, l1-ratio = %s"
            .formatted(penalty.point().lambda(), penalty.point().l1Ratio()),
        "Report this with the statistics of the cycle.");
  }

  private record Change(int column, ActiveSet.Place place) {}

  private List<Change> changes(PenalizedEquations solved) {
    List<Change> changes = new ArrayList<>();
    for (int j : solved.explained()) {
      dropped.add(j);
      changes.add(new Change(j, ActiveSet.Place.ZERO));
    }
    int noise = PenalizedEquations.inDoubleDouble(training, set.free().length) ? DOUBLE_DOUBLE : 0;
    for (int j = 1; j <= set.terms(); j++) {
      if (eligible[j] && !dropped.contains(j)) {
        ActiveSet.Place place =
            set.at(j).free() ? whereTo(solved, j, noise) : whether(solved, j, noise);
        if (place != set.at(j)) {
          changes.add(new Change(j, place));
        }
      }
    }
    return changes;
  }

  /** The place of a free coefficient. */
  private ActiveSet.Place whereTo(PenalizedEquations solved, int j, int noise) {
    BigBinary value = solved.coefficient(j);
    ActiveSet.Place place = set.at(j);
    int sign = place == ActiveSet.Place.POSITIVE ? 1 : -1;
    boolean pulled = penalty.absolute(j).signum() > 0;
    if (pulled && (value.signum() != sign || negligible(value, j, noise))) {
      return ActiveSet.Place.ZERO;
    }
    if (beyond(value, set.lower(j), -1)) {
      return set.lower(j) == 0 ? ActiveSet.Place.ZERO : ActiveSet.Place.LOWER;
    }
    if (beyond(value, set.upper(j), 1)) {
      return set.upper(j) == 0 ? ActiveSet.Place.ZERO : ActiveSet.Place.UPPER;
    }
    return place;
  }

  private static boolean beyond(BigBinary value, double limit, int side) {
    return !Double.isInfinite(limit) && value.minus(BigBinary.of(limit)).signum() == side;
  }

  private boolean negligible(BigBinary value, int j, int noise) {
    ScaledMoments moments = training.moments();
    int size = moments.exponent(moments.label()) - moments.exponent(j);
    return value.abs().compareTo(BigBinary.ONE.scaled(size + VALUE_NOISE + noise)) <= 0;
  }

  /** Whether a coefficient at 0 or at a limit stays there. */
  private ActiveSet.Place whether(PenalizedEquations solved, int j, int noise) {
    ScaledMoments moments = training.moments();
    BigBinary tolerance =
        BigBinary.ONE.scaled(
            moments.exponent(moments.label()) + moments.exponent(j) + SLOPE_NOISE + noise);
    BigBinary held = set.held(j);
    BigBinary slope = solved.gradient(j).minus(penalty.squared(j).times(held));
    BigBinary pull = penalty.absolute(j).plus(tolerance);
    return switch (set.at(j)) {
      case ZERO -> {
        if (set.upper(j) > 0 && slope.compareTo(pull) > 0) {
          yield ActiveSet.Place.POSITIVE;
        }
        boolean down = set.lower(j) < 0 && slope.negate().compareTo(pull) > 0;
        yield down ? ActiveSet.Place.NEGATIVE : ActiveSet.Place.ZERO;
      }
      case UPPER -> {
        boolean back = slope.minus(penalty.absolute(j)).plus(tolerance).signum() < 0;
        yield back ? ActiveSet.Place.POSITIVE : ActiveSet.Place.UPPER;
      }
      case LOWER -> {
        boolean back = slope.plus(penalty.absolute(j)).minus(tolerance).signum() > 0;
        yield back ? ActiveSet.Place.NEGATIVE : ActiveSet.Place.LOWER;
      }
      case POSITIVE, NEGATIVE -> set.at(j);
    };
  }
}
