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

/** The loops of a tile over the rows of a panel: nanoseconds a panel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TileKernels {
  private static final int ROWS = RowBuffer.PANEL_ROWS;
  private static final int BLOCKS = 4;
  private static final int COLUMNS = BLOCKS * Tile.WIDTH;

  @Param({"fastest", "scalar"})
  String kind;

  private final double[] panel = new double[BLOCKS * Panels.BLOCK];
  private final double[] slices = new double[3 * ROWS];
  private final double[] rest = new double[ROWS];
  private final Tile.Product product =
      new Tile.Product(panel, panel, ROWS, new double[Tile.HEIGHT * COLUMNS], COLUMNS);
  private Tile tile;

  /** Seeded values. */
  @Setup
  public void fill() {
    tile = kind.equals("scalar") ? Tile.scalar() : Tile.fastest();
    Random random = new Random(1);
    for (int k = 0; k < panel.length; k++) {
      panel[k] = random.nextGaussian();
    }
  }

  /** HEIGHT lines of sums with four blocks of columns. */
  @Benchmark
  public double[] multiply() {
    tile.multiply(product, 0, 0, 0, BLOCKS);
    return product.sums();
  }

  /** The look at a column before it is cut. */
  @Benchmark
  public Object survey() {
    return tile.survey(panel, 0, ROWS);
  }

  /** Three slices of a column at once. */
  @Benchmark
  public int cut() {
    return tile.cutThree(panel, 0, 0x1p20, ROWS, slices, 0, rest);
  }
}
