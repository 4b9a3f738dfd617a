package org.plumbline.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs comparisons and prints a table. Each side warms up in a process of its own; then all sides
 * run in turn, and medians are compared, so that a machine that slows down slows every side.
 *
 * <p>Arguments: the folder for data, then parts of names of comparisons (none: all).
 */
public final class Benchmark {
  private static final int WARM_UP = 3;
  private static final int RUNS = 7;

  private Benchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]).toAbsolutePath();
    List<String> wanted = Arrays.asList(arguments).subList(1, arguments.length);
    System.out.println("| what | ours, s | rival, s | ratio | expected at most |");
    System.out.println("|---|---|---|---|---|");
    for (Comparison comparison : Comparison.ALL) {
      if (wanted.isEmpty() || wanted.stream().anyMatch(comparison.name()::contains)) {
        compare(comparison, data);
      }
    }
  }

  private static void compare(Comparison comparison, Path data) throws IOException {
    Path folder = data.resolve(comparison.data().folder());
    if (!Files.exists(folder.resolve("_SUCCESS"))) {
      generate(comparison.data(), folder);
    }
    Map<String, double[]> seconds = measure(comparison, folder);
    double ours = median(seconds.get(comparison.ours()));
    for (String rival : comparison.rivals()) {
      double theirs = median(seconds.get(rival));
      System.out.printf(
          Locale.ROOT,
          "| %s against %s | %s | %s | %.3f | %.3f |%n",
          comparison.name(),
          rival,
          spread(seconds.get(comparison.ours())),
          spread(seconds.get(rival)),
          ours / theirs,
          comparison.expected());
    }
  }

  private static Map<String, double[]> measure(Comparison comparison, Path folder)
      throws IOException {
    List<String> names = new ArrayList<>(comparison.rivals());
    names.add(0, comparison.ours());
    Map<String, RunningSide> sides = new LinkedHashMap<>();
    Map<String, double[]> seconds = new LinkedHashMap<>();
    try {
      for (String name : names) {
        RunningSide side = new RunningSide(name, comparison.data(), folder);
        sides.put(name, side);
        seconds.put(name, new double[RUNS]);
        for (int run = 0; run < WARM_UP; run++) {
          System.err.println(name + " (warm-up): " + side.run());
        }
      }
      for (int run = 0; run < RUNS; run++) {
        for (String name : names) {
          String answer = sides.get(name).run();
          System.err.println(name + ": " + answer);
          seconds.get(name)[run] = Double.parseDouble(answer.split(" ", 2)[0]);
        }
      }
    } finally {
      sides.values().forEach(RunningSide::stop);
    }
    return seconds;
  }

  private static void generate(Table table, Path folder) throws IOException {
    System.err.println("writing " + folder);
    try (RunningSide side = new RunningSide("generate", table, folder)) {
      side.run();
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String spread(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT, "%.2f (%.2f–%.2f)", median(values), sorted[0], sorted[sorted.length - 1]);
  }

  /** A worker process with its two pipes. */
  private static final class RunningSide implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final OutputStream requests;

    RunningSide(String name, Table table, Path folder) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("@" + System.getProperty("plumbline.jvm.options"));
      command.add("-Xmx4g");
      command.add("-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"));
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.addAll(List.of(Worker.class.getName(), name, table.name(), folder.toString()));
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      answers = process.inputReader(StandardCharsets.UTF_8);
      requests = process.getOutputStream();
      answer();
    }

    String run() throws IOException {
      requests.write('\n');
      requests.flush();
      return answer();
    }

    private String answer() throws IOException {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("the process of a side ended: its messages are above");
      }
      return line;
    }

    void stop() {
      process.destroy();
    }

    @Override
    public void close() {
      stop();
    }
  }
}
