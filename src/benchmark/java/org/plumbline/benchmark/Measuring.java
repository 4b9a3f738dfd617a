package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the sides of a comparison: each warms up in a process of its own, then all run in turn, so
 * that a machine that slows down slows every side.
 */
final class Measuring {
  private static final double LONG_SECONDS = 10;

  private final Path data;
  private final Runs asked;

  /** How often a side runs: to warm up, and counted. */
  enum Runs {
    FULL(3, 7),
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
   * @param runs FULL becomes FEW where a side takes long
   */
  Measuring(Path data, Runs runs) {
    this.data = data;
    this.asked = runs;
  }

  Measurement measure(Comparison comparison) throws IOException {
    Path folder = made(comparison.data());
    Map<String, SideProcess> processes = new LinkedHashMap<>();
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    try {
      double slowest = 0;
      for (String side : comparison.sides()) {
        if (SideProcess.isThere(side)) {
          SideProcess process =
              new SideProcess(side, comparison.data(), folder, SideProcess.HEAP_MEGABYTES);
          processes.put(side, process);
          seconds.put(side, new ArrayList<>());
          slowest = Math.max(slowest, process.run());
        }
      }
      Runs runs = asked == Runs.FULL && slowest > LONG_SECONDS ? Runs.FEW : asked;
      for (int run = 1; run < runs.warmUp; run++) {
        for (SideProcess process : processes.values()) {
          process.run();
        }
      }
      for (int run = 0; run < runs.counted; run++) {
        for (String side : processes.keySet()) {
          seconds.get(side).add(processes.get(side).run());
        }
      }
      return result(comparison, processes, seconds);
    } finally {
      processes.values().forEach(SideProcess::close);
    }
  }

  private static Measurement result(
      Comparison comparison, Map<String, SideProcess> processes, Map<String, List<Double>> seconds)
      throws IOException {
    List<Measurement.SideTimes> sides = new ArrayList<>();
    for (Map.Entry<String, SideProcess> entry : processes.entrySet()) {
      SideProcess process = entry.getValue();
      sides.add(
          new Measurement.SideTimes(
              entry.getKey(),
              process.startSeconds(),
              seconds.get(entry.getKey()),
              process.residentMegabytes(),
              process.versions()));
    }
    return new Measurement(comparison.name(), Machine.today(), Machine.description(), sides);
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
