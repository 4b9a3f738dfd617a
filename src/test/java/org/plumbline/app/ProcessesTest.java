package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.model.Registry;
import org.plumbline.model.Result;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Json;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/**
 * Processes that meet in one cycle, or are killed. They are held by named pipes: whoever opens one
 * end waits for who opens the other.
 */
class ProcessesTest {
  private static final Configuration HADOOP = new Configuration();
  private static final int LISTINGS_A_DAY = 75;

  @TempDir private Path folder;

  private final List<Process> processes = new ArrayList<>();
  private final List<CompletableFuture<Void>> releases = new ArrayList<>();

  @BeforeEach
  void makeSample() {
    SparkSessions.shared();
    String sample = folder.resolve("sample").toString();
    CommandLineRun run =
        CommandLineRun.of("sample", "--out", sample, "--days", "2", "--rows-per-day", "300");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
    releases.forEach(CompletableFuture::join);
  }

  @Test
  void twoProcessesInOneCyclePublishOnce() throws Exception {
    List<Path> gates = List.of(pipe("gate-1"), pipe("gate-2"));
    for (Path gate : gates) {
      release(gate, start(conf(), "--properties-file", gate.toString()));
    }
    try (Writer first = Files.newBufferedWriter(gates.get(0));
        Writer second = Files.newBufferedWriter(gates.get(1))) {
      first.write("spark.master=local[1]\n");
      second.write("spark.master=local[1]\n");
    }

    List<Result> results = List.of(result(processes.get(0)), result(processes.get(1)));
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }

    assertThat(results).extracting(Result::exitCode).containsOnly(0);
    assertThat(results).extracting(Result::status).containsOnly("promoted");
    // One that comes when the cycle is complete is given the other's result.
    boolean bothWorked = results.stream().noneMatch(Result::repeated);
    assertThat(results.get(0).runId().equals(results.get(1).runId())).isEqualTo(!bothWorked);
    assertThat(results.get(0).model()).isEqualTo(results.get(1).model());
    assertThat(results.get(0).scores()).isPresent().isEqualTo(results.get(1).scores());
    Registry registry = Registry.open(home().toString(), "house-prices", new HadoopStorage(HADOOP));
    assertThat(registry.champions().pointers()).hasSize(1);
    assertThat(registry.cycles()).hasSize(1);
    assertThat(scores().version()).hasValue(0);
    assertThat(scoredRows()).isEqualTo(LISTINGS_A_DAY);
  }

  /** One core takes the files one by one: the first is written when the second is opened. */
  @Test
  void aProcessKilledAmongItsScoresPublishesNothingAndTheNextRunPublishesAll() throws Exception {
    Path everyDay = folder.resolve("every-day.conf");
    Files.writeString(
        everyDay, Files.readString(conf()).replaceFirst("(?m)^ *event-time = listed_on$", ""));
    Path last = listings().get(1);
    Path aside = Files.move(last, folder.resolve("aside"));
    pipe("sample/listings/" + last.getFileName());
    Process process = start(everyDay, "--master", "local[1]");
    release(last, process);
    OutputStream opened = Files.newOutputStream(last);
    process.destroyForcibly().waitFor();
    opened.close();
    Files.move(aside, last, StandardCopyOption.REPLACE_EXISTING);

    try (Stream<Path> left = Files.walk(folder.resolve("sample/scores"))) {
      assertThat(left.filter(file -> file.toString().endsWith(".parquet"))).hasSize(1);
    }
    assertThat(folder.resolve("sample/scores/_delta_log/00000000000000000000.json")).doesNotExist();

    CommandLineRun again =
        CommandLineRun.of("retrain", "--conf", everyDay.toString(), "--as-of", "2026-01-02");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(scores().version()).hasValue(0);
    assertThat(scoredRows()).isEqualTo(2L * LISTINGS_A_DAY);
  }

  private Process start(Path conf, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@conf/jvm.options",
                "-Xmx512m",
                "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"),
                "-cp",
                System.getProperty("java.class.path"),
                Plumbline.class.getName(),
                "retrain",
                "--conf",
                conf.toString(),
                "--as-of",
                "2026-01-02"));
    command.addAll(List.of(arguments));
    File err = folder.resolve("err-" + processes.size() + ".txt").toFile();
    Process process = new ProcessBuilder(command).redirectError(err).start();
    processes.add(process);
    return process;
  }

  private static Result result(Process process) throws IOException {
    return Json.read(process.getInputStream().readAllBytes(), Result.class, "output");
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  /** Lets go who waits at a pipe whose process ended without coming to it. */
  private void release(Path pipe, Process process) {
    CompletableFuture<Void> released =
        process
            .onExit()
            .thenAccept(
                ended -> {
                  try {
                    new RandomAccessFile(pipe.toFile(), "rw").close();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    releases.add(released);
  }

  private Path conf() {
    return folder.resolve("sample/house-prices.conf");
  }

  private Path home() {
    return folder.resolve("sample/home");
  }

  private List<Path> listings() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("sample/listings"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private Snapshot scores() {
    String path = folder.resolve("sample/scores").toString();
    return Snapshots.pin(new TableSource(TableFormat.DELTA, path, OptionalLong.empty()), HADOOP);
  }

  private long scoredRows() {
    return scores().files().stream().mapToLong(file -> file.rows().orElseThrow()).sum();
  }
}
