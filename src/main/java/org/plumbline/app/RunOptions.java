package org.plumbline.app;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that prints a result. */
final class RunOptions {
  @Mixin ConfOptions conf = new ConfOptions();

  @Mixin SparkOptions spark = new SparkOptions();

  @Option(
      names = "--result",
      paramLabel = "PATH",
      description = "Where the last result is written, for every exit but 64.")
  Optional<String> result = Optional.empty();

  @Option(
      names = "--submission",
      hidden = true,
      paramLabel = "ID",
      description = "Set by the launcher: the announcement in --result that this run is to answer.")
  Optional<String> submission = Optional.empty();
}
