package org.plumbline.statistics;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The distribution of one column, on one thread: microseconds a column. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DistributionKernels {

  /** What a column may hold. */
  public enum Values {
    GAUSSIAN,
    WHOLE
  }

  /** A day of a small file, and a part of a large one. */
  @Param({"2000", "500000"})
  int rows;

  @Param Values values;

  private double[] column;

  /** Seeded rows. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    column = new double[rows];
    for (int row = 0; row < rows; row++) {
      column[row] = values == Values.GAUSSIAN ? random.nextGaussian() : random.nextInt(1_000_000);
    }
  }

  @Benchmark
  public NumberDistribution distribution() {
    NumberCollector collector = new NumberCollector();
    collector.add(column, 0, rows);
    return collector.end();
  }
}
