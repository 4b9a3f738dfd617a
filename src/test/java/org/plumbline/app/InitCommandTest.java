package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.SparkSessions;
import org.plumbline.columns.ColumnType;
import org.plumbline.model.Result;
import org.plumbline.table.Json;

/** {@code init} on tables of many kinds, and {@code retrain} on what it writes. */
class InitCommandTest {
  private static final int ROWS = 600;
  private static final long FIRST_DAY = LocalDate.of(2026, 1, 1).toEpochDay();
  private static final Path GOLDEN = Path.of("src/test/resources/golden/init/houses.conf");

  @TempDir private Path folder;

  private Path table;
  private Path conf;

  @BeforeAll
  static void startSpark() {
    SparkSessions.shared();
  }

  @BeforeEach
  void place() {
    table = folder.resolve("houses");
    conf = folder.resolve("houses.conf");
  }

  /** Every kind of column at once. */
  private static OwnTable manyColumns() {
    return OwnTable.houses()
        .with("sale_id", OwnTable.LONG, row -> 5000L + row)
        .with("sold_on", OwnTable.DATE, row -> FIRST_DAY + row / 20)
        .with("district", OwnTable.TEXT, InitCommandTest::district)
        .with(
            "age",
            OwnTable.LONG,
            row -> row % 10 == 0 ? null : (long) (90 * OwnTable.noise(row, 4)))
        .with("lot", OwnTable.DOUBLE, row -> row % 60 == 0 ? null : 10 * OwnTable.noise(row, 5))
        .with("currency", OwnTable.TEXT, row -> "EUR")
        .with("price_cents", OwnTable.LONG, row -> cents(row))
        .with("street", OwnTable.TEXT, row -> "street " + row / 2)
        .with("remark", OwnTable.TEXT, row -> row + " rooms with a view of the river and the hills")
        .with("permit", OwnTable.TEXT, row -> "permit " + row)
        .with(
            "pool", OwnTable.DOUBLE, row -> row % 100 == 0 ? (Double) OwnTable.noise(row, 6) : null)
        .with("ratio", OwnTable.DOUBLE, row -> row == 7 ? Double.POSITIVE_INFINITY : row % 13)
        .with("photo", OwnTable.BYTES, row -> "bytes");
  }

  private static String district(int row) {
    return row % 200 == 0 ? "village " + row : List.of("north", "south", "east").get(row % 3);
  }

  private static long cents(int row) {
    double price =
        1000 + 3 * OwnTable.area(row) + 50 * OwnTable.rooms(row) + OwnTable.noise(row, 1);
    return Math.round(100 * price);
  }

  @Test
  void theConfigurationSaysWhatWasFound() throws IOException {
    manyColumns().delta(table, ROWS);

    CommandLineRun run = init();

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines())
        .containsExactly(
            "init: 600 rows of houses v1; of 15 other columns 5 are features, left out:"
                + " sale_id (identifier), currency (constant), price_cents (leak of the label),"
                + " street (too many levels), remark (text), permit (identifier),"
                + " pool (hardly ever known), ratio (infinite values), photo (not readable)",
            "next: plumbline retrain --conf " + conf);
    String text = Files.readString(conf).replace(folder.toString(), "FOLDER");
    if (System.getProperty("plumbline.pages") != null) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }
    assertThat(text).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void twoCommandsLeadToAReport() {
    manyColumns().delta(table, ROWS);
    assertThat(init().exitCode()).isZero();

    Result result = retrained();

    assertThat(result.status()).isEqualTo("promoted");
    assertThat(result.asOf()).hasValue(LocalDate.parse("2026-01-31"));
    assertThat(result.metrics().orElseThrow().challenger().orElseThrow().r2().orElseThrow())
        .isGreaterThan(0.99);
    assertThat(Path.of(result.reports().orElseThrow().html())).isRegularFile();
    assertThat(folder.resolve("home/houses/index.html")).isRegularFile();
  }

  @Test
  void aPlainFolderOfParquetIsRecognized() {
    manyColumns().parquet(table, ROWS);

    assertThat(init().exitCode()).isZero();

    assertThat(written()).contains("table { format = parquet, path = ");
  }

  @Test
  void theExampleOfScoringIsAConfiguration() throws IOException {
    manyColumns().delta(table, ROWS);
    assertThat(init().exitCode()).isZero();

    String uncommented =
        Files.readString(conf)
            .lines()
            .map(line -> line.replaceFirst("^# (?=scoring|  |})", ""))
            .collect(Collectors.joining("\n"));

    JobConfig job = new JobConfig(Settings.of(ConfigFactory.parseString(uncommented).resolve()));
    assertThat(job.specification().scoring().orElseThrow().carry()).containsExactly("sale_id");
  }

  @ParameterizedTest
  @MethodSource
  void aColumnIsLeftOutForAReason(ColumnType type, IntFunction<?> value, String line) {
    OwnTable.housesWith("x", type, value).parquet(table, ROWS);

    assertThat(init().exitCode()).isZero();

    assertThat(written()).contains("  #   x: " + line + "\n");
  }

  static Stream<Arguments> aColumnIsLeftOutForAReason() {
    return Stream.of(
        reason(OwnTable.LONG, row -> 7L, "constant. always 7"),
        reason(
            OwnTable.TEXT,
            row -> row % 2 == 0 ? "a" : null,
            "constant. always 'a' where it is known"),
        reason(OwnTable.DOUBLE, row -> null, "hardly ever known. missing in 100.0 % of rows"),
        reason(
            OwnTable.DOUBLE,
            row -> row < 3 ? Double.NEGATIVE_INFINITY : row,
            "infinite values. infinite in 3 rows, which no fit takes"),
        reason(OwnTable.LONG, row -> 17L * row % ROWS, "identifier. it is the key"),
        reason(
            OwnTable.TEXT,
            row -> "a text that goes on and on, about the house number " + row,
            "text. 600 texts of about 54 bytes"),
        reason(
            OwnTable.TEXT,
            row -> "t" + row / 2,
            "too many levels. 300 texts, and no two of them on more than a few rows"),
        reason(
            OwnTable.LONG,
            row -> cents(row),
            "leak of the label. suspected: its correlation with price is 1.0000:"
                + " if it is known only once the label is, it predicts nothing"),
        reason(OwnTable.BYTES, row -> "b" + row, "not readable. it holds bytes"));
  }

  private static Arguments reason(ColumnType type, IntFunction<?> value, String line) {
    return Arguments.of(type, value, line);
  }

  @Test
  void columnsAreProposedByWhatTheyHold() {
    OwnTable.housesWith("id", OwnTable.LONG, row -> (long) row)
        .with("text", OwnTable.TEXT, InitCommandTest::oftenRare)
        .with(
            "half",
            OwnTable.DOUBLE,
            row -> row % 2 == 0 ? (Double) Double.NaN : OwnTable.noise(row, 8))
        .with("gap", OwnTable.LONG, row -> row == 5 ? null : (long) (1e6 * OwnTable.noise(row, 9)))
        .with("flag", new ColumnType.Bool(), row -> OwnTable.noise(row, 10) < 0.3 ? 1L : 0L)
        .with("code", OwnTable.LONG, row -> 1 + (long) (4 * OwnTable.noise(row, 11)))
        .with("true", OwnTable.DOUBLE, row -> (double) (row % 17))
        .with("living.area m²", OwnTable.DOUBLE, row -> (double) (row % 19))
        .with("say \"hi\"", OwnTable.DOUBLE, row -> (double) (row % 23))
        .parquet(table, ROWS);

    assertThat(init().exitCode()).isZero();

    assertThat(written().lines().map(String::strip).map(each -> each.replaceAll(" +#", " #")))
        .contains(
            "{ column = text, kind = category, pool-below = 30 } # 4 levels, most often 'a'"
                + " (49.0 %); 2 rare ones share a coefficient",
            "{ column = half, missing = impute, indicator = true } # 0.00023 to 0.99755; missing"
                + " in 50.0 %: the mean stands in, and a term says so",
            "{ column = gap, missing = impute } # 1264 to 997856; missing in 0.2 %: the mean"
                + " stands in",
            "flag # false to true",
            "code # 1 to 4; 4 values: codes would be kind = category",
            "\"true\" # 0 to 16",
            "\"living.area m²\" # 0 to 18",
            "\"say \\\"hi\\\"\" # 0 to 22");
    assertThat(retrained().status()).isEqualTo("promoted");
  }

  private static String oftenRare(int row) {
    return row % 100 < 2 ? "rare " + row % 100 : row % 2 == 0 ? "a" : "b";
  }

  @Test
  void withoutAKeyRowsAreHeldOutByTheMostDistinctColumn() {
    OwnTable.housesWith("cents", OwnTable.LONG, row -> (long) (1e6 * OwnTable.noise(row, 9)))
        .parquet(table, ROWS);

    assertThat(init().exitCode()).isZero();

    assertThat(written())
        .contains(
            "  # key = [ID]   # no column identifies a row",
            "split.by = [cents]   # no column identifies a row: rows are held out by this one's"
                + " 600 values");
    assertThat(retrained().status()).isEqualTo("promoted");
  }

  @Test
  void withoutAnythingToHoldOutByItIsForTrainAlone() {
    new OwnTable()
        .with("price", OwnTable.DOUBLE, row -> OwnTable.area(row) + 40 * OwnTable.noise(row, 1))
        .with("area", OwnTable.DOUBLE, OwnTable::area)
        .parquet(table, ROWS);

    CommandLineRun run = init();

    assertThat(run.errLines()).contains("next: plumbline train --conf " + conf);
    assertThat(written()).contains("split.holdout = 0   # no column tells rows apart: ");
    CommandLineRun train = CommandLineRun.of("train", "--conf", conf.toString());
    assertThat(train.exitCode()).as(train.err()).isZero();
  }

  @Test
  void ofSeveralColumnsOfDaysNoneIsChosenUnasked() {
    OwnTable dated =
        OwnTable.housesWith("sold_on", OwnTable.DATE, row -> FIRST_DAY + row / 20)
            .with("listed_at", OwnTable.TIMESTAMP, row -> (FIRST_DAY + row / 25) * 86_400_000_000L)
            .with("planned", OwnTable.DATE, row -> FIRST_DAY + 9000 + row);
    dated.parquet(table, ROWS);

    assertThat(init().exitCode()).isZero();
    assertThat(written())
        .contains(
            "  # event-time = COLUMN   # several columns could be a row's day; choose one of"
                + " sold_on, listed_at\n",
            "  #   sold_on: date. 2026-01-01 to 2026-01-30; it would be a number of days;",
            "  #   listed_at: date. 2026-01-01 to 2026-01-24; a timestamp is no number;");

    conf = folder.resolve("asked.conf");
    assertThat(init("--event-time", "listed_at").exitCode()).isZero();
    assertThat(written())
        .contains(
            "  event-time = listed_at   # decides a row's day; 2026-01-01 to 2026-01-24\n",
            "  time-zone = UTC");
    assertThat(retrained().asOf()).hasValue(LocalDate.parse("2026-01-25"));
  }

  @Test
  void aFolderPerDayGivesTheEventTime() {
    OwnTable houses = OwnTable.housesWith("id", OwnTable.LONG, row -> (long) row);
    houses.parquetPartition(table, "day=2026-01-01", 0, 300);
    houses.parquetPartition(table, "day=2026-01-02", 300, ROWS);

    assertThat(init().exitCode()).isZero();

    assertThat(written())
        .contains("  event-time = day   # decides a row's day; 2026-01-01 to 2026-01-02; chosen");
    assertThat(retrained().asOf()).hasValue(LocalDate.parse("2026-01-03"));
  }

  @Test
  void rowsWithoutALabelAreDropped() {
    new OwnTable()
        .with("price", OwnTable.DOUBLE, row -> row % 4 == 0 ? null : 3 * OwnTable.area(row))
        .with("area", OwnTable.DOUBLE, row -> OwnTable.area(row) + 40 * OwnTable.noise(row, 4))
        .with("id", OwnTable.LONG, row -> (long) row)
        .parquet(table, ROWS);

    assertThat(init().exitCode()).isZero();

    assertThat(written())
        .contains("  missing = drop   # rows without a label (25.0 %) are left out");
    assertThat(retrained().status()).isEqualTo("promoted");
  }

  @Test
  void fewRowsForManyTermsAskForAPenalty() {
    OwnTable wide = OwnTable.housesWith("id", OwnTable.LONG, row -> (long) row);
    for (int column = 0; column < 20; column++) {
      int salt = 20 + column;
      wide.with("x" + column, OwnTable.DOUBLE, row -> OwnTable.noise(row, salt));
    }
    wide.parquet(table, 100);

    assertThat(init().exitCode()).isZero();

    assertThat(written())
        .contains("  penalty { lambda = path, l1-ratio = [0.5, 1] }   # many terms");
    assertThat(retrained().model()).isPresent();
  }

  @ParameterizedTest
  @MethodSource
  void aTableThatMakesNoSenseIsOneLineAndNothingWritten(
      int exitCode, OwnTable own, int rows, String options, String line) {
    own.delta(table, rows);

    CommandLineRun run = init(options.split(" "));

    assertThat(run.errLines()).containsExactly("plumbline: " + line);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(conf).doesNotExist();
  }

  static Stream<Arguments> aTableThatMakesNoSenseIsOneLineAndNothingWritten() {
    OwnTable houses = manyColumns();
    return Stream.of(
        Arguments.of(
            65,
            houses,
            0,
            "--label price",
            "houses v0: 0 rows are too few for a fit that is judged on held-out rows;"
                + " name a table of at least 20"),
        Arguments.of(
            65,
            houses,
            19,
            "--label price",
            "houses v1: 19 rows are too few for a fit that is judged on held-out rows;"
                + " name a table of at least 20"),
        Arguments.of(
            65,
            houses,
            60,
            "--label district",
            "houses v1: the label district is text, which a regression cannot predict;"
                + " name a column of numbers with --label"),
        Arguments.of(
            65,
            OwnTable.housesWith("x", OwnTable.LONG, row -> 7L),
            60,
            "--label x",
            "houses v1: the label x is always 7; name a column that varies with --label"),
        Arguments.of(
            65,
            OwnTable.housesWith("x", OwnTable.LONG, row -> null),
            60,
            "--label x",
            "houses v1: the label x is always missing; name a column that varies with --label"),
        Arguments.of(
            65,
            houses,
            60,
            "--label ratio",
            "houses v1: the label ratio is infinite in 1 rows; correct them, or make them null"),
        Arguments.of(
            65,
            houses,
            60,
            "--label price --event-time area",
            "--event-time area: it has no days (a double);"
                + " name a date or a timestamp, such as sold_on"),
        Arguments.of(
            65,
            houses,
            60,
            "--label price --key area",
            "--key area: it is no key (a double);"
                + " name a column of whole numbers, text, dates or timestamps, or leave --key out"),
        Arguments.of(
            65,
            houses,
            60,
            "--label price --key age",
            "--key age: it is missing in 6 of 60 rows;"
                + " name a column that is always known, or leave --key out"),
        Arguments.of(
            64,
            houses,
            60,
            "--label price --key price",
            "--key price: it is the label; name another column"),
        Arguments.of(
            65,
            new OwnTable()
                .with("price", OwnTable.DOUBLE, OwnTable::area)
                .with("unit", OwnTable.TEXT, row -> "m")
                .with("no", OwnTable.LONG, row -> (long) row),
            60,
            "--label price",
            "houses v1: no column is left to predict price with; left out: unit (constant),"
                + " no (identifier); add columns to the table, or write the configuration by hand"
                + " (docs/configuration.md)"),
        Arguments.of(
            78,
            houses,
            60,
            "--label price --name House_Prices",
            "name = House_Prices: a name is lower-case letters, digits and dashes, at most"
                + " 63; set a name such as house-prices"));
  }

  @Test
  void aTableThatIsNotThereIs66() {
    CommandLineRun run = init();

    assertThat(run.errLines())
        .containsExactly(
            "plumbline: file:" + table + ": no table there (no such folder). Correct the path.");
    assertThat(run.exitCode()).isEqualTo(66);
  }

  @Test
  void aFileIsNoTable() throws IOException {
    Files.writeString(table, "price,area");

    CommandLineRun run = init();

    assertThat(run.errLines())
        .containsExactly(
            "plumbline: file:" + table + ": is a file, not a folder. Give the table's folder.");
    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(conf).doesNotExist();
  }

  @Test
  void aDamagedFileIsOneLine() throws IOException {
    manyColumns().parquet(table, 60);
    byte[] bytes = Files.readAllBytes(table.resolve("1.parquet"));
    Files.write(table.resolve("1.parquet"), Arrays.copyOf(bytes, bytes.length / 2));

    CommandLineRun run = init();

    assertThat(run.err()).startsWith("plumbline: file:" + table).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(conf).doesNotExist();
  }

  @Test
  void nestedColumnsAreLeftOutAndNoLabels() {
    SparkSessions.shared()
        .range(60)
        .selectExpr("id", "id % 7 * 2.5D + id % 3 AS price", "id % 7 AS size", "struct(id) AS all")
        .write()
        .parquet(table.toString());

    CommandLineRun refused = init("--label", "all");
    assertThat(refused.err()).startsWith("plumbline: houses: column all is nested").hasLineCount(1);
    assertThat(refused.exitCode()).isEqualTo(65);
    assertThat(init().exitCode()).isZero();
    assertThat(written()).contains("  #   all: not readable. it is nested");
  }

  @Test
  void aFileThatIsThereIsKept() throws IOException {
    manyColumns().parquet(table, 60);
    Files.writeString(conf, "mine");

    CommandLineRun run = init();

    assertThat(run.errLines())
        .containsExactly(
            "plumbline: --out %s: it is there, and is not overwritten; name another file, or delete it"
                .formatted(conf));
    assertThat(run.exitCode()).isEqualTo(73);
    assertThat(written()).isEqualTo("mine");
  }

  private CommandLineRun init(String... more) {
    List<String> line = new ArrayList<>(List.of("init", "--table", table.toString()));
    line.addAll(List.of("--out", conf.toString()));
    line.addAll(List.of(more));
    if (!line.contains("--label")) {
      line.addAll(List.of("--label", "price"));
    }
    return CommandLineRun.of(line.toArray(String[]::new));
  }

  private String written() {
    try {
      return Files.readString(conf);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private Result retrained() {
    CommandLineRun run = CommandLineRun.of("retrain", "--conf", conf.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Json.read(run.out().getBytes(StandardCharsets.UTF_8), Result.class, "output");
  }
}
