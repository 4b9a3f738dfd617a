package org.plumbline.regression;

/**
 * How a least-squares fit is made.
 *
 * @param intercept whether the constant 1 is a term
 * @param aliased what a rank-deficient design does
 * @param decayed whether weights are decayed by a half-life: then the errors are the day-cluster
 *     sandwich
 * @param confidence level of the intervals, 0.95
 */
public record FitOptions(boolean intercept, Aliased aliased, boolean decayed, double confidence) {
  /** What happens to a column that the columns before it explain. */
  public enum Aliased {
    DROP,
    REFUSE
  }
}
