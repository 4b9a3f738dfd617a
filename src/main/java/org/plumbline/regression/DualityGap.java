package org.plumbline.regression;

/**
 * How far a feasible γ is from the minimum, at most: the objective minus the dual's at θ = κ·r, r
 * the residuals. With ρ = c − Cγ = Xᵀr, the gap is
 *
 * <pre>½‖r‖² + penalty(γ) − κ·rᵀy + ½κ²‖r‖² + Σ h_j(κρ_j),
 * h_j(z) = max over lower ≤ g ≤ upper of z·g − t₁f_j|g| − ½t₂f_j²·g²</pre>
 *
 * with κ = 1, or the largest κ ≤ 1 for which each h_j is finite where t₂ = 0 (Kim, Koh, Lustig,
 * Boyd, Gorinevsky 2007). All follow from ρ, c and γ in O(p).
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
    double fitted = 0;
    double remaining = 0;
    double penalty = 0;
    double scale = 1;
    double[] c = problem.towardsLabel();
    double[] f = problem.factors();
    for (int j = 0; j < gamma.length; j++) {
      if (problem.constant(j)) {
        continue;
      }
      fitted += c[j] * gamma[j];
      remaining += rho[j] * gamma[j];
      double g = f[j] * gamma[j];
      penalty += t1 * Math.abs(g) + 0.5 * t2 * g * g;
      if (t2 == 0 && unlimited(problem, j, rho[j]) && Math.abs(rho[j]) > t1 * f[j]) {
        scale = Math.min(scale, t1 * f[j] / Math.abs(rho[j]));
      }
    }
    double labelSide = 1 - fitted;
    double square = Math.max(0, labelSide - remaining);
    double conjugate = 0;
    for (int j = 0; j < gamma.length; j++) {
      if (!problem.constant(j)) {
        conjugate += conjugate(problem, j, scale * rho[j], t1 * f[j], t2 * f[j] * f[j]);
      }
    }
    double objective = 0.5 * square + penalty;
    double gap = objective - scale * labelSide + 0.5 * scale * scale * square + conjugate;
    return new DualityGap(Math.max(0, gap), objective);
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
