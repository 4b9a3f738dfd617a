package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.Optional;

/**
 * For which day a command runs.
 *
 * @param asOf the day the cycle stands for; empty: derived from the training table
 */
public record When(Optional<LocalDate> asOf, Future future, Claim claim) {

  /** Whether an as-of after tomorrow is refused. */
  public enum Future {
    REFUSE,
    ALLOW
  }

  /** Whether the newest cycle with the same configuration is joined, or a new one begun. */
  public enum Claim {
    JOIN,
    NEXT
  }

  public static When on(LocalDate asOf) {
    return new When(Optional.of(asOf), Future.REFUSE, Claim.JOIN);
  }

  public static When newest() {
    return new When(Optional.empty(), Future.REFUSE, Claim.JOIN);
  }
}
