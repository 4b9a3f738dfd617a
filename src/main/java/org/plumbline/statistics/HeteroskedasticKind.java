package org.plumbline.statistics;

/**
 * How a row's residual enters the meat of the heteroskedasticity-consistent sandwich (White 1980;
 * MacKinnon and White 1985), as {@code vcovHC} of R's package sandwich and {@code cov_type} of
 * statsmodels have it: with the working residual w·e and the leverage h of the weighted fit.
 */
public enum HeteroskedasticKind {
  /** w·e. */
  HC0,
  /** w·e, the covariance times n/(n − rank). */
  HC1,
  /** w·e / √(1 − h). */
  HC2,
  /** w·e / (1 − h). */
  HC3;

  /** Whether the leverage of rows is asked for. */
  public boolean needsLeverage() {
    return this == HC2 || this == HC3;
  }

  /** Whether the covariance is times n/(n − rank). */
  public boolean isInflated() {
    return this == HC1;
  }

  /**
   * @param complement 1 − h, positive
   */
  double adjusted(double workingResidual, double complement) {
    return switch (this) {
      case HC0, HC1 -> workingResidual;
      case HC2 -> workingResidual / Math.sqrt(complement);
      case HC3 -> workingResidual / complement;
    };
  }
}
