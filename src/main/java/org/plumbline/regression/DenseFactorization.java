package org.plumbline.regression;

/** A factorisation of which every entry of the inverse is at hand. */
sealed interface DenseFactorization extends Factorization
    permits ExactFactorization, DoubleDoubleFactorization {

  /** A⁻¹ of the scaled columns of {@link ScaledMoments}. */
  ScaledInverse inverse();
}
