package org.plumbline.app;

import java.util.concurrent.Callable;
import org.plumbline.cycle.Command.Retrain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline retrain}. */
@Command(
    name = "retrain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "The cycle: train, evaluate, promote, score.",
      "Stages that are not configured or not possible are listed as skipped."
    },
    footer = {
      "",
      "Examples:",
      "  plumbline retrain --conf house-prices.conf --as-of 2026-03-01",
      "  plumbline retrain --conf house-prices.conf --as-of 2026-02-01..2026-02-28/7"
    })
final class RetrainCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private RunOptions options = new RunOptions();

  @Mixin private DayOptions days = new DayOptions();

  RetrainCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return new JobRun(desk, options, days::days, new Retrain(), Checks::heldOutRows).run();
  }
}
