package org.plumbline.app;

import java.util.concurrent.Callable;
import org.plumbline.cycle.Command.Retrain;
import org.plumbline.cycle.Command.Retrain.Due;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline retrain}. */
@Command(
    name = "retrain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "The cycle: train, evaluate, promote, score, monitor.",
      "Stages that are not configured or not possible are listed as skipped."
    },
    footer = {
      "",
      "Examples:",
      "  plumbline retrain --conf house-prices.conf --as-of 2026-03-01",
      "  plumbline retrain --conf house-prices.conf --as-of 2026-02-01..2026-02-28/7",
      "  plumbline retrain --conf house-prices.conf --as-of 2026-03-01 --if-due"
    })
final class RetrainCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private RunOptions options = new RunOptions();

  @Mixin private DayOptions days = new DayOptions();

  @Option(
      names = "--if-due",
      description = {
        "Does nothing unless the newest monitoring of the days before says retrain,",
        "there is none yet, or no champion."
      })
  private boolean ifDue;

  RetrainCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Retrain command = new Retrain(ifDue ? Due.BY_MONITORING : Due.ALWAYS);
    return new JobRun(desk, options, days::days, command, this::check).run();
  }

  private void check(JobConfig job) {
    Checks.heldOutRows(job);
    if (ifDue) {
      Checks.monitoring(job);
    }
  }
}
