package org.plumbline.model;

import java.util.List;
import java.util.Locale;
import org.plumbline.regression.Curve;
import org.plumbline.regression.CurvePoint;

/**
 * How the penalty of a model was chosen.
 *
 * @param foldsBy {@code hash} or {@code time}
 * @param choice {@code minimum} or {@code one-standard-error}
 * @param folds those that count
 * @param leftOut those that do not, and why
 * @param best the point of the smallest mean error
 * @param chosen the point that the rule chose
 * @param largestGap the largest duality gap at which a solver ended, as part of its objective
 * @param points the whole curve: by l1-ratio, then by lambda, both descending
 */
public record CrossValidationRecord(
    String foldsBy,
    String choice,
    List<String> folds,
    List<Curve.LeftOut> leftOut,
    CurvePoint best,
    CurvePoint chosen,
    double largestGap,
    List<CurvePoint> points) {

  public static CrossValidationRecord of(Curve curve, String foldsBy) {
    return new CrossValidationRecord(
        foldsBy,
        curve.choice().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        curve.folds(),
        curve.leftOut(),
        curve.best(),
        curve.chosen(),
        curve.largestGap(),
        curve.points());
  }
}
