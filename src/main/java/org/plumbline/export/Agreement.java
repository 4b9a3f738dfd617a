package org.plumbline.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.Failure;

/**
 * How an export's predictions compare with ours on the same rows.
 *
 * @param rows compared
 * @param predictions rows that have one; the others have none on either side
 * @param differing predictions that are not equal
 * @param greatestDifference |theirs − ours|, the greatest
 * @param greatestUlps the same in units in the last place of ours
 */
public record Agreement(
    int rows, int predictions, int differing, double greatestDifference, double greatestUlps) {

  /**
   * Compares row by row.
   *
   * @param what is compared, for the message
   * @param theirs empty where there is no prediction
   * @throws Failure INTERNAL for the first row that differs by more than the engine's functions may
   */
  public static Agreement check(
      String what,
      Exported exported,
      Tolerance tolerance,
      List<Map<String, Object>> rows,
      List<Optional<Double>> theirs) {
    List<Optional<Double>> ours = Scores.of(exported.scorer(), exported.schema(), rows);
    if (theirs.size() != ours.size()) {
      throw refused(what, theirs.size() + " predictions for " + ours.size() + " rows");
    }
    List<Double> allowed = tolerance.of(exported, rows);
    int predictions = 0;
    int differing = 0;
    double greatest = 0;
    double ulps = 0;
    for (int row = 0; row < ours.size(); row++) {
      if (ours.get(row).isEmpty() && theirs.get(row).isEmpty()) {
        continue;
      }
      predictions++;
      if (ours.get(row).isPresent()
          && theirs.get(row).isPresent()
          && equal(ours.get(row).get(), theirs.get(row).get())) {
        continue;
      }
      differing++;
      double difference = difference(ours.get(row), theirs.get(row));
      if (!(difference <= allowed.get(row))) {
        throw refused(
            what,
            "%s instead of %s for the row %s"
                .formatted(
                    theirs.get(row).map(String::valueOf).orElse("no prediction"),
                    ours.get(row).map(String::valueOf).orElse("no prediction"),
                    rows.get(row)));
      }
      greatest = Math.max(greatest, difference);
      ulps = Math.max(ulps, difference / Math.ulp(ours.get(row).orElseThrow()));
    }
    return new Agreement(rows.size(), predictions, differing, greatest, ulps);
  }

  /** Zeros of either sign are the same number, and so are two that are none. */
  private static boolean equal(double ours, double theirs) {
    return ours == theirs || (Double.isNaN(ours) && Double.isNaN(theirs));
  }

  private static double difference(Optional<Double> ours, Optional<Double> theirs) {
    return ours.isPresent() && theirs.isPresent()
        ? Math.abs(ours.get() - theirs.get())
        : Double.NaN;
  }

  private static Failure refused(String what, String how) {
    return new Failure(
        Failure.Kind.UNSUPPORTED,
        what + " does not predict as the model does: " + how,
        "Nothing is kept. Export with --format json, and please report it.");
  }

  /** In words: {@code 1,234 rows compared, 1,100 with a prediction: every bit is equal}. */
  public String sentence() {
    String compared =
        String.format(
            java.util.Locale.ROOT, "%,d rows compared, %,d with a prediction: ", rows, predictions);
    return compared
        + (differing == 0
            ? "every one is equal to the last bit"
            : String.format(
                java.util.Locale.ROOT,
                "%,d differ, by at most %.3g (%.0f units in the last place)",
                differing,
                greatestDifference,
                greatestUlps));
  }
}
