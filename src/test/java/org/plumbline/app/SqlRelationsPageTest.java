package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.model.Result;
import org.plumbline.table.Json;

/** The page's configuration and commands are run as they stand, in a folder of their own. */
class SqlRelationsPageTest {

  @TempDir private Path folder;

  @Test
  void theCommandsRun() throws IOException {
    SparkSessions.shared();
    String page = Files.readString(Path.of("docs", "sql-relations.md"));
    List<String> commands = block(page, "sh").lines().toList();
    assertThat(commands).hasSize(3);

    assertThat(run(commands.get(0)).exitCode()).isZero();
    Files.writeString(folder.resolve("work/sql.conf"), moved(block(page, "hocon")));

    CommandLineRun plan = run(commands.get(1));
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("sql query \"select * from parquet.", "is read in full");

    CommandLineRun train = run(commands.get(2));
    assertThat(train.exitCode()).as(train.err()).isZero();
    Result result =
        Json.read(
            train.out().getBytes(java.nio.charset.StandardCharsets.UTF_8), Result.class, "result");
    assertThat(result.status()).isEqualTo("trained");
    // Of 28 days with 200 sales each, 34 have a price that is not above 0.
    assertThat(result.inputs().orElseThrow().training().orElseThrow().rows())
        .hasValue(28 * 200 - 34);
  }

  private static String block(String page, String language) {
    Matcher found = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private String moved(String text) {
    return text.replace("work/", folder.resolve("work") + "/");
  }

  private CommandLineRun run(String command) {
    String[] words =
        moved(command.replaceFirst("^jobs/plumbline ", "").replaceFirst("work ", "work/ "))
            .split(" ");
    return CommandLineRun.of(words);
  }
}
