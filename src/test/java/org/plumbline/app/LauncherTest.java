package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Result;
import org.plumbline.table.Json;

/** {@code jobs/plumbline} as a process, in a copy of the folders that it looks for. */
class LauncherTest {
  private static final int TERMINATED = 143;

  @TempDir private Path root;

  @TempDir private Path elsewhere;

  private final List<String> environment = new ArrayList<>();

  @BeforeEach
  void copyLauncher() throws IOException {
    for (String file :
        List.of(
            "jobs/plumbline",
            "conf/jvm.options",
            "conf/log4j2.properties",
            "conf/log4j2-json.properties")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.copy(Path.of(file), root.resolve(file));
    }
  }

  @Test
  void saysWhatIsMissingBeforeTheBuild() throws Exception {
    Finished finished = run("train");

    assertThat(finished.err())
        .isEqualTo(
            "plumbline: nothing is built under %s/target; run: mvn -q -DskipTests package\n"
                .formatted(root.toRealPath()));
    assertThat(finished.exitCode()).isEqualTo(66);
  }

  @Test
  void runsEmbeddedFromAnyFolder() throws Exception {
    build();
    Finished finished = run("sample", "--out", "here", "--days", "1", "--rows-per-day", "20");

    assertThat(finished.exitCode()).as(finished.err()).isZero();
    assertThat(finished.out()).isEmpty();
    assertThat(elsewhere.resolve("here/house-prices.conf")).isRegularFile();
  }

  @Test
  void endsWithTheProgramsExitCode() throws Exception {
    build();
    Finished finished = run("retran");

    assertThat(finished.exitCode()).isEqualTo(64);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.err())
        .contains("plumbline: retran: no such command; did you mean retrain?\n");
  }

  /** Log4j tells on standard error of a layout that it does not know. */
  @Test
  void logsAnObjectALineWhereThatIsAskedFor() throws Exception {
    build();
    environment.add("PLUMBLINE_LOG_FORMAT=json");
    Finished finished = run("retrain", "--conf", "nowhere.conf");

    assertThat(finished.exitCode()).isEqualTo(66);
    assertThat(finished.err().lines().filter(line -> !line.startsWith("WARNING: Using incubator")))
        .singleElement()
        .asString()
        .startsWith("{\"kind\":\"missing-input\",\"level\":\"ERROR\",\"logger\":\"plumbline\",")
        .contains("\"message\":\"nowhere.conf: no such configuration; ");
  }

  @Test
  void givesSparkSubmitWhatItHasToKnow() throws Exception {
    build();
    Path submit = elsewhere.resolve("spark/bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(submit, "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 65\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();
    environment.add("SPARK_HOME=" + elsewhere.resolve("spark"));

    Finished finished =
        run("train", "--spark", "spark.a=b c", "--master=yarn", "--conf", "x.conf", "--spark=k=v");

    assertThat(finished.exitCode()).isEqualTo(65);
    assertThat(finished.out().lines())
        .containsExactly(
            "--conf",
            "spark.a=b c",
            "--master",
            "yarn",
            "--conf",
            "k=v",
            "--class",
            "org.plumbline.app.Plumbline",
            root.toRealPath() + "/target/plumbline-0.1.0-SNAPSHOT-bundle.jar",
            "train",
            "--spark",
            "spark.a=b c",
            "--master=yarn",
            "--conf",
            "x.conf",
            "--spark=k=v");
  }

  @Test
  void givesAClusterWhatItSubmitsAfterReadingIt() throws Exception {
    build();
    Path sparkClass = elsewhere.resolve("spark/bin/spark-class");
    Files.createDirectories(sparkClass.getParent());
    Files.writeString(
        sparkClass, "#!/bin/sh\nprintf '%s\\n' \"$SPARK_DIST_CLASSPATH\" \"$@\"\nexit 69\n");
    assertThat(sparkClass.toFile().setExecutable(true)).isTrue();
    environment.add("SPARK_HOME=" + elsewhere.resolve("spark"));
    environment.add("PLUMBLINE_JAR=hdfs:///jars/plumbline.jar");

    Finished finished =
        run("train", "--deploy-mode", "cluster", "--conf", "x.conf", "--set", "a = b c");

    assertThat(finished.exitCode()).isEqualTo(69);
    assertThat(finished.out().lines())
        .containsExactly(
            root.toRealPath() + "/target/plumbline-0.1.0-SNAPSHOT-bundle.jar",
            "org.plumbline.app.Submission",
            "file:" + root.toRealPath() + "/conf/log4j2.properties",
            "hdfs:///jars/plumbline.jar",
            "train",
            "--deploy-mode",
            "cluster",
            "--conf",
            "x.conf",
            "--set",
            "a = b c");
  }

  @Test
  void submitsFromTheEmbeddedSparkToo() throws Exception {
    build();
    Path conf = elsewhere.resolve("sample/house-prices.conf");
    assertThat(
            CommandLineRun.of(
                    "sample",
                    "--out",
                    conf.getParent().toString(),
                    "--days",
                    "1",
                    "--rows-per-day",
                    "20")
                .exitCode())
        .isZero();
    Finished finished =
        run(
            "train",
            "--conf",
            conf.toString(),
            "--deploy-mode=cluster",
            "--master=spark://localhost:1",
            "--result=result.json");

    assertThat(finished.err())
        .contains("warning: house-prices: home, data.table.path, scoring.table.path,")
        .endsWith(
            "plumbline: spark://localhost:1: no master answers there (Connection refused);"
                + " start it, or correct --master\n");
    assertThat(finished.exitCode()).isEqualTo(69);
    assertThat(elsewhere.resolve("result.json")).doesNotExist();
  }

  @Test
  void refusesWhatIsNoMaster() throws Exception {
    Finished finished = run("train", "--master", "sprak://host:7077");

    assertThat(finished.err())
        .isEqualTo(
            "plumbline: --master sprak://host:7077: no master of Spark;"
                + " write local[*], spark://HOST:PORT, yarn or k8s://URL\n");
    assertThat(finished.exitCode()).isEqualTo(64);
  }

  @Test
  void sigtermEndsWith143AndAResult() throws Exception {
    build();
    assertThat(
            CommandLineRun.of(
                    "sample",
                    "--out",
                    elsewhere.resolve("sample").toString(),
                    "--days",
                    "30",
                    "--rows-per-day",
                    "200")
                .exitCode())
        .isZero();
    Process process =
        start(
            "retrain",
            "--conf",
            "sample/house-prices.conf",
            "--as-of",
            "2026-01-02..2026-01-30",
            "--result",
            "result.json",
            "--master",
            "local[1]");
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      String line = err.readLine();
      while (line != null && !line.contains(" INFO ")) {
        line = err.readLine();
      }
      assertThat(line).contains("house-prices 2026-01-02");
      process.destroy();
      assertThat(process.waitFor()).isEqualTo(TERMINATED);
    }

    byte[] bytes = Files.readAllBytes(elsewhere.resolve("result.json"));
    Result result = Json.read(bytes, Result.class, "result.json");
    assertThat(result.exitCode()).isEqualTo(TERMINATED);
    assertThat(result.status()).isEqualTo("failed");
    assertThat(result.error().orElseThrow().message()).isEqualTo("ended by SIGTERM");
    Path latest =
        elsewhere.resolve(
            "sample/home/house-prices/latest/retrain-" + result.asOf().orElseThrow() + ".json");
    assertThat(latest).hasBinaryContent(bytes);
  }

  private record Finished(int exitCode, String out, String err) {}

  private Finished run(String... arguments) throws Exception {
    Path err = Files.createTempFile(elsewhere, "err", ".txt");
    Process process = start(err, arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Finished(process.waitFor(), out, Files.readString(err));
  }

  private Process start(String... arguments) throws IOException {
    return builder(arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private Process start(Path err, String... arguments) throws IOException {
    return builder(arguments).redirectError(err.toFile()).start();
  }

  private ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(environment);
    command.add(root.resolve("jobs/plumbline").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
    builder.environment().remove("SPARK_HOME");
    return builder;
  }

  /** What a build leaves under {@code target/}: this test's own class path, and jars. */
  private void build() throws IOException {
    Path target = Files.createDirectories(root.resolve("target"));
    Files.writeString(target.resolve("class-path"), ownClassPath());
    for (String kind : List.of("", "-bundle")) {
      Path jar = target.resolve("plumbline-0.1.0-SNAPSHOT" + kind + ".jar");
      try (OutputStream file = Files.newOutputStream(jar);
          JarOutputStream empty = new JarOutputStream(file)) {
        empty.finish();
      }
    }
  }

  private static String ownClassPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
