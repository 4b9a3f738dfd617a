package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Sums by level of categories beside Gaussian doubles, on one thread: nanoseconds a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LevelKernels {
  private static final int ROWS = 65_536;
  private static final int BLOCK = 4_096;
  private static final Group GROUP = new Group(1, Group.NO_DAY);

  @Param({"20"})
  int terms;

  /** Levels of each category. */
  @Param({"16", "16,3", "10000"})
  String levels;

  private LevelCollector collector;
  private double[][] z;
  private int[] order;
  private final List<LevelCollector.Codes> codes = new ArrayList<>();

  /** Seeded rows. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    z = new double[terms + 1][ROWS];
    for (double[] column : z) {
      for (int row = 0; row < ROWS; row++) {
        column[row] = random.nextGaussian();
      }
    }
    order = IntStream.range(0, ROWS).toArray();
    List<LevelLayout.Category> categories = new ArrayList<>();
    for (String count : levels.split(",", -1)) {
      int most = Integer.parseInt(count);
      List<String> names = IntStream.range(0, most).mapToObj(level -> "level-" + level).toList();
      codes.add(new LevelCollector.Codes(random.ints(ROWS, 0, most).toArray(), names));
      categories.add(new LevelLayout.Category("category-" + categories.size(), List.of()));
    }
    List<String> columns = IntStream.rangeClosed(0, terms).mapToObj(k -> "x" + k).toList();
    collector = new LevelCollector(new LevelLayout(columns, categories));
  }

  /** All rows in blocks, and the end of the row group. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Object collect() {
    for (int from = 0; from < ROWS; from += BLOCK) {
      collector.add(GROUP, z, new double[0], codes, order, from, from + BLOCK);
    }
    return collector.endRowGroup();
  }
}
