package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.app.Gateway.Request;
import org.plumbline.app.Gateway.Treatment;
import org.plumbline.model.Registry;
import org.plumbline.model.Result;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Json;
import org.plumbline.table.Storage;

/** The whole cycle on S3, and what is told when S3 does not do as it is asked. */
@Tag("cluster") // its session has the settings of S3A
class S3Test {

  private static final int RACERS = 8;

  /** Records, pointers and commits. */
  private static final Pattern DECIDES =
      Pattern.compile(
          "/models/home/house-prices/(champion|cycles/[^/]+/\\d+|models/[^/]+)/[^/]*\\.json"
              + "|/models/scores/_delta_log/\\d+\\.json");

  private static final String[] PARQUET = {
    "--set", "name=parquet",
    "--set", "data.table.format=parquet",
    "--set", "data.table.path=s3a://models/sales-parquet",
    "--set", "scoring.output.format=parquet",
    "--set", "scoring.output.path=s3a://models/scores-parquet"
  };

  @TempDir private static Path folder;

  private static S3Service s3;
  private static Path properties;
  private static Result onDisk;
  private static List<CommandLineRun> asShown;
  private static List<Request> requests;

  @BeforeAll
  static void runWhatThePageShows() throws Exception {
    s3 = S3Service.start();
    s3.createBucket("models");
    HouseSample sample = HouseSample.make(folder);
    onDisk = sample.retrainOnDisk();
    sample.copyTo("s3a://models", s3.hadoop());
    ManualPage page = ManualPage.of("s3.md").at("http://127.0.0.1:9000", s3.endpoint());
    sample.write("s3.conf", page.blocks("hocon").get(0));
    properties =
        sample.write(
            "s3.properties",
            page.blocks("properties").get(0)
                + "spark.hadoop.fs.s3a.access.key "
                + S3Service.ACCESS_KEY
                + "\n"
                + "spark.hadoop.fs.s3a.secret.key "
                + S3Service.SECRET_KEY
                + "\n");
    List<String[]> commands = page.commands().stream().map(sample::localised).toList();
    s3.gateway().taken();
    asShown = commands.stream().map(CommandLineRun::of).toList();
    requests = s3.gateway().taken();
  }

  @AfterAll
  static void stop() throws IOException {
    SparkSession.active().stop();
    FileSystem.closeAll();
    s3.close();
  }

  @AfterEach
  void passAgain() {
    s3.gateway().treat(request -> Treatment.PASS);
  }

  @Test
  void theCommandsShownRunACycleWithTheNumbersOfADisk() {
    assertThat(asShown).allSatisfy(run -> assertThat(run.exitCode()).as(run.err()).isZero());
    Result result = HouseSample.result(asShown.get(1));
    HouseSample.assertSame(result, onDisk);
    byte[] written = storage().read("s3a://models/results/2026-01-05.json").orElseThrow();
    assertThat(Json.read(written, Result.class, "result")).isEqualTo(result);
    assertThat(asShown.get(2).out()).contains(result.model().orElseThrow().id());
  }

  @Test
  void nothingIsCopiedAndWhatDecidesIsCreatedConditionally() {
    assertThat(requests).noneMatch(request -> request.has("x-amz-copy-source"));
    List<Request> deciding =
        requests.stream()
            .filter(request -> request.method().equals("PUT"))
            .filter(request -> DECIDES.matcher(request.target()).matches())
            .filter(request -> !request.target().endsWith("/report.json")) // a view, replaced
            .toList();
    assertThat(deciding).hasSizeGreaterThan(6);
    assertThat(deciding).allMatch(request -> request.has("If-None-Match"));
  }

  @Test
  void parquetTablesAndScoresDoToo() {
    CommandLineRun run = retrain("2026-01-05", PARQUET);

    assertThat(run.exitCode()).as(run.err()).isZero();
    Result result = HouseSample.result(run);
    assertThat(result.scores().orElseThrow().rows())
        .isEqualTo(onDisk.scores().orElseThrow().rows());
    assertThat(storage().list("s3a://models/scores-parquet/_manifests/2026-01-05")).hasSize(1);
    byte[] pinned =
        storage().read("s3a://models/home/parquet/cycles/2026-01-05/1/snapshot.json").orElseThrow();
    assertThat(new String(pinned, StandardCharsets.UTF_8)).contains("\"etag\"");

    CommandLineRun next = retrain("2026-01-06", PARQUET);
    assertThat(next.exitCode()).as(next.err()).isZero();
    // Found again by path, size, time and ETag.
    assertThat(
            HouseSample.result(next)
                .inputs()
                .orElseThrow()
                .training()
                .orElseThrow()
                .filesReused()
                .orElseThrow())
        .isGreaterThanOrEqualTo(4);
    assertThat(s3.gateway().taken()).noneMatch(request -> request.has("x-amz-copy-source"));
  }

  @Test
  void ofManyThatCreateAnObjectOneWins() throws Exception {
    Storage storage = storage();
    CyclicBarrier start = new CyclicBarrier(RACERS);
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try {
      List<Callable<Integer>> racers = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        byte[] mine = ("racer " + i).getBytes(StandardCharsets.UTF_8);
        racers.add(
            () -> {
              int won = 0;
              for (int name = 0; name < 10; name++) {
                start.await();
                won += storage.createIfAbsent("s3a://models/race/" + name, mine) ? 1 : 0;
              }
              return won;
            });
      }
      int wins = 0;
      for (Future<Integer> racer : threads.invokeAll(racers)) {
        wins += racer.get();
      }
      assertThat(wins).isEqualTo(10);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void twoProcessesInOneCyclePublishOnce() throws Exception {
    List<Result> results =
        TwoProcesses.run(
            folder,
            s3.settings(),
            "retrain",
            "--conf",
            folder.resolve("sample/s3.conf").toString(),
            "--as-of",
            "2026-01-04",
            "--set",
            "name=two",
            "--set",
            "scoring.output.path=s3a://models/scores-two");

    TwoProcesses.assertOneCycle(
        results,
        Registry.open("s3a://models/home", "two", storage()),
        storage(),
        "s3a://models/scores-two");
  }

  @Test
  void whatPassesIsTriedAgain() {
    AtomicInteger refused = new AtomicInteger();
    s3.gateway()
        .treat(request -> refused.getAndIncrement() % 7 < 2 ? Treatment.SLOW_DOWN : Treatment.PASS);

    CommandLineRun run =
        retrain(
            "2026-01-03",
            "--set",
            "name=refused",
            "--set",
            "scoring.output.path=s3a://models/scores-refused");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(refused.get()).isGreaterThan(20);
  }

  @Test
  void aServiceThatRefusesForGoodIsToldInOneLine() {
    s3.createBucket("busy");
    s3.gateway().treat(request -> Treatment.SLOW_DOWN);

    CommandLineRun run = retrainAt("busy", "attempts.maximum=1", "retry.throttle.limit=1");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(74);
    assertOneLine(run, "s3a://busy/", "503");
  }

  @Test
  void aServiceThatDoesNotAnswerIsToldInOneLine() {
    s3.createBucket("silent");
    s3.gateway().treat(request -> Treatment.SILENCE);

    CommandLineRun run =
        retrainAt(
            "silent",
            "attempts.maximum=1",
            "retry.limit=1",
            "retry.interval=10ms",
            "connection.timeout=500ms");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(74);
    assertOneLine(run, "s3a://silent/", "Read timed out");
  }

  @Test
  void wrongCredentialsAreToldInOneLineWithoutThem() {
    s3.createBucket("locked");

    CommandLineRun run = retrainAt("locked", "secret.key=wrong-but-secret");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(74);
    assertOneLine(run, "s3a://locked/", "403");
    assertThat(run.err() + run.out()).doesNotContain("wrong-but-secret");
  }

  @Test
  void aBucketThatIsMissingIsAMissingInput() {
    CommandLineRun run = retrainAt("nowhere");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(66);
    assertOneLine(run, "s3a://nowhere/", "no such bucket");
  }

  @Test
  void withoutItsLibraryS3IsNotServed() {
    CommandLineRun run =
        retrain(
            "2026-01-04",
            "--set",
            "home=s3n://models/home",
            "--spark",
            "spark.hadoop.fs.s3n.impl=org.example.S3FileSystem");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(69);
    assertOneLine(run, "s3n://models/home", "org.example.S3FileSystem not found");
  }

  @Test
  void withoutConditionalCreationNothingIsBegun() {
    s3.createBucket("plain");

    CommandLineRun run =
        retrain(
            "2026-01-04",
            "--set",
            "home=s3a://plain/home",
            "--spark",
            "spark.hadoop.fs.s3a.bucket.plain.create.conditional.enabled=false");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(69);
    assertOneLine(run, "s3a://plain/", "fs.s3a.create.conditional.enabled");
  }

  @Test
  void noSecretIsPrintedOrRecorded() throws IOException {
    CommandLineRun settings =
        CommandLineRun.of(
            "plan",
            "--conf",
            folder.resolve("sample/s3.conf").toString(),
            "--config",
            "--properties-file",
            properties.toString(),
            "--set",
            "home=s3a://" + S3Service.ACCESS_KEY + ":" + "hunter2" + "@models/home");
    CommandLineRun inPath =
        retrain("2026-01-04", "--set", "data.table.path=s3a://me:hunter2@models/sales");

    assertThat(settings.exitCode()).as(settings.err()).isZero();
    assertThat(settings.out()).contains("s3a://***@models/home");
    List<CommandLineRun> all = new ArrayList<>(asShown);
    all.addAll(List.of(settings, inPath));
    for (CommandLineRun run : all) {
      assertThat(run.out() + run.err()).doesNotContain(S3Service.SECRET_KEY, "hunter2");
    }
    Storage storage = storage();
    for (String record : storage.list("s3a://models/home/house-prices/cycles/2026-01-05/1")) {
      byte[] bytes =
          storage
              .read("s3a://models/home/house-prices/cycles/2026-01-05/1/" + record)
              .orElseThrow();
      assertThat(new String(bytes, StandardCharsets.UTF_8))
          .as(record)
          .doesNotContain(S3Service.SECRET_KEY, S3Service.ACCESS_KEY);
    }
  }

  /** A run whose home and tables are in a bucket with settings of its own. */
  private static CommandLineRun retrainAt(String bucket, String... settings) {
    List<String> arguments = new ArrayList<>();
    for (String key :
        List.of("home", "data.table.path", "scoring.table.path", "scoring.output.path")) {
      arguments.add("--set");
      arguments.add(key + "=s3a://" + bucket + "/" + key);
    }
    for (String setting : settings) {
      arguments.add("--spark");
      arguments.add("spark.hadoop.fs.s3a.bucket." + bucket + "." + setting);
    }
    return retrain("2026-01-04", arguments.toArray(String[]::new));
  }

  private static CommandLineRun retrain(String asOf, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "retrain",
                "--conf",
                folder.resolve("sample/s3.conf").toString(),
                "--as-of",
                asOf,
                "--properties-file",
                properties.toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private static void assertOneLine(CommandLineRun run, String... parts) {
    List<String> told = run.errLines().stream().filter(line -> !line.contains(" INFO ")).toList();
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).startsWith("plumbline: ").contains(parts);
  }

  private static Storage storage() {
    return new HadoopStorage(s3.hadoop());
  }
}
