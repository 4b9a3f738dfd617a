package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.statistics.Moments;

/** The solution in double from which the exact one is found, and the gap of the latter. */
final class DescentStart {
  private static final double TOLERANCE = 1e-12;

  /** λ on the way down from an empty model. */
  private static final int STEPS = 20;

  private final ElasticNetProblem problem;
  private final PenaltyPoint point;
  private final boolean[] eligible;

  /**
   * @param moments of terms and label
   * @param eligible by index in z, whether a term takes part
   */
  DescentStart(
      Moments moments,
      boolean intercept,
      PenaltyPoint point,
      boolean standardize,
      List<CoefficientLimits.Limit> limits,
      boolean[] eligible) {
    this.point = point;
    this.eligible = eligible;
    Units units = new Units(moments);
    List<CoefficientLimits.Limit> used = new ArrayList<>();
    for (int k = 0; k < limits.size(); k++) {
      used.add(eligible[k + 1] ? limits.get(k) : new CoefficientLimits.Limit(0, 0));
    }
    problem =
        new ElasticNetProblem(
            new CentredMoments(moments, units, intercept), units, standardize, used);
  }

  /** Where coordinate descent leaves the coefficients; all free where nothing holds them at 0. */
  ActiveSet activeSet(List<CoefficientLimits.Limit> limits) {
    ActiveSet set = new ActiveSet(limits);
    boolean unlimited = limits.stream().allMatch(CoefficientLimits.Limit::isNone);
    double[] gamma = point.absolute() == 0 && unlimited ? null : descend();
    for (int j = 1; j <= limits.size(); j++) {
      if (eligible[j]) {
        set.put(j, gamma == null ? ActiveSet.Place.POSITIVE : place(gamma[j - 1], j));
      }
    }
    return set;
  }

  private ActiveSet.Place place(double gamma, int j) {
    if (gamma > 0) {
      return gamma >= problem.upper(j - 1) ? ActiveSet.Place.UPPER : ActiveSet.Place.POSITIVE;
    }
    if (gamma < 0) {
      return gamma <= problem.lower(j - 1) ? ActiveSet.Place.LOWER : ActiveSet.Place.NEGATIVE;
    }
    return ActiveSet.Place.ZERO;
  }

  private double[] descend() {
    CoordinateDescent descent = new CoordinateDescent(problem);
    double largest = problem.largestLambda() / Math.max(point.l1Ratio(), 1e-3);
    if (point.lambda() > 0 && point.lambda() < largest) {
      for (int k = 1; k < STEPS; k++) {
        double part = StrictMath.pow(point.lambda() / largest, (double) k / STEPS);
        descent.solve(new PenaltyPoint(largest * part, point.l1Ratio()), PathSolver.TOLERANCE);
      }
    }
    descent.solve(point, TOLERANCE);
    return descent.gamma();
  }

  /**
   * The duality gap, as part of the objective.
   *
   * @param coefficients by index in z, in the units of the data
   */
  double gap(List<Double> coefficients) {
    return problem.gap(coefficients, point).part();
  }
}
