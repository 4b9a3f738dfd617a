package org.plumbline.app;

import static org.plumbline.app.KeyForms.number;
import static org.plumbline.app.KeyForms.that;
import static org.plumbline.app.KeyForms.whole;

import java.util.List;

/** Keys of {@code evaluation} and {@code promotion}. */
final class PromotionKeys {
  private PromotionKeys() {}

  static final ConfigKey<Long> EVALUATION_DAYS =
      whole("evaluation.days", "How far back held-out rows are read; 0: not at all.", 0, 100_000)
          .in("days")
          .orElse("30");

  static final ConfigKey<Long> MIN_ROWS =
      whole("promotion.min-rows", "Held-out rows that a promotion needs.", 0, 1_000_000_000_000L)
          .in("rows")
          .orElse("30");
  static final ConfigKey<Double> MIN_R2 =
      number("promotion.min-r2", "Least R² on the holdout.")
          .checked(that(r2 -> r2 <= 1, "R² is at most 1", "set one such as 0.5"))
          .orElse("0.0");
  static final ConfigKey<Double> MARGIN =
      number("promotion.margin", "Promote where RMSE ≤ champion's · (1 + margin).")
          .checked(
              that(margin -> margin > -1, "a margin is above -1", "set one such as 0 or -0.01"))
          .orElse("0.0");
  static final ConfigKey<Boolean> REQUIRE_APPROVAL =
      ConfigKey.of(
              "promotion.require-approval",
              "true | false",
              Readings::flag,
              "Whether a challenger that passes every rule waits for promote --approve.")
          .orElse("false");

  static final List<ConfigKey<?>> ALL =
      List.of(EVALUATION_DAYS, MIN_ROWS, MIN_R2, MARGIN, REQUIRE_APPROVAL);
}
