package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.Failure;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;

/**
 * Whether moments in double arithmetic have kept their digits at the small end of doubles.
 *
 * <p>A product below 2⁻¹⁰²² loses digits, and below 2⁻¹⁰⁷⁵ it is zero, as if the column did not
 * vary. A sum over n rows loses at most n·2⁻¹⁰⁷⁴ that way: nothing beside its rounding, 2⁻⁵³ of its
 * size, where Σ w·x² is at least n·2⁻¹⁰¹⁰. Exact moments refuse such values one by one.
 */
final class UnderflowChecks {

  private static final double LEAST_MEAN_SQUARE = 0x1p-1010;

  private UnderflowChecks() {}

  /**
   * @param moments of the training rows
   * @throws Failure DATA naming the columns whose squares vanish
   */
  static void refuse(Moments moments, Gathered data) {
    if (data.plan().precision() != Precision.DOUBLE) {
      return;
    }
    List<String> small = vanishing(moments);
    if (!small.isEmpty()) {
      throw new Failure(
          Failure.Kind.DATA,
          "%s: %s: values so small that their squares underflow (of %d rows, %s)"
              .formatted(
                  data.snapshot().label(),
                  String.join(", ", small),
                  data.rows(),
                  Days.words(data.window())),
          "Rescale the column.");
    }
  }

  /** The columns whose sums of squares have lost digits, or all. */
  static List<String> vanishing(Moments moments) {
    List<String> names = new ArrayList<>();
    for (int k = 1; k <= moments.columns().size(); k++) {
      if (vanishes(moments, k)) {
        names.add(moments.columns().get(k - 1));
      }
    }
    return names;
  }

  /** A column of zeros alone has no sum that is not zero. */
  private static boolean vanishes(Moments moments, int k) {
    if (moments.at(k, k).value() >= moments.tally().rows() * LEAST_MEAN_SQUARE) {
      return false;
    }
    for (int i = 0; i <= moments.columns().size(); i++) {
      if (moments.at(k, i).signum() != 0) {
        return true;
      }
    }
    return false;
  }
}
