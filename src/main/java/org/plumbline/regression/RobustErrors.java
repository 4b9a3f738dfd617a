package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.Failure;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Meat;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Orthogonalization;
import org.plumbline.statistics.RowTerm;

/**
 * Errors of a least-squares fit that read rows once more: the sandwich A⁻¹ (Σ s sᵀ) A⁻¹ with the
 * scores s = w·e·x of rows, adjusted by their leverage, or of clusters of rows.
 *
 * <p>As R's sandwich and statsmodels have it: HC1 is HC0 times n/(n − rank), HC2 and HC3 divide a
 * row's residual by √(1 − h) and 1 − h, and t has n − rank degrees of freedom; clusters are scaled
 * by G/(G−1)·(n−1)/(n−rank), and t has G − 1. n counts rows of positive weight.
 *
 * <p>{@link #orthogonalization} goes to the rows, and what they make of it comes back to {@link
 * #appliedTo}.
 */
public final class RobustErrors {
  /** More coefficients are refused: a row costs the square of their number. */
  public static final int MOST_TERMS = 500;

  private final ErrorKind.FromRows kind;
  private final Fit fit;
  private final ScaledMoments moments;
  private final List<Integer> columns = new ArrayList<>();
  private final TriangularFactor factor;
  private final List<RowTerm> rowTerms = new ArrayList<>();
  private final List<TermGroup> groups;

  /**
   * @param total moments of the fit's terms and label over its rows
   * @param terms of the fit, whose columns and categories {@code layout} has
   * @throws Failure DATA where no degrees of freedom are left; CONFIGURATION for too many terms, or
   *     a penalty
   */
  public static RobustErrors of(
      ErrorKind.FromRows kind, Fit fit, Moments total, List<Term> terms, LevelLayout layout) {
    checkTerms(kind, terms.size());
    if (fit.penalty().isPresent()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          kind.label() + " errors are those of least squares, and the fit has a penalty",
          "Set training.errors.kind = classical, or training.penalty.lambda = 0.");
    }
    FitSummary summary = fit.summary();
    if (summary.degreesOfFreedom() <= 0) {
      throw new Failure(
          Failure.Kind.DATA,
          "%d training rows and %d coefficients leave no degrees of freedom: %s errors are not"
                  .formatted(
                      summary.rows(), summary.rows() - summary.degreesOfFreedom(), kind.label())
              + " defined",
          "Train on a longer training.window, on fewer features, or with training.errors.kind ="
              + " classical.");
    }
    return new RobustErrors(kind, fit, total, terms, layout);
  }

  /**
   * @throws Failure CONFIGURATION for too many terms
   */
  public static void checkTerms(ErrorKind.FromRows kind, int terms) {
    if (terms > MOST_TERMS) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "%s errors are computed for at most %d terms, and there are %d"
              .formatted(kind.label(), MOST_TERMS, terms),
          "Set training.errors.kind = classical; with data.event-time, errors by clusters of days"
              + " stand beside them.");
    }
  }

  private RobustErrors(
      ErrorKind.FromRows kind, Fit fit, Moments total, List<Term> terms, LevelLayout layout) {
    this.kind = kind;
    this.fit = fit;
    moments = new ScaledMoments(total);
    List<Term> all = new ArrayList<>(terms);
    all.add(0, Term.number(Term.CONSTANT));
    boolean intercept = fit.estimates().size() == total.columns().size();
    int first = intercept ? 0 : 1;
    for (int k = 0; k < fit.estimates().size(); k++) {
      if (!fit.estimates().get(k).aliased()) {
        int column = first + k;
        columns.add(column);
        rowTerms.add(all.get(column).in(layout));
      }
    }
    groups = TermGroup.of(all, columns);
    List<Integer> columnsOfZ = new ArrayList<>(columns);
    columnsOfZ.add(moments.label());
    factor = TriangularFactor.of(moments, columnsOfZ);
  }

  /** What makes the columns of a row orthogonal. */
  public Orthogonalization orthogonalization() {
    int q = factor.terms();
    int constant = moments.exponent(0);
    double[] scales = new double[q + 1];
    Orthogonalization.Doubled[] multipliers = new Orthogonalization.Doubled[q + 1];
    for (int k = 0; k <= q; k++) {
      int column = k < q ? columns.get(k) : moments.label();
      scales[k] = Math.scalb(1.0, constant - moments.exponent(column));
      multipliers[k] = doubled(factor.multipliers(k), k);
    }
    return new Orthogonalization(
        rowTerms,
        Math.scalb(1.0, -2 * constant),
        scales,
        multipliers,
        doubled(factor.reciprocals(), q));
  }

  private static Orthogonalization.Doubled doubled(DoubleDouble.Vector vector, int size) {
    double[] high = new double[size];
    double[] low = new double[size];
    for (int k = 0; k < size; k++) {
      high[k] = vector.high(k);
      low[k] = vector.low(k);
    }
    return new Orthogonalization.Doubled(high, low);
  }

  /**
   * The fit with these errors: of every coefficient, of categories jointly, and F by Wald's test.
   *
   * @throws Failure DATA for rows of leverage 1, rows without a cluster, or fewer than two clusters
   */
  public Fit appliedTo(Meat meat) {
    kind.check(meat);
    SandwichCovariance covariance = new SandwichCovariance(factor, meat);
    return new RobustTable(kind, fit, moments, columns, covariance, meat).fit(groups);
  }
}
