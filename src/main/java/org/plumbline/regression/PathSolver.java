package org.plumbline.regression;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Solves one problem for one l1-ratio and descending λ, each by the method that suits it. */
final class PathSolver {
  /** The duality gap at which coordinate descent ends, as part of the objective. */
  static final double TOLERANCE = 1e-10;

  private final ElasticNetProblem problem;

  PathSolver(ElasticNetProblem problem) {
    this.problem = problem;
  }

  /** Sees each solution in turn. */
  interface Visitor {
    /**
     * @param place of λ in the list
     * @param coefficients of scaled columns and label
     * @param gap as part of the objective; empty where the solution is direct
     */
    void visit(int place, double[] coefficients, OptionalDouble gap);
  }

  void solve(List<Double> lambdas, double l1Ratio, Visitor visitor) {
    if (l1Ratio == 0 && !problem.limited()) {
      ridge(lambdas, visitor);
    } else {
      descend(lambdas, l1Ratio, visitor);
    }
  }

  private void ridge(List<Double> lambdas, Visitor visitor) {
    RidgeGrid grid = new RidgeGrid(problem);
    for (int k = 0; k < lambdas.size(); k++) {
      PenaltyPoint point = new PenaltyPoint(lambdas.get(k), 0);
      double[] gamma =
          point.lambda() > 0 ? grid.solve(problem.squared(point)) : leastSquares(problem);
      visitor.visit(k, problem.coefficients(gamma), OptionalDouble.empty());
    }
  }

  private void descend(List<Double> lambdas, double l1Ratio, Visitor visitor) {
    CoordinateDescent descent = new CoordinateDescent(problem);
    for (int k = 0; k < lambdas.size(); k++) {
      PenaltyPoint point = new PenaltyPoint(lambdas.get(k), l1Ratio);
      if (point.lambda() == 0 && !problem.limited()) {
        double[] coefficients = problem.coefficients(leastSquares(problem));
        visitor.visit(k, coefficients, OptionalDouble.empty());
      } else {
        DualityGap gap = descent.solve(point, TOLERANCE);
        visitor.visit(k, descent.coefficients(), OptionalDouble.of(gap.part()));
      }
    }
  }

  /** Later columns that earlier ones explain get 0, as in a fit. */
  private static double[] leastSquares(ElasticNetProblem problem) {
    int size = problem.size();
    double[] matrix = problem.gram().clone();
    double[] right = problem.towardsLabel().clone();
    for (int j = 0; j < size; j++) {
      if (problem.constant(j)) {
        Arrays.fill(matrix, j * size, (j + 1) * size, 0);
        for (int i = 0; i < j; i++) {
          matrix[i * size + j] = 0;
        }
        right[j] = 0;
      }
    }
    new Cholesky(matrix, size).solve(right);
    return right;
  }
}
