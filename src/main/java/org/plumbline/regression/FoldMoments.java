package org.plumbline.regression;

import org.plumbline.statistics.Moments;

/**
 * The moments of terms and label for each fold of a cross-validation.
 *
 * <p>Terms may be made from a fold's training rows (an imputed mean), so the moments of the same
 * rows can differ from fold to fold; columns and their order do not.
 */
public interface FoldMoments {

  /** Folds k = 0 … folds − 1. */
  int folds();

  /** Rows that fold k trains on. */
  Moments training(int k);

  /** Rows that fold k is judged on; none of them is among its training rows. */
  Moments validation(int k);

  /** All rows: what the chosen penalty is fitted on. */
  Moments all();

  /** What a person calls fold k. */
  String name(int k);
}
