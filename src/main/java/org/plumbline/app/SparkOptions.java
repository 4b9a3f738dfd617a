package org.plumbline.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that reach Spark; the launcher gives them to spark-submit too. */
final class SparkOptions {
  @Option(
      names = "--spark",
      paramLabel = "KEY=VALUE",
      description = "A Spark setting, such as spark.executor.memory=4g; may be repeated.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--properties-file",
      paramLabel = "FILE",
      description = "Spark settings, one a line.")
  Optional<Path> propertiesFile = Optional.empty();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master; local[*] where nothing else says it.")
  Optional<String> master = Optional.empty();

  @Option(
      names = "--deploy-mode",
      paramLabel = "MODE",
      description = "Where the driver runs: client (here, default) or cluster.")
  Optional<String> deployMode = Optional.empty();
}
