package org.plumbline.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.cycle.Command.Score;
import org.plumbline.table.ScoreTable.Replace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline score}. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Writes bulk scores with the champion, once for each as-of date.",
    footer = {
      "",
      "Examples:",
      "  plumbline score --conf house-prices.conf --as-of 2026-03-01",
      "  plumbline score --conf house-prices.conf --as-of 2026-03-01 --replace \\",
      "    --model 2026-02-20-3fa9c1d2e5b7"
    })
final class ScoreCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private RunOptions options = new RunOptions();

  @Mixin private DayOptions days = new DayOptions();

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "Scores with this model instead, in a cycle of its own.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--replace",
      description = "Replaces scores of the day that another model has published.")
  private boolean replace;

  ScoreCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Score command = new Score(model, replace ? Replace.REPLACE : Replace.KEEP);
    return new JobRun(desk, options, days::days, command, Checks::scoring).run();
  }
}
