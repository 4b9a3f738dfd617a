package org.plumbline.regression;

import java.util.List;

/**
 * A cross-validation and the choice it led to.
 *
 * @param points every penalty tried: by l1-ratio, then by λ, both descending
 * @param folds names of the folds that count
 * @param leftOut folds that do not, and why
 * @param choice the rule
 * @param best the point of the smallest mean error; of equals the first
 * @param chosen what the rule made of it
 * @param largestGap the largest duality gap at which a solver ended, as part of its objective
 */
public record Curve(
    List<CurvePoint> points,
    List<String> folds,
    List<LeftOut> leftOut,
    Choice choice,
    CurvePoint best,
    CurvePoint chosen,
    double largestGap) {

  /** A fold without a say. */
  public record LeftOut(String fold, String reason) {}

  /** How the penalty is chosen. */
  public enum Choice {
    /** The smallest mean error. */
    MINIMUM,
    /**
     * For the l1-ratio of the smallest mean error, the largest λ whose mean error is at most that
     * plus its standard error.
     */
    ONE_STANDARD_ERROR
  }

  public Curve {
    points = List.copyOf(points);
    folds = List.copyOf(folds);
    leftOut = List.copyOf(leftOut);
  }

  static Curve of(
      List<CurvePoint> points,
      List<String> folds,
      List<LeftOut> leftOut,
      Choice choice,
      double largestGap) {
    CurvePoint best = points.get(0);
    for (CurvePoint point : points) {
      best = point.meanError() < best.meanError() ? point : best;
    }
    CurvePoint chosen = choice == Choice.MINIMUM ? best : withinOneError(points, best);
    return new Curve(points, folds, leftOut, choice, best, chosen, largestGap);
  }

  private static CurvePoint withinOneError(List<CurvePoint> points, CurvePoint best) {
    double bound = best.meanError() + best.standardError().orElse(0);
    return points.stream()
        .filter(point -> point.l1Ratio() == best.l1Ratio() && point.meanError() <= bound)
        .findFirst()
        .orElse(best);
  }

  /** The penalty to fit all rows with. */
  public PenaltyPoint penalty() {
    return chosen.penalty();
  }
}
