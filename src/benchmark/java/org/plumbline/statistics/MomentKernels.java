package org.plumbline.statistics;

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

/** Moments of a row group of one group, on one thread: nanoseconds a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MomentKernels {
  private static final int ROWS = 65_536;
  private static final int BLOCK = 4_096;
  private static final Group GROUP = new Group(1, Group.NO_DAY);

  /** What the columns hold. */
  public enum Values {
    GAUSSIAN,
    HUNDREDTHS,
    WHOLE;

    double draw(Random random) {
      return switch (this) {
        case GAUSSIAN -> random.nextGaussian();
        case HUNDREDTHS -> random.nextInt(100_000) / 100.0;
        case WHOLE -> random.nextInt(1_000);
      };
    }
  }

  @Param({"10", "20", "40", "100"})
  int terms;

  @Param({"EXACT", "DOUBLE"})
  Precision precision;

  @Param({"GAUSSIAN", "HUNDREDTHS", "WHOLE"})
  Values values;

  private MomentCollector collector;
  private double[][] z;
  private int[] order;

  /** Seeded rows. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    z = new double[terms + 1][ROWS];
    for (double[] column : z) {
      for (int row = 0; row < ROWS; row++) {
        column[row] = values.draw(random);
      }
    }
    order = IntStream.range(0, ROWS).toArray();
    collector =
        new MomentCollector(
            IntStream.rangeClosed(0, terms).mapToObj(k -> "x" + k).toList(),
            precision,
            Tile.fastest());
  }

  /** All rows in blocks, and the end of the row group. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Object collect() {
    for (int from = 0; from < ROWS; from += BLOCK) {
      collector.add(GROUP, z, new double[0], order, from, from + BLOCK);
    }
    return collector.endRowGroup();
  }
}
