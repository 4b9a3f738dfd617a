package org.plumbline.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.Failure;
import org.plumbline.cycle.Command.ForcePromote;
import org.plumbline.cycle.Command.Promote;
import org.plumbline.cycle.When;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline promote}. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Applies the promotion policy to the cycle's evaluation.",
    footer = {
      "",
      "Examples:",
      "  plumbline promote --conf house-prices.conf --as-of 2026-03-01",
      "  plumbline promote --conf house-prices.conf --model 2026-02-20-3fa9c1d2e5b7 \\",
      "    --force --reason \"the new district is not in the holdout yet\""
    })
final class PromoteCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private RunOptions options = new RunOptions();

  @Mixin private DayOptions days = new DayOptions();

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "The model to put in force, with --force and --reason.")
  private Optional<String> model = Optional.empty();

  @Option(names = "--force", description = "Puts --model in force whatever the policy says.")
  private boolean force;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
  private Optional<String> reason = Optional.empty();

  PromoteCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    boolean given = model.isPresent() || force || reason.isPresent();
    if (!given) {
      return new JobRun(desk, options, days::days, new Promote(), Checks::heldOutRows).run();
    }
    if (model.isEmpty() || !force || reason.filter(text -> !text.isBlank()).isEmpty()) {
      throw new Failure(
          Failure.Kind.USAGE,
          "promote: a model is put in force against the policy by name and with a reason",
          "write --model ID --force --reason TEXT, or none of them");
    }
    if (days.asOf.isPresent()) {
      throw new Failure(
          Failure.Kind.USAGE,
          "promote --force: a model keeps the day that it was trained for",
          "leave --as-of out");
    }
    ForcePromote command = new ForcePromote(model.get(), reason.get(), Person.running());
    return new JobRun(desk, options, () -> List.of(When.newest()), command, JobRun.JobCheck.NONE)
        .run();
  }
}
