package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.plumbline.model.Registry;
import org.plumbline.model.Result;
import org.plumbline.table.Json;
import org.plumbline.table.Storage;

/**
 * The same command as two processes, which set out at once: each reads its settings from a named
 * pipe, and both pipes have their reader before anything is written to either.
 */
final class TwoProcesses {

  private TwoProcesses() {}

  /** The results of both; what they said on standard error is in {@code folder} until it goes. */
  static List<Result> run(Path folder, Map<String, String> settings, String... arguments)
      throws Exception {
    List<Process> processes = new ArrayList<>();
    List<CompletableFuture<Void>> released = new ArrayList<>();
    try {
      List<Writer> gates = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Path gate = folder.resolve("gate-" + i);
        new ProcessBuilder("mkfifo", gate.toString()).start().waitFor();
        processes.add(start(folder, gate, arguments));
      }
      for (int i = 0; i < 2; i++) {
        Path gate = folder.resolve("gate-" + i);
        Process process = processes.get(i);
        released.add(process.onExit().thenAccept(ended -> release(gate)));
        gates.add(Files.newBufferedWriter(gate));
      }
      for (Writer gate : gates) {
        gate.write("spark.master=local[1]\n");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
          gate.write("spark.hadoop." + setting.getKey() + "=" + setting.getValue() + "\n");
        }
        gate.close();
      }
      List<Result> results = new ArrayList<>();
      for (Process process : processes) {
        byte[] line = process.getInputStream().readAllBytes();
        results.add(Json.read(line, Result.class, "output"));
      }
      return results;
    } finally {
      processes.forEach(Process::destroyForcibly);
      released.forEach(CompletableFuture::join);
    }
  }

  /**
   * Both worked in one cycle, which promoted once and published once.
   *
   * @param scores of the cycle, a Delta table
   */
  static void assertOneCycle(
      List<Result> results, Registry registry, Storage storage, String scores) {
    assertThat(results).as(results.toString()).extracting(Result::exitCode).containsOnly(0);
    assertThat(results).as(results.toString()).extracting(Result::status).containsOnly("promoted");
    assertThat(results.get(0).model()).isEqualTo(results.get(1).model());
    assertThat(results.get(0).scores()).isPresent().isEqualTo(results.get(1).scores());
    assertThat(registry.champions().pointers()).hasSize(1);
    assertThat(registry.cycles()).hasSize(1);
    assertThat(storage.list(scores + "/_delta_log")).containsExactly("00000000000000000000.json");
  }

  private static Process start(Path folder, Path gate, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@conf/jvm.options",
                "-Xmx512m",
                "-Dlog4j2.configurationFile=conf/log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                Plumbline.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--properties-file", gate.toString()));
    File err = folder.resolve(gate.getFileName() + ".err").toFile();
    return new ProcessBuilder(command).redirectError(err).start();
  }

  /** Lets go who waits at the pipe of a process that ended without coming to it. */
  private static void release(Path gate) {
    try {
      if (Files.exists(gate)) {
        new RandomAccessFile(gate.toFile(), "rw").close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
