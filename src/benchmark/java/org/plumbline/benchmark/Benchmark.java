package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures comparisons, keeps what they gave, and prints or writes the page of all that is kept.
 *
 * <p>Arguments: the folder for data; {@code heap} for the smallest heaps, or parts of names of
 * comparisons (none: all); {@code --write} to write the tables into the page, {@code --quick} to
 * run each side once only.
 */
public final class Benchmark {
  private static final Path PAGE = Path.of("docs", "benchmarks.md");
  private static final String WRITE = "--write";
  private static final String QUICK = "--quick";
  private static final String HEAP = "heap";

  private Benchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]).toAbsolutePath();
    List<String> wanted = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
    boolean write = wanted.remove(WRITE);
    boolean quick = wanted.remove(QUICK);
    Results results = new Results(data.resolve("results"));
    Measuring measuring = new Measuring(data, quick ? Measuring.Runs.ONE : Measuring.Runs.FULL);
    if (wanted.contains(HEAP)) {
      results.keep(Heaps.measure(measuring));
    } else {
      for (Comparison comparison : chosen(wanted)) {
        results.keep(comparison, measuring.measure(comparison));
      }
    }
    Tables tables = new Tables(results);
    if (write) {
      tables.writeInto(PAGE);
    } else {
      System.out.print(tables.markdown());
    }
  }

  private static List<Comparison> chosen(List<String> wanted) {
    return Comparison.ALL.stream()
        .filter(
            comparison -> wanted.isEmpty() || wanted.stream().anyMatch(comparison.name()::contains))
        .toList();
  }
}
