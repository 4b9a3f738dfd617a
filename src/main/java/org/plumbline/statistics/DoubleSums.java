package org.plumbline.statistics;

/**
 * Moments of a group in double arithmetic, about the mean of its first panel.
 *
 * <p>The centre c of a column is the sum of its values in the first panel, added up row by row in
 * double, over their number; c₀ = 0. With d = z − c rounded, the sum s(j, i), i ≤ j, starts at 0
 * and becomes, row by row, {@code fma(w·dⱼ, dᵢ, s)}, w·dⱼ rounded. At the end {@link
 * MomentsAboutZero} are formed exactly from these doubles, and their three leading components kept.
 *
 * <p>With u = 2⁻⁵³ and n the rows, the error of s(j, i) is to first order at most (n + 3)·u·Σ
 * |w·dⱼ·dᵢ|: a rounding a row of the running sum, and three of each of its terms. What follows is
 * exact but for the 2⁻¹⁵⁹ that three components leave, so n, the {@link Tally#longestSum}, bounds
 * the error of a total over many groups too: with lengths ‖d‖ over the rows of group g,
 *
 * <pre>Σ_g n_g·‖dⱼ‖_g·‖dᵢ‖_g ≤ max n_g·‖dⱼ‖·‖dᵢ‖</pre>
 */
final class DoubleSums extends GroupSums {

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
    for (int k = 1; k < centre.length; k++) {
      if (overflows(k)) {
        odds.addOutOfRange(k, 1);
        clear(k);
      }
    }
    return new MomentsAboutZero(panels, sums, centre).upper();
  }

  private void clear(int k) {
    centre[k] = 0;
    for (int other = 0; other < centre.length; other++) {
      sums[panels.place(Math.max(k, other), Math.min(k, other))] = 0;
    }
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

  private double sum(int j, int i) {
    return sums[panels.place(j, i)];
  }
}
