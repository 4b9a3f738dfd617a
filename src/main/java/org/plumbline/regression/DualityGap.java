package org.plumbline.regression;

/**
 * How far a feasible γ is from the minimum, at most: the objective minus the dual's at θ = κ·r, r
 * the residuals. With ρ = c − Cγ = Xᵀr, the gap is
 *
 * <pre>½(1 − κ)²‖r‖² + Σ [ penalty_j(γ_j) + h_j(κρ_j) − κρ_jγ_j ],
 * h_j(z) = max over lower ≤ g ≤ upper of z·g − t₁f_j|g| − ½t₂f_j²·g²</pre>
 *
 * with κ = 1, or the largest κ ≤ 1 for which ρ alone meets the conditions of a γ of 0 (Kim, Koh,
 * Lustig, Boyd, Gorinevsky 2007), which keeps h_j finite without a square; the smaller gap counts.
 * All follow from ρ, c and γ in O(p).
 *
 * @param gap in units of the label's square; infinite without any penalty or limit
 * @param objective at γ
 */
record DualityGap(double gap, double objective) {

  /** As part of the objective; rounding is never an excuse for more than 1e-14 of yᵀy. */
  boolean within(double tolerance) {
    return gap <= Math.max(tolerance * objective, 1e-14);
  }

  /** The gap as part of the objective; 0 where both are rounding. */
  double part() {
    return objective > 0 ? gap / objective : 0;
  }

  static DualityGap of(
      ElasticNetProblem problem, double[] gamma, double[] rho, double t1, double t2) {
    double[] c = problem.towardsLabel();
    double[] f = problem.factors();
    double square = 1;
    double scale = 1;
    double penalty = 0;
    for (int j = 0; j < gamma.length; j++) {
      square -= (c[j] + rho[j]) * gamma[j];
      double g = f[j] * gamma[j];
      penalty += t1 * Math.abs(g) + 0.5 * t2 * g * g;
      double slope = Math.abs(rho[j]);
      if (slope > t1 * f[j] && !problem.constant(j) && unlimited(problem, j, rho[j])) {
        scale = Math.min(scale, t1 * f[j] / slope);
      }
    }
    square = Math.max(0, square);
    double gap = 0.5 * (1 - scale) * (1 - scale) * square + sum(problem, gamma, rho, t1, t2, scale);
    if (t2 > 0 && scale < 1) {
      gap = Math.min(gap, sum(problem, gamma, rho, t1, t2, 1));
    }
    return new DualityGap(Math.max(0, gap), 0.5 * square + penalty);
  }

  /** Σ [ penalty_j(γ_j) + h_j(κρ_j) − κρ_jγ_j ]. */
  private static double sum(
      ElasticNetProblem problem, double[] gamma, double[] rho, double t1, double t2, double scale) {
    double[] f = problem.factors();
    double sum = 0;
    for (int j = 0; j < gamma.length; j++) {
      if (!problem.constant(j)) {
        double g = f[j] * gamma[j];
        double slope = scale * rho[j];
        sum += t1 * Math.abs(g) + 0.5 * t2 * g * g - slope * gamma[j];
        sum += conjugate(problem, j, slope, t1 * f[j], t2 * f[j] * f[j]);
      }
    }
    return sum;
  }

  private static boolean unlimited(ElasticNetProblem problem, int j, double rho) {
    return Double.isInfinite(rho > 0 ? problem.upper(j) : problem.lower(j));
  }

  /** h_j(z). */
  private static double conjugate(
      ElasticNetProblem problem, int j, double z, double l1, double l2) {
    double excess = Math.abs(z) - l1;
    if (!(excess > 0)) {
      return 0;
    }
    double limit = z > 0 ? problem.upper(j) : -problem.lower(j);
    if (l2 == 0) {
      // What is left of z beside κ is rounding where there is no limit.
      return Double.isInfinite(limit) ? 0 : excess * limit;
    }
    double best = Math.min(excess / l2, limit);
    return best * (excess - 0.5 * l2 * best);
  }
}
