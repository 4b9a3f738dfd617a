package org.plumbline.statistics;

import java.util.List;

/**
 * Fills the meat of a heteroskedasticity-consistent covariance from rows: the score of a row is its
 * adjusted working residual times its coordinates. One a thread.
 */
public final class HeteroskedasticCollector {

  /**
   * A row whose 1 − h is at most this decides a coefficient by itself: its residual is 0 whatever
   * its label, and tells nothing of its variance.
   */
  private static final double FULL_LEVERAGE = 1e-10;

  private final HeteroskedasticKind kind;
  private final OrthogonalPanel panel;
  private final ScoreMoments moments;
  private final double[] adjusted = new double[OrthogonalPanel.ROWS];
  private long rows;
  private long unusable;

  public HeteroskedasticCollector(Orthogonalization basis, HeteroskedasticKind kind, Tile tile) {
    this.kind = kind;
    panel = new OrthogonalPanel(basis);
    moments = new ScoreMoments(basis.terms().size(), tile);
  }

  /** Goes on with another block: see {@link OrthogonalPanel#block}. */
  public void block(double[][] z, double[] weights, List<LevelCollector.Codes> codes) {
    panel.block(z, weights, codes);
  }

  /** Adds the rows {@code order[from] … order[to − 1]} of the block. */
  public void add(int[] order, int from, int to) {
    int next = from;
    while (next < to) {
      next = panel.take(order, next, to);
      adjust();
      double[][] scores = moments.scores();
      for (int k = 0; k < scores.length; k++) {
        double[] coordinate = panel.coordinate(k);
        for (int r = 0; r < panel.rows(); r++) {
          scores[k][r] = adjusted[r] * coordinate[r];
        }
      }
      moments.add(panel.rows());
      rows += panel.rows();
    }
  }

  private void adjust() {
    double[] complements = kind.needsLeverage() ? panel.complements() : adjusted;
    for (int r = 0; r < panel.rows(); r++) {
      if (kind.needsLeverage() && complements[r] <= FULL_LEVERAGE) {
        unusable++;
        adjusted[r] = 0;
      } else {
        adjusted[r] = kind.adjusted(panel.workingResidual(r), complements[r]);
      }
    }
  }

  public Meat finish() {
    return new Meat(moments.finish(), rows, unusable);
  }
}
