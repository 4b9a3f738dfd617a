package org.plumbline.app;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.app.DriverArguments.Announced;
import org.plumbline.table.HadoopStorage;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What {@code jobs/plumbline} runs for {@code --deploy-mode cluster}: reads and checks command line
 * and configuration here, where they are, and submits a driver that needs nothing of this machine
 * but the jar.
 */
public final class Submission {
  private final Desk desk;
  private final String jar;

  private Submission(Desk desk, String jar) {
    this.desk = desk;
    this.jar = jar;
  }

  /**
   * Ends with 0 once the cluster has taken the driver.
   *
   * @param arguments Log4j's configuration, the bundle at a place that the cluster can read, then
   *     the command line
   */
  public static void main(String[] arguments) {
    System.setProperty("log4j2.configurationFile", arguments[0]);
    Submission submission =
        new Submission(new Desk(Console.ofProcess(), Clock.systemUTC()), arguments[1]);
    List<String> line = List.of(arguments).subList(2, arguments.length);
    System.exit(
        Plumbline.commandLine(submission.desk)
            .setExecutionStrategy(submission::exitCode)
            .execute(line.toArray(String[]::new)));
  }

  /** As of any command: picocli does not tell its handlers of what a strategy throws. */
  private int exitCode(ParseResult parsed) {
    try {
      return submit(parsed);
    } catch (ParameterException wrong) {
      throw wrong;
    } catch (RuntimeException problem) {
      return Plumbline.ended(desk, problem);
    }
  }

  private int submit(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    ParseResult command =
        Optional.ofNullable(parsed.subcommand())
            .orElseThrow(
                () ->
                    new ParameterException(
                        parsed.commandSpec().commandLine(), "a command is missing"));
    RunOptions options = options(command.commandSpec());
    List<JobConfig> jobs = options.conf.jobs();
    SparkSubmission spark = SparkSubmission.of(options.spark, jar);
    Configuration hadoop = spark.hadoop();
    jobs.forEach(job -> SharedPlaces.require(job, hadoop).ifPresent(desk.console()::note));
    Masters.requireThere(spark.master());
    Optional<Announced> announced =
        options
            .result
            .map(path -> SharedPlaces.qualified(path, hadoop))
            .map(path -> new Announced(path, UUID.randomUUID().toString()));
    String shipment = options.conf.shipment();
    announced.ifPresent(
        to ->
            new ResultFile(to.path(), new HadoopStorage(hadoop))
                .announce(command.commandSpec().name(), to.submission()));
    spark.submit(DriverArguments.of(command, shipment, announced));
    return 0;
  }

  /** Of a command that leaves a result file. */
  private static RunOptions options(CommandSpec command) {
    return command.mixins().values().stream()
        .map(CommandSpec::userObject)
        .filter(RunOptions.class::isInstance)
        .map(RunOptions.class::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.USAGE,
                    command.name()
                        + " --deploy-mode cluster: it answers on standard output,"
                        + " which a driver in the cluster does not have",
                    "leave --deploy-mode out"));
  }
}
