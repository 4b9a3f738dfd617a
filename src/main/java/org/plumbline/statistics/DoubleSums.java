package org.plumbline.statistics;

/**
 * Moments of a group in double arithmetic, about the mean of its first panel.
 *
 * <p>The centre c of a column is the sum of its values in the first panel, added up row by row in
 * double, over their number; c₀ = 0. With d = z − c rounded, the sum s(j, i), i ≤ j, starts at 0
 * and becomes, row by row, {@code fma(w·dⱼ, dᵢ, s)}, w·dⱼ rounded. At the end the moments about
 * zero, s(j, i) + cᵢ·s(j, 0) + cⱼ·s(i, 0) + cᵢ·cⱼ·s(0, 0), are computed exactly from these doubles,
 * and their three leading components kept.
 *
 * <p>With u = 2⁻⁵³ and n the rows, the error of s(j, i) is to first order at most (n + 3)·u·Σ
 * |w·dⱼ·dᵢ|: a rounding a row of the running sum, and three of each of its terms. What follows is
 * exact but for the 2⁻¹⁵⁹ that three components leave, so n, the {@link Tally#longestSum}, bounds
 * the error of a total over many groups too: with lengths ‖d‖ over the rows of group g,
 *
 * <pre>Σ_g n_g·‖dⱼ‖_g·‖dᵢ‖_g ≤ max n_g·‖dⱼ‖·‖dᵢ‖</pre>
 */
final class DoubleSums extends GroupSums {

  private static final int PARTS = 3;

  /** A sum, and four products with their errors. */
  private static final int MOST_TERMS = 9;

  /** Moments of columns within these are far from overflow, by the inequality of Cauchy. */
  private static final double LARGEST_MOMENT = 0x1p960;

  private static final double LARGEST_CENTRE = 0x1p480;

  private final DoublePanels panels;
  private final double[] centre;
  private final double[] sums;
  private boolean centred;
  private long rows;

  DoubleSums(DoublePanels panels, int order) {
    this.panels = panels;
    this.centre = new double[order];
    this.sums = new double[panels.sumsLength()];
  }

  @Override
  void add(RowBuffer panel, ColumnOdds odds) {
    if (!centred) {
      centreOn(panel);
    }
    panels.countFractions(panel, odds);
    panels.multiply(panel, centre, sums);
    rows += panel.rows();
  }

  private void centreOn(RowBuffer panel) {
    for (int k = 1; k < centre.length; k++) {
      double sum = 0;
      for (int r = panel.start(k); r < panel.start(k) + panel.rows(); r++) {
        sum += panel.values()[r];
      }
      centre[k] = sum / panel.rows();
    }
    centred = true;
  }

  /** A column whose sums overflow is counted as out of range once, and its moments are 0. */
  @Override
  Expansions finish(ColumnOdds odds) {
    boolean[] overflows = new boolean[centre.length];
    for (int k = 1; k < centre.length; k++) {
      overflows[k] = overflows(k);
      odds.addOutOfRange(k, overflows[k] ? 1 : 0);
    }
    Expansions.Builder moments = new Expansions.Builder(Moments.triangle(centre.length));
    QuadSum quick = new QuadSum();
    ExactSum exact = new ExactSum();
    double[] terms = new double[MOST_TERMS];
    for (int i = 0; i < centre.length; i++) {
      for (int j = i; j < centre.length; j++) {
        int count = overflows[i] || overflows[j] ? 0 : terms(i, j, terms);
        quick.clear();
        for (int k = 0; k < count; k++) {
          quick.add(terms[k]);
        }
        if (!moments.append(quick, PARTS)) {
          for (int k = 0; k < count; k++) {
            exact.add(terms[k]);
          }
          moments.append(exact, PARTS);
        }
      }
    }
    return moments.build();
  }

  @Override
  long longestSum() {
    return rows;
  }

  private boolean overflows(int k) {
    boolean sumIsSafe = Math.abs(sum(k, k)) <= LARGEST_MOMENT;
    boolean centreIsSafe =
        Math.abs(centre[k]) <= LARGEST_CENTRE
            && centre[k] * centre[k] * sum(0, 0) <= LARGEST_MOMENT;
    return !sumIsSafe || !centreIsSafe;
  }

  /** Σ w·zᵢ·zⱼ, i ≤ j, about zero. */
  /**
   * The doubles whose exact sum is a moment about zero, but for bits of products below the smallest
   * double, which are rounded off.
   *
   * @return how many there are
   */
  private int terms(int i, int j, double[] terms) {
    terms[0] = sum(j, i);
    if (j == 0) {
      return 1;
    }
    int count = addProduct(terms, 1, centre[i], sum(j, 0));
    count = addProduct(terms, count, centre[j], sum(i, 0));
    // For i = 0 the centre is 0, and the sum above is Σ w, which cⱼ alone multiplies.
    double product = centre[i] * centre[j];
    count = addProduct(terms, count, product, sum(0, 0));
    return addProduct(terms, count, Math.fma(centre[i], centre[j], -product), sum(0, 0));
  }

  private static int addProduct(double[] terms, int at, double a, double b) {
    terms[at] = a * b;
    terms[at + 1] = Math.fma(a, b, -terms[at]);
    return at + 2;
  }

  private double sum(int j, int i) {
    return sums[panels.place(j, i)];
  }
}
