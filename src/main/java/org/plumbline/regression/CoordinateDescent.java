package org.plumbline.regression;

import java.util.Arrays;

/**
 * Elastic net along descending λ: coordinate descent on the cross-products with covariance updates
 * (Friedman, Hastie, Tibshirani 2010), warm starts, and the sequential strong rules (Tibshirani et
 * al. 2012) whose discards the duality gap checks. Where sweeps are slow, as on nearly collinear
 * columns, a Newton step on the active set follows, cut where a coefficient meets 0 or a limit: it
 * lowers the objective, so the end is the same.
 *
 * <p>One object holds the state of one path. ρ = c − Cγ is kept for all columns: a changed
 * coefficient costs one pass over a row of C.
 */
final class CoordinateDescent {
  private static final int MOST_ROUNDS = 2000;

  /** Newton steps after which the gap is what rounding leaves of it. */
  private static final int STALLS = 6;

  private static final double PROGRESS = 0.9;

  /** Sweeps between two looks at the duality gap. */
  private static final int SWEEPS = 4;

  private final ElasticNetProblem problem;
  private final int size;
  private final double[] gamma;
  private final double[] rho;
  private final boolean[] candidate;
  private final int[] active;
  private final double[] before;
  private double lastAbsolute = Double.POSITIVE_INFINITY;
  private double absoluteBeforeLast = Double.POSITIVE_INFINITY;

  CoordinateDescent(ElasticNetProblem problem) {
    this.problem = problem;
    size = problem.size();
    gamma = new double[size];
    rho = problem.towardsLabel().clone();
    candidate = new boolean[size];
    active = new int[size];
    before = new double[size];
  }

  /** γ of the last solution. */
  double[] gamma() {
    return gamma;
  }

  /** ρ of the last solution. */
  double[] rho() {
    return rho;
  }

  /**
   * Moves from the solution at the λ before to that at {@code point}.
   *
   * @param tolerance the duality gap to be reached, as part of the objective
   * @return the gap reached
   */
  DualityGap solve(PenaltyPoint point, double tolerance) {
    double t1 = problem.absolute(point);
    double t2 = problem.squared(point);
    extrapolate(t1);
    refresh();
    screen(t1);
    DualityGap gap = gap(t1, t2);
    double least = Double.POSITIVE_INFINITY;
    int sweeps = 0;
    int stalls = 0;
    for (int round = 0; stalls < STALLS && !gap.within(tolerance); round++) {
      int count = sweepCandidates(t1, t2);
      for (int sweep = 1; sweep < SWEEPS; sweep++) {
        sweepActive(count, t1, t2);
      }
      sweeps += SWEEPS;
      gap = gap(t1, t2);
      if (!gap.within(tolerance)) {
        if (sweeps >= worthANewtonStep(count)) {
          newton(t1, t2);
          sweeps = 0;
          stalls = round < MOST_ROUNDS && gap.gap() < PROGRESS * least ? 0 : stalls + 1;
          least = Math.min(least, gap.gap());
        }
        readmit(t1);
      }
    }
    return gap;
  }

  private DualityGap gap(double t1, double t2) {
    return DualityGap.of(problem, gamma, rho, t1, t2);
  }

  /** A Newton step costs as much as some count/6 sweeps over its columns. */
  private static int worthANewtonStep(int count) {
    return count / 6;
  }

  /**
   * The warm start: γ is linear in λ between changes of the active set (for the lasso exactly), so
   * the last two solutions are prolonged; a coefficient that would cross 0 or a limit stays there.
   */
  private void extrapolate(double t1) {
    double factor = (t1 - lastAbsolute) / (lastAbsolute - absoluteBeforeLast);
    boolean prolonged = Double.isFinite(factor);
    for (int j = 0; j < size; j++) {
      double now = gamma[j];
      if (prolonged && now != 0 && before[j] != 0) {
        double step = factor * (now - before[j]);
        double border = border(j, step);
        double next = now + step;
        gamma[j] = step > 0 ? Math.min(next, border) : Math.max(next, border);
      }
      before[j] = now;
    }
    absoluteBeforeLast = lastAbsolute;
    lastAbsolute = t1;
  }

  /** ρ afresh: what rounding left of many updates is gone. */
  private void refresh() {
    System.arraycopy(problem.towardsLabel(), 0, rho, 0, size);
    for (int j = 0; j < size; j++) {
      if (gamma[j] != 0) {
        subtractRow(j, gamma[j]);
      }
    }
  }

  /** The strong rule: |ρ_j| below f_j·(2t₁ − t₁ before) stays out, as a guess. */
  private void screen(double t1) {
    double bound = Double.isInfinite(absoluteBeforeLast) ? t1 : 2 * t1 - absoluteBeforeLast;
    for (int j = 0; j < size; j++) {
      boolean strong = Math.abs(rho[j]) >= bound * problem.factors()[j];
      candidate[j] = !problem.constant(j) && (strong || gamma[j] != 0);
    }
  }

  /** Admits the columns out of which the optimality conditions are not met. */
  private void readmit(double t1) {
    for (int j = 0; j < size; j++) {
      if (!problem.constant(j) && Math.abs(rho[j]) > t1 * problem.factors()[j]) {
        candidate[j] = true;
      }
    }
  }

  /** One sweep over the candidates; leaves the columns that are not zero in {@code active}. */
  private int sweepCandidates(double t1, double t2) {
    int count = 0;
    for (int j = 0; j < size; j++) {
      if (candidate[j]) {
        update(j, t1, t2);
        if (gamma[j] != 0) {
          active[count++] = j;
        }
      }
    }
    return count;
  }

  private void sweepActive(int count, double t1, double t2) {
    for (int a = 0; a < count; a++) {
      update(active[a], t1, t2);
    }
  }

  private void update(int j, double t1, double t2) {
    double f = problem.factors()[j];
    double alone = rho[j] + gamma[j];
    double shrunk = Math.abs(alone) - t1 * f;
    double next = shrunk > 0 ? Math.copySign(shrunk / (1 + t2 * f * f), alone) : 0;
    set(j, Math.max(problem.lower(j), Math.min(problem.upper(j), next)));
  }

  private void set(int j, double next) {
    double change = next - gamma[j];
    if (change != 0) {
      gamma[j] = next;
      subtractRow(j, change);
    }
  }

  /** ρ −= factor · row j of C. */
  private void subtractRow(int j, double factor) {
    double[] gram = problem.gram();
    int row = j * size;
    for (int k = 0; k < size; k++) {
      rho[k] -= factor * gram[row + k];
    }
  }

  /** Newton steps on the columns between 0 and their limits, until one is not cut. */
  private void newton(double t1, double t2) {
    int count = free();
    boolean cut = count > 0;
    while (cut) {
      cut = advance(count, step(count, t1, t2));
      refresh();
      count = free();
      cut = cut && count > 0;
    }
  }

  /** Goes along a step, at most until the first coefficient meets its border; whether one did. */
  private boolean advance(int count, double[] step) {
    double part = 1;
    int meets = -1;
    for (int a = 0; a < count; a++) {
      double room = Math.abs(border(active[a], step[a]) - gamma[active[a]]);
      if (room < part * Math.abs(step[a])) {
        part = room / Math.abs(step[a]);
        meets = a;
      }
    }
    double met = meets < 0 ? 0 : border(active[meets], step[meets]);
    for (int a = 0; a < count; a++) {
      gamma[active[a]] += part * step[a];
    }
    if (meets >= 0) {
      gamma[active[meets]] = met;
    }
    return meets >= 0;
  }

  /**
   * Columns strictly between their borders; those at 0 that want to leave it are not among them.
   */
  private int free() {
    int count = 0;
    for (int j = 0; j < size; j++) {
      double g = gamma[j];
      if (g != 0 && g > problem.lower(j) && g < problem.upper(j)) {
        active[count++] = j;
      }
    }
    return count;
  }

  private double[] step(int count, double t1, double t2) {
    double[] matrix = new double[count * count];
    double[] right = new double[count];
    double[] f = problem.factors();
    for (int a = 0; a < count; a++) {
      int j = active[a];
      int row = j * size;
      for (int b = a; b < count; b++) {
        matrix[a * count + b] = problem.gram()[row + active[b]];
      }
      matrix[a * count + a] += t2 * f[j] * f[j];
      right[a] = rho[j] - Math.copySign(t1 * f[j], gamma[j]) - t2 * f[j] * f[j] * gamma[j];
    }
    new Cholesky(matrix, count).solve(right);
    return right;
  }

  /** Where γ_j must stop in the direction of a step: 0 or a limit. */
  private double border(int j, double step) {
    if (step > 0) {
      return gamma[j] < 0 ? 0 : problem.upper(j);
    }
    return gamma[j] > 0 ? 0 : problem.lower(j);
  }

  /** Coefficients of scaled columns and label. */
  double[] coefficients() {
    return problem.coefficients(Arrays.copyOf(gamma, size));
  }
}
