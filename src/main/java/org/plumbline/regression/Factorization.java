package org.plumbline.regression;

import java.util.List;
import java.util.Optional;
import org.plumbline.statistics.BigBinary;

/** A factorised normal matrix A = XᵀWX of the kept columns, and what follows from it. */
sealed interface Factorization permits DenseFactorization, BlockFactorization {
  /** What the certificate calls this method. */
  String solver();

  /** Indices in z of the columns kept, ascending. */
  List<Integer> kept();

  /** Columns that the columns before them explain, in order. */
  List<Alias> aliased();

  /** β of each kept column, in the units of the data. */
  List<BigBinary> coefficients();

  /** (A⁻¹)_kk of each kept column, in the units of the data. */
  List<BigBinary> inverseDiagonal();

  /** Σ w (y − ŷ)². */
  BigBinary residualSumOfSquares();

  /**
   * The factor L of the normal matrix of the kept columns at unit length, A = L·Lᵀ: entry j of
   * column k. There where it is so near the exact one that its singular values differ from those of
   * A by a unit of their last place at most.
   */
  default Optional<double[][]> unitFactor() {
    return Optional.empty();
  }

  default int rank() {
    return kept().size();
  }
}
