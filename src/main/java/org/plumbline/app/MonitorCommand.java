package org.plumbline.app;

import java.util.concurrent.Callable;
import org.plumbline.cycle.Command.Monitor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline monitor}. */
@Command(
    name = "monitor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Watches the champion: drift of what it scores, and its errors once labels arrive.",
      "The result says stable, watch or retrain; retrain --if-due obeys it."
    },
    footer = {
      "",
      "Examples:",
      "  plumbline monitor --conf house-prices.conf --as-of 2026-03-01",
      "  plumbline monitor --conf house-prices.conf --as-of 2026-02-01..2026-02-28"
    })
final class MonitorCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private RunOptions options = new RunOptions();

  @Mixin private DayOptions days = new DayOptions();

  MonitorCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return new JobRun(desk, options, days::days, new Monitor(), Checks::monitoring).run();
  }
}
