package org.plumbline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleDocument;

class ReignsTest {
  private static final Houses HOUSES = new Houses(2);

  /** B takes over from A, two cycles meet it, then a person goes back to A. */
  @Test
  void rollbackBeginsWhenTheModelBeforeItWasLastMet() {
    CycleDocument a = HOUSES.firstCycle(8);
    CycleDocument b = HOUSES.cycle(8, 26);
    CycleDocument met = HOUSES.cycle(26, 28);
    List<Champion> champions = new ArrayList<>();
    champions.add(ReportsTest.pointer(a, champions));
    champions.add(ReportsTest.pointer(b, champions));
    champions.add(rollback(a, b));
    List<ReignChart.Reign> reigns = Reigns.of(List.of(a, b, met), champions);
    LocalDate first = Houses.FIRST;
    assertThat(reigns)
        .extracting(ReignChart.Reign::first)
        .containsExactly(first.plusDays(8), first.plusDays(26), first.plusDays(28));
    assertThat(reigns)
        .extracting(ReignChart.Reign::last)
        .containsExactly(first.plusDays(25), first.plusDays(27), first.plusDays(28));
  }

  private static Champion rollback(CycleDocument to, CycleDocument from) {
    return new Champion(
        1,
        3,
        to.challenger().orElseThrow().id(),
        from.challenger().map(model -> model.id()),
        to.asOf(),
        Optional.empty(),
        Champion.ROLLBACK,
        Optional.empty(),
        "run-9",
        Optional.of("ana"),
        Optional.of("wrong prices"));
  }
}
