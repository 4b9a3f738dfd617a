package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;

/**
 * The triangular map that makes the columns of a fit orthogonal, and what is left of the label its
 * residual: with A = XᵀWX = L·D·Lᵀ over the columns (terms, label), L unit lower triangular, a row
 * z has the coordinates u = L⁻¹z, by forward substitution u_k = z_k − Σ_{j<k} l_kj·u_j. Then Σ
 * w·u_j·u_k = 0 for j ≠ k, the last coordinate is the row's residual e = y − ŷ, and its leverage is
 * h = w·xᵀ(XᵀWX)⁻¹x = w·Σ u_k²/d_k over the terms.
 *
 * <p>Columns and weights are scaled by powers of two beforehand, so that Σw and every Σ w·z² lie in
 * [¼, 1): w·|u_j·u_k| is below 1 in every row, whatever the units of the data. Multipliers and
 * pivots are held in double-double (high + low).
 *
 * <p>Scores in these coordinates need no care: the columns being orthogonal, nothing cancels when
 * they are carried back to coefficients, however collinear the terms or far their means.
 */
public final class Orthogonalization implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  private final List<RowTerm> terms;
  private final double weightScale;
  private final double[] scales;
  private final double[][] high;
  private final double[][] low;
  private final double[] reciprocalHigh;
  private final double[] reciprocalLow;

  /**
   * Takes the arrays as they are; q is the number of terms.
   *
   * @param terms how the columns follow from a row, aliased ones left out, the constant among them
   * @param weightScale power of two that scales weights
   * @param scales powers of two that scale the terms, then the label: q + 1
   * @param multipliers l_kj, j below k: rows 0 … q − 1 of the terms, row q of the label
   * @param reciprocals 1/d_k of the q terms
   */
  public Orthogonalization(
      List<RowTerm> terms,
      double weightScale,
      double[] scales,
      Doubled[] multipliers,
      Doubled reciprocals) {
    this.terms = List.copyOf(terms);
    this.weightScale = weightScale;
    this.scales = scales;
    high = new double[multipliers.length][];
    low = new double[multipliers.length][];
    for (int k = 0; k < multipliers.length; k++) {
      high[k] = multipliers[k].high();
      low[k] = multipliers[k].low();
    }
    reciprocalHigh = reciprocals.high();
    reciprocalLow = reciprocals.low();
  }

  /** Numbers in double-double: {@code high[k] + low[k]}. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Doubled(double[] high, double[] low) {}

  /** How the columns follow from a row. */
  public List<RowTerm> terms() {
    return terms;
  }

  double weightScale() {
    return weightScale;
  }

  /** Of a term, or of the label at index {@code terms().size()}. */
  double scale(int column) {
    return scales[column];
  }

  double multiplierHigh(int k, int j) {
    return high[k][j];
  }

  double multiplierLow(int k, int j) {
    return low[k][j];
  }

  double reciprocalHigh(int k) {
    return reciprocalHigh[k];
  }

  double reciprocalLow(int k) {
    return reciprocalLow[k];
  }
}
