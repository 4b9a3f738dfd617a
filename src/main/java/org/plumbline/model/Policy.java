package org.plumbline.model;

/**
 * The promotion policy.
 *
 * @param minRows holdout rows needed
 * @param minR2 least r2 on the holdout
 * @param margin challenger rmse ≤ champion rmse · (1 + margin)
 * @param digits correct digits asked of the certificate
 * @param approval whether a person is asked about a challenger that every rule lets pass
 */
public record Policy(long minRows, double minR2, double margin, double digits, Approval approval) {

  /** What a challenger needs besides rules that it passes. */
  public enum Approval {
    NOT_NEEDED,
    /** The decision holds until a person approves it. */
    REQUIRED
  }

  /** The policy of rules alone: nobody is asked. */
  public Policy(long minRows, double minR2, double margin, double digits) {
    this(minRows, minR2, margin, digits, Approval.NOT_NEEDED);
  }

  /** The same rules, and nobody is asked. */
  public Policy withoutApproval() {
    return new Policy(minRows, minR2, margin, digits);
  }
}
