package org.plumbline.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line of a driver in a cluster, from the one that was given to the launcher. */
final class DriverArguments {
  /** What spark-submit sees to, and what is given in another form. */
  private static final Set<String> REPLACED =
      Set.of(
          "--spark",
          "--properties-file",
          "--master",
          "--deploy-mode",
          "--conf",
          "--set",
          "--result",
          "--submission");

  private DriverArguments() {}

  /**
   * @param announced where the result goes and the id that was announced there
   */
  static List<String> of(ParseResult command, String shipment, Optional<Announced> announced) {
    List<String> arguments = new ArrayList<>();
    arguments.add(command.commandSpec().name());
    arguments.add("--conf=" + shipment);
    announced.ifPresent(
        to -> {
          arguments.add("--result=" + to.path());
          arguments.add("--submission=" + to.submission());
        });
    for (OptionSpec option : new LinkedHashSet<>(command.matchedOptions())) {
      if (!REPLACED.contains(option.longestName())) {
        arguments.addAll(given(option));
      }
    }
    return arguments;
  }

  private static List<String> given(OptionSpec option) {
    String name = option.longestName();
    return option.arity().max() == 0
        ? List.of(name)
        : option.originalStringValues().stream().map(value -> name + "=" + value).toList();
  }

  /** A result file that awaits a submission. */
  record Announced(String path, String submission) {}
}
