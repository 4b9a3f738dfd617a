package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.plumbline.Failure;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Statistics;

/**
 * The fit at one penalty, from moments; see {@link Penalty} for the objective.
 *
 * <p>Coordinate descent in double finds which coefficients are free, and the equations of those are
 * solved like least squares: at a working precision that is raised until the doubles no longer
 * change, and with every optimality condition checked. What is known of the digits is said by the
 * certificate.
 *
 * <p>Constant columns are aliased. Where λ(1−α) > 0 nothing else is. For the lasso, and for limits
 * alone, columns that the columns before them explain are aliased as in least squares; with fewer
 * rows than terms only those that explain each other among the columns chosen.
 */
public final class PenalizedRegression {
  private static final int FIRST_BITS = 192;
  private static final int LAST_BITS = 192 << 5;

  private final Training training;
  private final Moments total;
  private final Penalty penalty;
  private final PenaltyPoint point;
  private final List<CoefficientLimits.Limit> limits;
  private final List<Alias> aliased = new ArrayList<>();
  private final boolean[] eligible;

  private PenalizedRegression(
      Training training, Moments total, Penalty penalty, PenaltyPoint point) {
    this.training = training;
    this.total = total;
    this.penalty = penalty;
    this.point = point;
    ScaledMoments moments = training.moments();
    limits = penalty.limits().of(total.columns().subList(0, moments.label() - 1));
    eligible = new boolean[moments.label()];
    for (int j = 1; j < moments.label(); j++) {
      eligible[j] = !constant(j);
      if (!eligible[j]) {
        aliased.add(new Alias(j, true, List.of()));
      }
    }
  }

  /**
   * Without an intercept a constant column has no penalty, and none is needed under limits alone.
   */
  private boolean constant(int j) {
    boolean asColumn = point.lambda() == 0 && !training.options().intercept();
    return asColumn ? training.moments().length(j) == 0 : training.moments().constant(j);
  }

  /**
   * @param byDay as for {@link LeastSquares#fit}
   * @param penalty standardisation and limits; its grids are not used
   * @param point the penalty; least squares where λ is 0 and nothing is limited
   * @throws Failure DATA: no rows, weights all zero, rank deficient and refused, fewer rows than
   *     terms without a penalty, or a constant label without an intercept
   */
  public static Fit fit(
      SortedMap<Integer, Moments> byDay,
      Precision precision,
      FitOptions options,
      Penalty penalty,
      PenaltyPoint point) {
    if (point.lambda() == 0 && penalty.limits().isNone()) {
      return LeastSquares.fit(byDay, precision, options);
    }
    if (byDay.isEmpty()) {
      throw RowChecks.noRows();
    }
    Moments total = Moments.sum(byDay.get(byDay.firstKey()).columns(), List.copyOf(byDay.values()));
    RowChecks.weight(total.tally());
    if (point.lambda() == 0) {
      RowChecks.enough(total.tally(), total.columns().size() - 1, options);
    }
    Training training =
        Training.of(new ScaledMoments(total), precision, options, total.tally().positiveRows());
    if (training.constantLabel() && !options.intercept() && point.lambda() > 0) {
      throw constantLabel(total);
    }
    return new PenalizedRegression(training, total, penalty, point).fit(byDay);
  }

  /**
   * The fit of an encoding's terms; without penalty and limits as least squares has it.
   *
   * @param byDay statistics by day, as for {@link LeastSquares#fit}
   * @throws Failure DATA: as above
   */
  public static Fit fit(
      Encoding encoding,
      SortedMap<Integer, Statistics> byDay,
      Precision precision,
      FitOptions options,
      Penalty penalty,
      PenaltyPoint point) {
    if (point.lambda() == 0 && penalty.limits().isNone()) {
      return LeastSquares.fit(encoding, byDay, precision, options);
    }
    SortedMap<Integer, Moments> terms = new TreeMap<>();
    byDay.forEach((day, part) -> terms.put(day, encoding.moments(part)));
    return fit(terms, precision, options, penalty, point);
  }

  private static Failure constantLabel(Moments total) {
    String label = total.columns().get(total.columns().size() - 1);
    return new Failure(
        Failure.Kind.DATA,
        "the label " + label + " does not vary, so that a penalty has no unit without an intercept",
        "Set training.intercept = true or training.penalty.lambda = 0.");
  }

  private Fit fit(SortedMap<Integer, Moments> byDay) {
    excludeExplained();
    if (training.options().aliased() == FitOptions.Aliased.REFUSE) {
      RankDeficiency.refuse(training, aliased);
    }
    ExactPenalty exact =
        new ExactPenalty(
            training.moments(),
            training.meanAlone() ? PenaltyPoint.NONE : point,
            penalty.standardize());
    if (training.meanAlone()) {
      PenalizedEquations mean =
          new PenalizedEquations(training, exact, new ActiveSet(limits), FIRST_BITS);
      return table(solved(mean), byDay, 0);
    }
    DescentStart start =
        new DescentStart(
            total, training.options().intercept(), point, penalty.standardize(), limits, eligible);
    ActiveSetSearch search =
        new ActiveSetSearch(training, exact, eligible, start.activeSet(limits));
    PenalizedSolution solution = solve(search);
    for (int j : search.dropped()) {
      aliased.add(new Alias(j, false, List.of()));
    }
    if (training.options().aliased() == FitOptions.Aliased.REFUSE) {
      RankDeficiency.refuse(training, aliased);
    }
    return table(solution, byDay, start.gap(solution.numbers().coefficients()));
  }

  /** Columns that those before them explain, where no penalty tells them apart. */
  private void excludeExplained() {
    if (point.squared() > 0
        || training.meanAlone()
        || training.rows() < training.columns() - aliased.size()) {
      return;
    }
    for (Alias alias : Solver.solve(training).factorization().aliased()) {
      if (eligible[alias.column()]) {
        eligible[alias.column()] = false;
        aliased.add(alias);
      }
    }
  }

  private PenalizedSolution solve(ActiveSetSearch search) {
    PenalizedSolution last = solved(search.solve(FIRST_BITS));
    if (last.equations().factorization() instanceof DoubleDoubleFactorization) {
      return last;
    }
    for (int bits = 2 * FIRST_BITS; bits <= LAST_BITS; bits *= 2) {
      PenalizedSolution next = solved(search.solve(bits));
      if (next.agreesWith(last)) {
        return next;
      }
      last = next;
    }
    throw new Failure(
        Failure.Kind.INTERNAL,
        "the penalised fit of %d columns: the doubles still change between %d and %d bits; %s"
            .formatted(training.columns(), LAST_BITS / 2, LAST_BITS, last.numbers()),
        "Report this with the statistics of the cycle.");
  }

  private PenalizedSolution solved(PenalizedEquations equations) {
    return PenalizedSolution.of(equations, withoutInference(equations.set()));
  }

  /** Why there are no standard errors; empty for ridge. */
  private String withoutInference(ActiveSet set) {
    if (training.meanAlone()) {
      return "the label does not vary";
    }
    if (point.absolute() > 0) {
      return "the l1 penalty chose the terms, and errors that pass over the choice would be too"
          + " small";
    }
    boolean held = IntStream.rangeClosed(1, set.terms()).anyMatch(j -> atLimit(set, j));
    return held ? "a limit holds a coefficient" : "";
  }

  private boolean atLimit(ActiveSet set, int j) {
    return switch (set.at(j)) {
      case LOWER, UPPER -> true;
      case POSITIVE, NEGATIVE -> false;
      case ZERO -> eligible[j] && point.absolute() == 0;
    };
  }

  private Fit table(PenalizedSolution solution, SortedMap<Integer, Moments> byDay, double gap) {
    List<Moments> days = LeastSquares.clusters(byDay);
    List<OptionalDouble> clustered =
        solution.withInference() && days.size() >= 2 && solution.numbers().degreesOfFreedom() > 0
            ? solution.clusteredErrors(days)
            : List.of();
    PenaltyPull pull = PenaltyPull.of(solution.equations(), eligible, penalty.standardize());
    Certificate certificate =
        Certificates.of(
            solution.equations().penalized(),
            solution.equations().factorization(),
            solution.inverse(),
            solution.numbers().kept(),
            total,
            pull);
    ActiveSet set = solution.equations().set();
    List<String> atLimit =
        IntStream.rangeClosed(1, set.terms())
            .filter(j -> atLimit(set, j))
            .mapToObj(training.moments()::name)
            .toList();
    PenalizedTable table = new PenalizedTable(training, solution, clustered, days.size(), aliased);
    return table.fit(certificate, total, point, penalty.standardize(), atLimit, gap);
  }
}
