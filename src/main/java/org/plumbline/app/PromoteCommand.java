package org.plumbline.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.Failure;
import org.plumbline.cycle.Command.Approve;
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
      "  plumbline promote --conf house-prices.conf --as-of 2026-03-01 \\",
      "    --approve --by \"Anna Weber\" --reason \"slices and coefficients are plausible\"",
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

  @Option(
      names = "--approve",
      description = "Puts the challenger in force whose decision waits for a person.")
  private boolean approve;

  @Option(names = "--by", paramLabel = "NAME", description = "Who approves, for the audit log.")
  private Optional<String> by = Optional.empty();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
  private Optional<String> reason = Optional.empty();

  PromoteCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    boolean forced = model.isPresent() || force;
    if (approve || by.isPresent()) {
      return approve(forced).run();
    }
    return forced || reason.isPresent()
        ? force().run()
        : new JobRun(desk, options, days::days, new Promote(), Checks::heldOutRows).run();
  }

  private JobRun approve(boolean forced) {
    if (!approve || forced || isBlank(by) || isBlank(reason)) {
      throw new Failure(
          Failure.Kind.USAGE,
          "promote: a challenger is approved by a person, by name and with a reason",
          "write --approve --by NAME --reason TEXT, without --model and --force");
    }
    Approve command = new Approve(by.orElseThrow(), reason.orElseThrow());
    return new JobRun(desk, options, days::days, command, Checks::approval);
  }

  private JobRun force() {
    if (model.isEmpty() || !force || isBlank(reason)) {
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
    ForcePromote command = new ForcePromote(model.get(), reason.orElseThrow(), Person.running());
    return new JobRun(desk, options, () -> List.of(When.newest()), command, JobRun.JobCheck.NONE);
  }

  private static boolean isBlank(Optional<String> text) {
    return text.filter(given -> !given.isBlank()).isEmpty();
  }
}
