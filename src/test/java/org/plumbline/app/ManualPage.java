package org.plumbline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the manual, for tests that run what it shows. */
record ManualPage(String text) {

  private static final String LAUNCHER = "jobs/plumbline ";

  static ManualPage of(String name) throws IOException {
    return new ManualPage(Files.readString(Path.of("docs", name)));
  }

  /** The page with a place that it shows replaced by one that is there. */
  ManualPage at(String shown, String real) {
    if (!text.contains(shown)) {
      throw new IllegalArgumentException("the page does not show " + shown);
    }
    return new ManualPage(text.replace(shown, real));
  }

  /** The blocks of a language. */
  List<String> blocks(String language) {
    Pattern block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
    return block.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  /** The arguments of each command that the page has the launcher run. */
  List<String[]> commands() {
    return blocks("sh").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(LAUNCHER))
        .map(line -> line.substring(LAUNCHER.length()).split(" +", -1))
        .toList();
  }
}
