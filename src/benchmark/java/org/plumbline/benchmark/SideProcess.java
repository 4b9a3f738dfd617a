package org.plumbline.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The process of a side with its two pipes: {@link Worker}, or {@code worker.py}. */
final class SideProcess implements AutoCloseable {
  static final int HEAP_MEGABYTES = 4096;

  /** Sides of {@code src/benchmark/python/rivals.py}. */
  private static final Set<String> IN_PYTHON =
      Set.of(
          "numpy",
          "polars",
          "duckdb",
          "scikit-learn",
          "elastic-net-cv",
          "moments-bitrep",
          "solve-bitrep");

  /** Two threads for every library; and no tuning of the machine's own but OpenBLAS's. */
  private static final Map<String, String> PYTHON_VARIABLES =
      Map.of(
          "OPENBLAS_NUM_THREADS",
          "2",
          "OMP_NUM_THREADS",
          "2",
          "POLARS_MAX_THREADS",
          "2",
          "PYTHONDONTWRITEBYTECODE",
          "1");

  private static final Set<String> NOT_FOR_PYTHON = Set.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");

  private final String side;
  private final Process process;
  private final BufferedReader answers;
  private final OutputStream requests;
  private final double startSeconds;
  private final String versions;

  /**
   * Starts the process and waits until it is ready.
   *
   * @param heapMegabytes of a side in Java
   */
  SideProcess(String side, Table table, Path folder, int heapMegabytes) throws IOException {
    this.side = side;
    ProcessBuilder builder =
        isInPython(side)
            ? python(side, table, folder)
            : new ProcessBuilder(java(side, table, folder, heapMegabytes));
    long start = System.nanoTime();
    process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    requests = process.getOutputStream();
    versions = answer().replaceFirst("^ready ?", "");
    startSeconds = (System.nanoTime() - start) / 1e9;
  }

  static boolean isInPython(String side) {
    return IN_PYTHON.contains(side);
  }

  /** Whether the process of a side can be started here: {@code jobs/benchmark} looks for Python. */
  static boolean isThere(String side) {
    return !isInPython(side) || !interpreter().isEmpty();
  }

  private static String interpreter() {
    return System.getProperty("plumbline.python", "");
  }

  private static ProcessBuilder python(String side, Table table, Path folder) {
    ProcessBuilder builder =
        new ProcessBuilder(
            interpreter(),
            "src/benchmark/python/worker.py",
            side,
            folder.toString(),
            Integer.toString(table.terms()));
    builder.environment().putAll(PYTHON_VARIABLES);
    builder.environment().keySet().removeAll(NOT_FOR_PYTHON);
    return builder;
  }

  private static List<String> java(String side, Table table, Path folder, int heapMegabytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + System.getProperty("plumbline.jvm.options"));
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Worker.class.getName(), side, table.name(), folder.toString()));
    return command;
  }

  /** Runs once; the seconds it took. */
  double run() throws IOException {
    requests.write('\n');
    requests.flush();
    String answer = answer();
    System.err.println(side + ": " + answer);
    return Double.parseDouble(answer.split(" ", 2)[0]);
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the process of " + side + " ended: its messages are above");
    }
    return line;
  }

  /** From the start of the process until it was ready: session, imports, what is set up once. */
  double startSeconds() {
    return startSeconds;
  }

  String versions() {
    return versions;
  }

  /** The most memory that was resident so far; empty where the system does not tell. */
  OptionalLong residentMegabytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
