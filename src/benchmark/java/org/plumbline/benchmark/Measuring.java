package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.benchmark.Measurement.SideTimes;

/**
 * Runs the sides of a comparison: each warms up in a process of its own, then all run in turn, so
 * that a machine that slows down slows every side.
 */
final class Measuring {
  private static final double LONG_SECONDS = 10;

  /** A virtual machine that compiles as it runs is warm no sooner. */
  private static final double WARM_UP_SECONDS = 8;

  private final Path data;
  private final Runs asked;

  /** How often a side runs: to warm up at least, and counted. */
  enum Runs {
    FULL(3, 5),
    /** Where a side takes more than ten seconds. */
    FEW(1, 3),
    /** To see that everything runs. */
    ONE(1, 1);

    private final int warmUp;
    private final int counted;

    Runs(int warmUp, int counted) {
      this.warmUp = warmUp;
      this.counted = counted;
    }
  }

  /**
   * @param data the folder of all tables
   * @param runs FULL becomes FEW for a side that takes long
   */
  Measuring(Path data, Runs runs) {
    this.data = data;
    this.asked = runs;
  }

  Measurement measure(Comparison comparison) throws IOException {
    Path folder = made(comparison.data());
    List<Timed> sides = new ArrayList<>();
    try {
      for (String side : comparison.sides()) {
        if (SideProcess.isThere(side)) {
          sides.add(
              new Timed(
                  side,
                  new SideProcess(side, comparison.data(), folder, SideProcess.HEAP_MEGABYTES),
                  asked));
        }
      }
      for (Timed side : sides) {
        side.warmUp();
      }
      for (int run = 0; run < asked.counted; run++) {
        for (Timed side : sides) {
          side.count(run);
        }
      }
      return new Measurement(
          comparison.name(), Machine.today(), Machine.description(), results(sides));
    } finally {
      sides.forEach(side -> side.process.close());
    }
  }

  private static List<SideTimes> results(List<Timed> sides) throws IOException {
    List<SideTimes> results = new ArrayList<>();
    for (Timed side : sides) {
      results.add(
          new SideTimes(
              side.name,
              side.process.startSeconds(),
              side.first,
              side.seconds,
              side.process.residentMegabytes(),
              side.process.versions()));
    }
    return results;
  }

  /** A side's process, and what it gave so far. */
  private static final class Timed {
    private final String name;
    private final SideProcess process;
    private final List<Double> seconds = new ArrayList<>();
    private Runs runs;
    private double first;

    Timed(String name, SideProcess process, Runs asked) {
      this.name = name;
      this.process = process;
      this.runs = asked;
    }

    void warmUp() throws IOException {
      first = process.run();
      runs = runs == Runs.FULL && first > LONG_SECONDS ? Runs.FEW : runs;
      double seconds = first;
      for (int run = 1;
          run < runs.warmUp || (runs == Runs.FULL && seconds < WARM_UP_SECONDS);
          run++) {
        seconds += process.run();
      }
    }

    void count(int run) throws IOException {
      if (run < runs.counted) {
        seconds.add(process.run());
      }
    }
  }

  /** The folder of a table, which is written where it is not there yet. */
  Path made(Table table) throws IOException {
    Path folder = data.resolve(table.folder());
    if (!Files.exists(folder.resolve("_SUCCESS"))) {
      System.err.println("writing " + folder);
      try (SideProcess writer =
          new SideProcess("generate", table, folder, SideProcess.HEAP_MEGABYTES)) {
        writer.run();
      }
    }
    return folder;
  }
}
