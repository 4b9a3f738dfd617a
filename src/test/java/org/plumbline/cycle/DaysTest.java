package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.features.DayRange;
import org.plumbline.statistics.Group;

class DaysTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 1);

  @ParameterizedTest(name = "window {0}, delay {1}: {2} to {3}")
  @CsvSource({
    "1,   0, 2026-02-28, 2026-02-28",
    "7,   0, 2026-02-22, 2026-02-28",
    "7,   3, 2026-02-19, 2026-02-25",
    "365, 0, 2025-03-01, 2026-02-28"
  })
  void windowsEndBeforeTheAsOfAndItsDelay(int days, int delay, LocalDate first, LocalDate last) {
    DayRange range = Days.training(window(OptionalInt.of(days), delay, OptionalInt.empty()), AS_OF);
    assertThat(Days.date(range.first())).isEqualTo(first);
    assertThat(Days.date(range.last())).isEqualTo(last);
  }

  @Test
  void withoutAWindowEveryDayBeforeItsEndCountsButNotRowsWithoutOne() {
    DayRange range = Days.training(window(OptionalInt.empty(), 2, OptionalInt.empty()), AS_OF);
    assertThat(range.contains(Days.of(LocalDate.of(1900, 1, 1)))).isTrue();
    assertThat(range.contains(Days.of(LocalDate.of(2026, 2, 26)))).isTrue();
    assertThat(range.contains(Days.of(LocalDate.of(2026, 2, 27)))).isFalse();
    assertThat(range.contains(Group.NO_DAY)).isFalse();
    assertThat(Days.first(range)).isEmpty();
  }

  @Test
  void aHalfLifeHalvesFromTheNewestTrainingDay() {
    Specification.Window window = window(OptionalInt.empty(), 3, OptionalInt.of(10));
    int newest = Days.of(LocalDate.of(2026, 2, 25));
    assertThat(Days.decay(window, AS_OF, newest)).isEqualTo(1);
    assertThat(Days.decay(window, AS_OF, newest - 10)).isEqualTo(0.5);
    assertThat(Days.decay(window, AS_OF, newest - 20)).isEqualTo(0.25);
    assertThat(Days.decay(window, AS_OF, newest - 5)).isEqualTo(StrictMath.pow(0.5, 0.5));
  }

  @Test
  void recentDaysAreTheLastOfAWindow() {
    DayRange window = new DayRange(100, 120);
    assertThat(Days.recent(window, 5)).isEqualTo(new DayRange(116, 120));
    assertThat(Days.recent(window, 500)).isEqualTo(window);
    assertThat(Days.recent(DayRange.ALL, 5)).isEqualTo(DayRange.ALL);
  }

  private static Specification.Window window(OptionalInt days, int delay, OptionalInt halfLife) {
    return new Specification.Window(days, delay, halfLife);
  }
}
