package org.plumbline.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.Failure;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** From what picocli says of a command line to one clear line. */
final class Usage {
  private Usage() {}

  static Failure failure(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    String help = "see " + command.getCommandSpec().qualifiedName() + " --help";
    // What is not understood comes first: a mistyped option is also a missing one.
    if (!command.getUnmatchedArguments().isEmpty()) {
      return unmatched(command, command.getUnmatchedArguments().get(0), help);
    }
    if (wrong instanceof MissingParameterException missing) {
      String names =
          missing.getMissing().stream().map(Usage::name).collect(Collectors.joining(", "));
      return usage(names.isEmpty() ? wrong.getMessage() : names + " is missing", help);
    }
    if (wrong.getArgSpec() != null && wrong.getArgSpec().type().isEnum()) {
      String choices =
          Arrays.stream(wrong.getArgSpec().type().getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
      return usage(
          name(wrong.getArgSpec()) + " " + wrong.getValue() + ": not one of " + choices, help);
    }
    return usage(wrong.getMessage(), help);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static Failure unmatched(CommandLine command, String argument, String help) {
    boolean option = argument.startsWith("-");
    List<String> known =
        option
            ? new ArrayList<>(command.getCommandSpec().optionsMap().keySet())
            : new ArrayList<>(command.getSubcommands().keySet());
    String what =
        option ? "no such option" : known.isEmpty() ? "not expected here" : "no such command";
    String name = argument.replaceFirst("=.*", "");
    Optional<String> nearest = Nearest.to(name, known);
    return usage(
        name + ": " + what, nearest.map(near -> "did you mean " + near + "?").orElse(help));
  }

  private static Failure usage(String message, String remedy) {
    return new Failure(Failure.Kind.USAGE, Configurations.oneLine(message), remedy);
  }
}
