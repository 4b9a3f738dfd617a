package org.plumbline.app;

import java.util.concurrent.Callable;
import org.plumbline.cycle.Command.Train;
import org.plumbline.cycle.Command.Train.CrossChecking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Fits a challenger, reading only data files that are new.",
    footer = {
      "",
      "Examples:",
      "  plumbline train --conf house-prices.conf --as-of 2026-03-01",
      "  plumbline train --conf house-prices.conf --as-of 2026-03-01 --cross-check"
    })
final class TrainCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private RunOptions options = new RunOptions();

  @Mixin private DayOptions days = new DayOptions();

  @Option(
      names = "--cross-check",
      description = "Fits the same rows by Spark MLlib too, and reports the agreement by term.")
  private boolean crossCheck;

  TrainCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    CrossChecking crossChecking = crossCheck ? CrossChecking.ON : CrossChecking.OFF;
    return new JobRun(desk, options, days::days, new Train(crossChecking), JobRun.JobCheck.NONE)
        .run();
  }
}
