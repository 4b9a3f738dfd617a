package org.plumbline.regression;

import java.util.List;
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

  default int rank() {
    return kept().size();
  }
}
