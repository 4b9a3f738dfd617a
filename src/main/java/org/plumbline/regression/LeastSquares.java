package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.plumbline.Failure;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Statistics;
import org.plumbline.statistics.Tally;

/**
 * Least squares from moments: minimise Σ w (y − β₀ − Σ β_j x_j)².
 *
 * <p>Weights are precisions, as in R's {@code lm}: n counts rows of positive weight, σ² = Σ w·e²/(n
 * − rank). Every number is computed from the exact moments at a working precision that is raised
 * until its double no longer changes.
 */
public final class LeastSquares {
  /** Terms up to which a design of many numbers in double is written out. */
  private static final int MOST_WRITTEN_OUT = 4096;

  private LeastSquares() {}

  /**
   * @param byDay training moments by day, each already decayed where a half-life asks; a single
   *     entry under {@link Group#NO_DAY} where there is no event time (then no clustered errors)
   * @throws Failure DATA: fewer rows than terms, no rows, weights all zero, rank deficient and
   *     refused (columns named)
   */
  public static Fit fit(
      SortedMap<Integer, Moments> byDay, Precision precision, FitOptions options) {
    if (byDay.isEmpty()) {
      throw RowChecks.noRows();
    }
    List<Term> terms = new ArrayList<>();
    terms.add(Term.number(Term.CONSTANT));
    byDay.get(byDay.firstKey()).columns().forEach(column -> terms.add(Term.number(column)));
    return fit(terms, byDay, precision, options);
  }

  /**
   * @param terms the constant, the terms, the label
   */
  private static Fit fit(
      List<Term> terms,
      SortedMap<Integer, Moments> byDay,
      Precision precision,
      FitOptions options) {
    Moments total = Moments.sum(byDay.get(byDay.firstKey()).columns(), List.copyOf(byDay.values()));
    RowChecks.weight(total.tally());
    RowChecks.enough(total.tally(), total.columns().size() - 1, options);
    Training training =
        Training.of(new ScaledMoments(total), precision, options, total.tally().positiveRows());
    Solver.Solved<DenseFactorization> solved = Solver.solve(training);
    if (options.aliased() == FitOptions.Aliased.REFUSE) {
      RankDeficiency.refuse(training, solved.factorization());
    }
    ScaledInverse inverse = solved.factorization().inverse();
    List<OptionalDouble> clustered =
        clusteredErrors(training, solved.factorization(), inverse, byDay);
    Certificate certificate =
        Certificates.of(training, solved.factorization(), inverse, solved.inference(), total);
    List<TermGroup> named = TermGroup.of(terms, solved.factorization().kept());
    DenseGroups groups = new DenseGroups(training, solved, inverse);
    return FitTable.of(
            training, solved, clustered, clusters(byDay).size(), certificate, total.tally())
        .with(
            groups.tests(named),
            new Collinearities(training, solved.factorization()).of(named, groups));
  }

  /**
   * Least squares of the terms of an encoding. The terms of its largest category are eliminated
   * first, and no day is written out; but with many numbers in double its levels are columns.
   *
   * @param byDay as {@link #fit(SortedMap, Precision, FitOptions)} has it
   * @throws Failure DATA as there
   */
  public static Fit fit(
      Encoding encoding,
      SortedMap<Integer, Statistics> byDay,
      Precision precision,
      FitOptions options) {
    if (byDay.isEmpty()) {
      throw RowChecks.noRows();
    }
    if (writtenOut(encoding, precision)) {
      SortedMap<Integer, Moments> moments = new TreeMap<>();
      byDay.forEach((day, statistics) -> moments.put(day, encoding.moments(statistics)));
      LevelLayout layout = byDay.get(byDay.firstKey()).layout();
      return fit(new TermProducts(encoding, layout).terms(), moments, precision, options);
    }
    List<Statistics> days = clusters(byDay, day -> day.moments().tally());
    return new BlockFit(encoding, List.copyOf(byDay.values()), precision, options).fit(days);
  }

  /**
   * Whether a design is fitted with its levels as columns: where it has none, and where its numbers
   * in double are so many that fixed-point arithmetic would take minutes.
   */
  private static boolean writtenOut(Encoding encoding, Precision precision) {
    long numbers = encoding.terms().stream().filter(term -> term.within().isEmpty()).count();
    int all = encoding.terms().size();
    return numbers == all
        || (precision == Precision.DOUBLE && numbers > Solver.WIDE && all <= MOST_WRITTEN_OUT);
  }

  private static List<OptionalDouble> clusteredErrors(
      Training training,
      Factorization factorization,
      ScaledInverse inverse,
      SortedMap<Integer, Moments> byDay) {
    List<Moments> days = clusters(byDay);
    if (days.size() < 2 || training.rows() <= factorization.rank()) {
      return List.of();
    }
    return ClusteredErrors.of(training, factorization, inverse, days);
  }

  static List<Moments> clusters(SortedMap<Integer, Moments> byDay) {
    return clusters(byDay, Moments::tally);
  }

  /** The days with a row of positive weight; none where rows have no day. */
  private static <S> List<S> clusters(SortedMap<Integer, S> byDay, Function<S, Tally> tally) {
    S dayless = byDay.get(Group.NO_DAY);
    if (dayless != null && tally.apply(dayless).positiveRows() > 0) {
      return List.of();
    }
    return byDay.values().stream().filter(day -> tally.apply(day).positiveRows() > 0).toList();
  }
}
