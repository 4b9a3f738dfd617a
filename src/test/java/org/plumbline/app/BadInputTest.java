package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.SparkSessions;

/** What a person meets who gives the commands bad input: one line, a code, nothing written. */
class BadInputTest {
  private static final String NUMBERS =
      "Name a column of whole numbers, floats, decimals, booleans or dates.";

  @TempDir private static Path folder;

  private static Path sample;

  @BeforeAll
  static void makeSample() {
    SparkSessions.shared();
    sample = folder.resolve("sample");
    CommandLineRun.of("sample", "--out", sample.toString(), "--days", "3", "--rows-per-day", "120");
  }

  @ParameterizedTest
  @MethodSource
  void endsWithOneLine(String setting, int exitCode, String line) {
    Path home = folder.resolve("untouched");
    CommandLineRun run =
        retrain("--set", "home=" + home, "--set", setting.replace("SAMPLE", sample.toString()));

    assertThat(failureLines(run))
        .containsExactly("plumbline: " + line.replace("SAMPLE", sample.toString()));
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.outLines()).singleElement().asString().contains("\"status\":\"failed\"");
    assertThat(sample.resolve("scores")).doesNotExist();
    assertThat(home.resolve("house-prices/models")).doesNotExist();
  }

  static Stream<Arguments> endsWithOneLine() {
    return Stream.of(
        Arguments.of(
            "data.table.path=SAMPLE/none",
            66,
            "file:SAMPLE/none: no table there (no such folder). Correct the path."),
        Arguments.of(
            "data.table.version=99",
            66,
            "file:SAMPLE/sales: version 99 is not there; the log holds 0 to 2."
                + " Choose a version of this range, or leave it out for the newest."),
        Arguments.of(
            "data.label=prise",
            65,
            "label column `prise` is not in the table, which has sale_id, sold_on, district, area,"
                + " rooms, age, distance, garage, price."
                + " Correct the name; it is taken literally, case and dots included."),
        Arguments.of(
            "data.label=district",
            78,
            "data.features = [\"area\",\"rooms\",\"distance\",\"garage\",{\"column\":\"age\","
                + "\"missing\":\"impute\"},{\"colum…: the label district is among them;"
                + " leave it out"),
        Arguments.of(
            "data.features=[area,district]",
            65,
            "feature column `district` is text, not a number. " + NUMBERS),
        Arguments.of(
            "data.event-time=area",
            65,
            "event time column `area` is a double."
                + " Set data.event-time to a date or timestamp column."),
        Arguments.of(
            "data.key=[area]",
            65,
            "key column `area` is a double, which is no key. Set split.by to columns of whole"
                + " numbers, text, dates, timestamps or decimals of scale 0 and at most 18 digits."),
        Arguments.of(
            "data.where=\"area > 1e9\"",
            65,
            "sales v2 (3 files) has no rows to use in 2025-12-06 to 2026-01-02. Choose another"
                + " as-of date, a longer training.window, or another data.where."),
        Arguments.of(
            "data.where=\"area >\"",
            78,
            "data.where: expected a number, 'text', true, false or date 'YYYY-MM-DD' at character"
                + " 7, found: the end."
                + " Write terms joined by and: column op literal, or column is [not] null."),
        Arguments.of(
            "home=SAMPLE/truth.json",
            73,
            "SAMPLE/truth.json/house-prices cannot be written:"
                + " SAMPLE/truth.json/house-prices/plumbline.json: cannot be written:"
                + " FileSystemException: SAMPLE/truth.json/house-prices: Not a directory."
                + " Set home to a folder that this user may write."));
  }

  @ParameterizedTest
  @MethodSource
  void whatScoringNeedsIsMissedBeforeAnythingIsWritten(String setting, int exitCode, String line) {
    Path home = folder.resolve("unwritten");
    CommandLineRun run =
        retrain("--set", "home=" + home, "--set", setting.replace("SAMPLE", sample.toString()));

    assertThat(failureLines(run))
        .containsExactly("plumbline: " + line.replace("SAMPLE", sample.toString()));
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(sample.resolve("scores")).doesNotExist();
    assertThat(home.resolve("house-prices"))
        .isDirectoryNotContaining("glob:**/{models,cycles,statistics,champion}")
        .isDirectoryContaining("glob:**/latest");
  }

  static Stream<Arguments> whatScoringNeedsIsMissedBeforeAnythingIsWritten() {
    return Stream.of(
        Arguments.of(
            "scoring.table.path=SAMPLE/none",
            66,
            "file:SAMPLE/none: no table there (no such folder). Correct the path."),
        Arguments.of(
            "data.features=[sale_id]",
            65,
            "scoring feature column `sale_id` is not in the table, which has listing_id, listed_on,"
                + " district, area, rooms, age, distance, garage."
                + " Correct the name; it is taken literally, case and dots included."),
        Arguments.of(
            "scoring.event-time=area",
            65,
            "scoring event time column `area` is a double."
                + " Set scoring.event-time to a date or timestamp column."),
        Arguments.of(
            "scoring.carry=[listing_id, nothing]",
            65,
            "listings v2: no column nothing; it has listing_id, listed_on, district, area, rooms,"
                + " age, distance, garage. Correct the column's name."),
        Arguments.of(
            "scoring.output.path=SAMPLE/sales-parquet",
            73,
            "file:SAMPLE/sales-parquet: is not a score table of ours: it holds 2026-01-01.parquet"
                + " and no Delta log. Set scoring.output.path to a new or empty folder."));
  }

  @Test
  void anAsOfAfterTomorrowIsBadUsage() {
    CommandLineRun run = retrain("--as-of", "2026-06-03");

    assertThat(failureLines(run))
        .containsExactly(
            "plumbline: --as-of 2026-06-03 is after tomorrow, 2026-06-02 in UTC."
                + " Give an earlier date, or --allow-future.");
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    Path other = folder.resolve("truncated");
    CommandLineRun.of("sample", "--out", other.toString(), "--days", "3", "--rows-per-day", "120");
    Path file = other.resolve("sales/2026-01-02.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    CommandLineRun run =
        CommandLineRun.of(
            "retrain",
            "--conf",
            other.resolve("house-prices.conf").toString(),
            "--as-of",
            "2026-01-03");

    assertThat(failureLines(run))
        .singleElement()
        .asString()
        .startsWith(
            "plumbline: file:"
                + other
                + "/sales/2026-01-02.parquet: damaged, cut short, or not a Parquet file")
        .endsWith("Write the file anew, or remove it from its table.");
    assertThat(run.exitCode()).isEqualTo(65);
  }

  @Test
  void aSampleDoesNotOverwrite() {
    CommandLineRun run = CommandLineRun.of("sample", "--out", sample.toString());

    assertThat(run.errLines())
        .containsExactly("plumbline: " + sample + " is not an empty folder; name a new one");
    assertThat(run.exitCode()).isEqualTo(73);
  }

  private static CommandLineRun retrain(String... arguments) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("retrain", "--conf", sample.resolve("house-prices.conf").toString()));
    if (!List.of(arguments).contains("--as-of")) {
      all.addAll(List.of("--as-of", "2026-01-03"));
    }
    all.addAll(List.of(arguments));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  /** Standard error without the lines of stages that ended before. */
  private static List<String> failureLines(CommandLineRun run) {
    return run.errLines().stream().filter(line -> !line.contains(" INFO ")).toList();
  }
}
