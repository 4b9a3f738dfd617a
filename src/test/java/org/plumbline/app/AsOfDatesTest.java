package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;

class AsOfDatesTest {

  @Test
  void oneDayIsItself() {
    assertThat(AsOfDates.parse("2026-03-01").days())
        .map(Object::toString)
        .containsExactly("2026-03-01");
  }

  @Test
  void aRangeHoldsItsEnds() {
    assertThat(AsOfDates.parse("2026-02-27..2026-03-02").days())
        .map(Object::toString)
        .containsExactly("2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02");
  }

  @Test
  void aStepCountsFromTheFirstDay() {
    assertThat(AsOfDates.parse("2026-02-01..2026-02-20/7").days())
        .map(Object::toString)
        .containsExactly("2026-02-01", "2026-02-08", "2026-02-15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "today",
        "2026-3-1",
        "2026-03-01..",
        "2026-03-01/7",
        "2026-03-01..2026-03-05/0"
      })
  void anythingElseIsRefused(String text) {
    Failure failure = catchThrowableOfType(Failure.class, () -> AsOfDates.parse(text));

    assertThat(failure).as(text).isNotNull();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
  }
}
