package org.plumbline.regression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One set of training rows on which every λ and l1-ratio is solved.
 *
 * @param problem theirs
 * @param measure what is kept of each solution
 */
record FoldTrial(ElasticNetProblem problem, Measure measure) {

  /** A number for each solution; used by several threads at once. */
  interface Measure {
    /** One for each path. */
    PathMeasure start();
  }

  /** A number for a solution. */
  interface PathMeasure {
    /**
     * @param coefficients of scaled columns and label
     */
    double of(double[] coefficients);
  }

  /** The numbers of all solutions. */
  static final class Results {
    private final double[][] values;
    private final double[] gaps;

    private Results(int l1Ratios) {
      values = new double[l1Ratios][];
      gaps = new double[l1Ratios];
    }

    double at(int l1Ratio, int lambda) {
      return values[l1Ratio][lambda];
    }

    /** The largest duality gap, as part of its objective. */
    double largestGap() {
      return Arrays.stream(gaps).max().orElse(0);
    }
  }

  Results solve(List<Double> l1Ratios, List<List<Double>> lambdas) {
    Results results = new Results(l1Ratios.size());
    IntStream.range(0, l1Ratios.size())
        .parallel()
        .forEach(r -> solve(r, l1Ratios.get(r), lambdas.get(r), results));
    return results;
  }

  private void solve(int place, double l1Ratio, List<Double> lambdas, Results results) {
    double[] path = new double[lambdas.size()];
    PathMeasure each = measure.start();
    new PathSolver(problem)
        .solve(
            lambdas,
            l1Ratio,
            (k, coefficients, gap) -> {
              path[k] = each.of(coefficients);
              results.gaps[place] = Math.max(results.gaps[place], gap.orElse(0));
            });
    results.values[place] = path;
  }

  /** How many coefficients are not 0. */
  static double nonzero(double[] coefficients) {
    return Arrays.stream(coefficients).filter(b -> b != 0).count();
  }
}
