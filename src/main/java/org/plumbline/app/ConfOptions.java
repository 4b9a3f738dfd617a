package org.plumbline.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.Failure;
import picocli.CommandLine.Option;

/** Options of every command that has a configuration. */
final class ConfOptions {
  @Option(
      names = "--conf",
      required = true,
      paramLabel = "FILE|DIR",
      description = "Configuration; of a folder every *.conf, in order of name.")
  String conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key of the configuration; may be repeated.")
  List<String> set = new ArrayList<>();

  /**
   * The jobs that the options name, read and checked.
   *
   * @throws Failure as {@link Configurations#read}
   */
  List<JobConfig> jobs() {
    return Shipment.is(conf) ? Configurations.shipped(conf) : Configurations.read(place(), set);
  }

  /**
   * The same by value, for a driver on another machine.
   *
   * @throws Failure as {@link Configurations#read}
   */
  String shipment() {
    return Shipment.of(Configurations.written(place(), set), System.getenv());
  }

  private Path place() {
    if (conf.startsWith("spark.") && conf.contains("=")) {
      throw new Failure(
          Failure.Kind.USAGE,
          "--conf " + conf + ": --conf names the configuration of a model",
          "write --spark " + conf);
    }
    try {
      return Path.of(conf);
    } catch (InvalidPathException wrong) {
      throw new Failure(
          Failure.Kind.USAGE, "--conf " + conf + ": not a path", "name a file or folder", wrong);
    }
  }
}
