package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FeaturesPageTest {

  private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleIsAConfigurationThatRuns() throws IOException {
    List<String> examples =
        EXAMPLE.matcher(page()).results().map((MatchResult found) -> found.group(1)).toList();

    assertThat(examples).hasSizeGreaterThan(6);
    for (String example : examples) {
      assertThat(Configured.with(example).specification().features()).as(example).isNotEmpty();
    }
  }

  @Test
  void everyKindAndKeyIsShown() throws IOException {
    String page = page();
    for (FeatureKind kind : FeatureKind.values()) {
      assertThat(page).contains("`" + kind.word() + "`");
      kind.keys().forEach(key -> assertThat(page).contains("`" + key));
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "features.md"));
  }
}
