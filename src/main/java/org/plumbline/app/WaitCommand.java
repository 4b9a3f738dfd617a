package org.plumbline.app;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.plumbline.Failure;
import org.plumbline.model.Result;
import org.plumbline.table.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline wait}. */
@Command(
    name = "wait",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Waits for the result of a run in a cluster, prints it, and ends with its exit code.",
      "After the time limit it ends with 75; the run goes on."
    },
    footer = {
      "",
      "Example:",
      "  plumbline retrain --conf house-prices.conf --as-of 2026-03-01 \\",
      "    --master spark://host:7077 --deploy-mode cluster \\",
      "    --result hdfs:///runs/prices.json",
      "  plumbline wait --result hdfs:///runs/prices.json --timeout 2h"
    })
final class WaitCommand implements Callable<Integer> {
  private static final long PAUSE_MILLISECONDS = 500;

  private final Desk desk;

  @Option(
      names = "--result",
      required = true,
      paramLabel = "PATH",
      description = "The same as that of the run.")
  private String result;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long at most, such as 90s, 30m or 2h (default: ${DEFAULT-VALUE}).",
      defaultValue = "1d")
  private String timeout;

  @Mixin private SparkOptions spark = new SparkOptions();

  WaitCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws InterruptedException {
    long limit = limit().toNanos();
    ResultFile file = new ResultFile(result, desk.storage(spark));
    long start = System.nanoTime();
    Optional<Result> found = file.read();
    while (found.isEmpty()) {
      if (System.nanoTime() - start >= limit) {
        throw new Failure(
            Failure.Kind.CONFLICT,
            result + ": no result after " + timeout,
            "see whether the driver is still there, and wait again");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
      found = file.read();
    }
    return told(found.get());
  }

  private int told(Result found) {
    desk.console().result(Json.compact(found));
    found.error().ifPresent(error -> desk.console().problem(error.message(), error.remedy()));
    return found.exitCode();
  }

  /** Units are those of the configuration. */
  private Duration limit() {
    try {
      return ConfigValueFactory.fromAnyRef(timeout).atKey("limit").getDuration("limit");
    } catch (ConfigException wrong) {
      throw new Failure(
          Failure.Kind.USAGE,
          "--timeout " + timeout + ": not a duration",
          "write one such as 90s, 30m or 2h",
          wrong);
    }
  }
}
