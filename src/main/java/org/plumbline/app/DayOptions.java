package org.plumbline.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.plumbline.cycle.When;
import picocli.CommandLine.Option;

/** Options that say for which days a command runs. */
final class DayOptions {
  @Option(
      names = "--as-of",
      paramLabel = "DATE|A..B[/N]",
      description = "The day that the cycle stands for, or each (n-th) of a range.")
  Optional<String> asOf = Optional.empty();

  @Option(names = "--refresh", description = "Begins a new cycle instead of joining one.")
  private boolean refresh;

  @Option(names = "--allow-future", description = "Allows an as-of date after tomorrow.")
  private boolean allowFuture;

  /**
   * One run a day, in order; one for the newest day where none is named.
   *
   * @throws org.plumbline.Failure USAGE where the days are not understood
   */
  List<When> days() {
    return asOf.map(AsOfDates::parse)
        .map(dates -> dates.days().stream().map(day -> when(Optional.of(day))).toList())
        .orElseGet(() -> List.of(when(Optional.empty())));
  }

  private When when(Optional<LocalDate> day) {
    return new When(
        day,
        allowFuture ? When.Future.ALLOW : When.Future.REFUSE,
        refresh ? When.Claim.NEXT : When.Claim.JOIN);
  }
}
