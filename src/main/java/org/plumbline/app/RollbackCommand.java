package org.plumbline.app;

import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.Failure;
import org.plumbline.cycle.Command.Rollback;
import org.plumbline.cycle.When;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline rollback}. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Puts an earlier model in force again and bans the one that is left.",
    footer = {
      "",
      "Example:",
      "  plumbline rollback --conf house-prices.conf --to 2026-02-20-3fa9c1d2e5b7 \\",
      "    --reason \"prices of March were loaded twice\""
    })
final class RollbackCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "ID",
      description = "The model to put in force.")
  private String to;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the audit log.")
  private String reason;

  RollbackCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (reason.isBlank()) {
      throw new Failure(
          Failure.Kind.USAGE, "--reason is empty", "write why, for those who read the log later");
    }
    Rollback command = new Rollback(to, reason, Person.running());
    return new JobRun(desk, options, () -> List.of(When.newest()), command, JobRun.JobCheck.NONE)
        .run();
  }
}
