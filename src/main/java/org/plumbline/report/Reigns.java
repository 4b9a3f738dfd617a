package org.plumbline.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleDocument;
import org.plumbline.report.ReignChart.Reign;

/**
 * From which as-of day to which each pointer was in force. A promotion begins on its own day. A
 * pointer made by a person carries the as-of day of the model it restores and no time: it begins on
 * the last day on which a cycle still met the model before it as champion.
 */
final class Reigns {
  private Reigns() {}

  /** One per pointer, in their order, which need not be empty of days. */
  static List<Reign> of(List<CycleDocument> cycles, List<Champion> champions) {
    List<LocalDate> starts = new ArrayList<>();
    for (Champion champion : champions) {
      LocalDate begun = starts.isEmpty() ? champion.asOf() : starts.get(starts.size() - 1);
      LocalDate start =
          champion.cycle().isPresent() ? champion.asOf() : lastMet(cycles, champion, begun);
      starts.add(start.isBefore(begun) ? begun : start);
    }
    List<Reign> reigns = new ArrayList<>();
    for (int i = 0; i < champions.size(); i++) {
      LocalDate start = starts.get(i);
      LocalDate end = i + 1 < starts.size() ? starts.get(i + 1).minusDays(1) : today(cycles, start);
      LocalDate last = end.isBefore(start) ? start : end;
      reigns.add(new Reign(champions.get(i).model(), champions.get(i).kind(), start, last));
    }
    return List.copyOf(reigns);
  }

  private static LocalDate today(List<CycleDocument> cycles, LocalDate start) {
    LocalDate last = cycles.isEmpty() ? start : cycles.get(cycles.size() - 1).asOf();
    return last.isBefore(start) ? start : last;
  }

  private static LocalDate lastMet(List<CycleDocument> cycles, Champion champion, LocalDate begun) {
    LocalDate last = begun;
    for (CycleDocument cycle : cycles) {
      Optional<String> met = cycle.decision().flatMap(decision -> decision.champion());
      if (met.isPresent() && met.equals(champion.previous()) && cycle.asOf().isAfter(last)) {
        last = cycle.asOf();
      }
    }
    return last;
  }
}
