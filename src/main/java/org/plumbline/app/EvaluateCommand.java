package org.plumbline.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.cycle.Command.Evaluate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Judges the cycle's challenger and the champion on the same held-out rows.",
    footer = {
      "",
      "Examples:",
      "  plumbline evaluate --conf house-prices.conf --as-of 2026-03-01",
      "  plumbline evaluate --conf house-prices.conf --model 2026-02-20-3fa9c1d2e5b7"
    })
final class EvaluateCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private RunOptions options = new RunOptions();

  @Mixin private DayOptions days = new DayOptions();

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "Judges this model instead, in a cycle of its own.")
  private Optional<String> model = Optional.empty();

  EvaluateCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return new JobRun(desk, options, days::days, new Evaluate(model), Checks::heldOutRows).run();
  }
}
