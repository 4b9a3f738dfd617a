package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;

/** What is asked of a penalty is checked before anything is read. */
class PenaltyTest {

  private static Penalty penalty(List<Double> lambdas, List<Double> ratios) {
    return new Penalty(new Penalty.Lambdas.Values(lambdas), ratios, true, CoefficientLimits.NONE);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessage(message);
  }

  @Test
  void numbersOutOfRangeAreRefusedByKeyAndValue() {
    refused(
        () -> penalty(List.of(1.0, -0.5), List.of(0.0)),
        "training.penalty.lambda is -0.5, which is not a finite number that is not negative");
    refused(
        () -> penalty(List.of(Double.NaN), List.of(0.0)),
        "training.penalty.lambda is NaN, which is not a finite number that is not negative");
    refused(
        () -> penalty(List.of(1.0), List.of(1.5)),
        "training.penalty.l1-ratio is 1.5, which is not between 0 and 1");
    refused(() -> penalty(List.of(), List.of(0.0)), "training.penalty.lambda is an empty list");
  }

  @Test
  void limitsThatContradictAreRefused() {
    refused(
        () -> new CoefficientLimits.Limit(2, 1),
        "the limits lower = 2.0, upper = 1.0 contradict: the lower one is above the upper one");
    refused(
        () -> new CoefficientLimits.Limit(0.5, 1),
        "the limits lower = 0.5, upper = 1.0 contradict: they exclude 0, the value that a penalty"
            + " shrinks to");
    refused(
        () -> new CoefficientLimits.Limit(Double.NaN, 1),
        "the limits lower = NaN, upper = 1.0 contradict: the lower one is above the upper one");
  }

  @Test
  void gridsAreDistinctAndDescending() {
    Penalty penalty = penalty(List.of(0.1, 1.0, 0.1), List.of(0.5, 1.0));
    assertThat(penalty.lambdas()).isEqualTo(new Penalty.Lambdas.Values(List.of(1.0, 0.1)));
    assertThat(penalty.l1Ratios()).containsExactly(1.0, 0.5);
    assertThat(penalty.single()).isEmpty();
    assertThat(penalty(List.of(0.1), List.of(1.0)).single()).contains(new PenaltyPoint(0.1, 1));
    assertThat(penalty(List.of(-0.0), List.of(1.0, 0.0)).single()).contains(new PenaltyPoint(0, 1));
  }

  @Test
  void aTermHasItsOwnLimitsOrTheGeneralOnes() {
    CoefficientLimits limits =
        new CoefficientLimits(
            CoefficientLimits.Limit.POSITIVE, Map.of("a", CoefficientLimits.Limit.NONE));
    assertThat(limits.of("a")).isEqualTo(CoefficientLimits.Limit.NONE);
    assertThat(limits.of("b").lower()).isZero();
    assertThat(limits.isNone()).isFalse();
    assertThat(CoefficientLimits.NONE.isNone()).isTrue();
  }

  @Test
  void aLimitOfNoTermIsRefused() {
    CoefficientLimits limits =
        new CoefficientLimits(
            CoefficientLimits.Limit.NONE, Map.of("c", CoefficientLimits.Limit.POSITIVE));
    refused(
        () -> limits.of(List.of("a", "b")),
        "training.penalty limits the coefficient of c, which is no term of the model");
  }
}
