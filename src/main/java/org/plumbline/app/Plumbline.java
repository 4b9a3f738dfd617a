package org.plumbline.app;

import java.time.Clock;
import org.apache.spark.SparkUserAppException;
import org.plumbline.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program: {@code plumbline COMMAND}. */
@Command(
    name = "plumbline",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Scheduled linear regression on Apache Spark: exact, incremental, judged.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Help of a command: plumbline COMMAND --help"})
public final class Plumbline implements Runnable {
  private CommandLine commands;

  private Plumbline() {}

  /**
   * Runs one command and ends the process with its exit code, or as a driver in a cluster ends.
   *
   * @throws SparkUserAppException where the run failed in a driver that a cluster started
   */
  public static void main(String[] arguments) throws SparkUserAppException {
    int exitCode = run(new Desk(Console.ofProcess(), Clock.systemUTC()), arguments);
    if (ClusterDriver.isThisProcess()) {
      ClusterDriver.end(exitCode);
    } else {
      System.exit(exitCode);
    }
  }

  /** Runs one command in this process. */
  static int run(Desk desk, String... arguments) {
    return commandLine(desk).execute(arguments);
  }

  /** The command line with all that exists. */
  static CommandLine commandLine(Desk desk) {
    Plumbline root = new Plumbline();
    CommandLine commands =
        new CommandLine(root)
            .addSubcommand(new SampleCommand(desk))
            .addSubcommand(new InitCommand(desk))
            .addSubcommand(new PlanCommand(desk))
            .addSubcommand(new TrainCommand(desk))
            .addSubcommand(new EvaluateCommand(desk))
            .addSubcommand(new PromoteCommand(desk))
            .addSubcommand(new RollbackCommand(desk))
            .addSubcommand(new ScoreCommand(desk))
            .addSubcommand(new MonitorCommand(desk))
            .addSubcommand(new RetrainCommand(desk))
            .addSubcommand(new ModelsCommand(desk))
            .addSubcommand(new ExportCommand(desk))
            .addSubcommand(new WaitCommand(desk));
    root.commands = commands;
    return commands
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setOut(Console.writer(desk.console().out()))
        .setErr(Console.writer(desk.console().err()))
        .setParameterExceptionHandler((wrong, given) -> usage(desk, wrong))
        .setExecutionExceptionHandler((exception, line, parsed) -> ended(desk, exception));
  }

  /** Without a command: what there is. */
  @Override
  public void run() {
    throw new ParameterException(commands, "a command is missing");
  }

  private static int usage(Desk desk, ParameterException wrong) {
    desk.console().failure(Usage.failure(wrong));
    return Failure.Kind.USAGE.exitCode();
  }

  /** Tells what a command ended with; its exit code. */
  static int ended(Desk desk, Exception exception) {
    Failure failure = failure(exception);
    desk.console().failure(failure);
    return failure.kind().exitCode();
  }

  /** What a run ended with: a failure that was anticipated, or a defect of the program. */
  static Failure failure(Exception exception) {
    return exception instanceof Failure anticipated
        ? anticipated
        : new Failure(
            Failure.Kind.INTERNAL,
            "this is a defect of the program: " + exception,
            "please report it with the lines below",
            exception);
  }
}
