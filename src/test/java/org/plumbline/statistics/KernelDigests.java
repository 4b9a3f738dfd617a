package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * A program that prints the kernel it runs on and digests of moments of fixed rows, for {@link
 * KernelModesTest}. Each digest is made again and again, by code that the virtual machine compiles
 * meanwhile, and all must be one.
 */
final class KernelDigests {

  private static final long SEED = 20260301;

  private static final int REPEATS = 8;

  private static final List<String> TAME =
      List.of("gaussian", "integer", "decimal", "float", "constant", "zero", "far", "mixed");

  private KernelDigests() {}

  public static void main(String[] arguments) {
    Tile tile = Tile.fastest();
    System.out.println(tile.info().name() + " " + tile.info().bits());
    all(tile).forEach(System.out::println);
  }

  /** A line for each set of rows and precision. */
  static List<String> all(Tile tile) {
    List<String> lines = new ArrayList<>();
    for (int rows : new int[] {1, 255, 256, 257, 1500}) {
      SeededRows drawn = SeededRows.of(SEED, rows);
      for (SeededRows some : List.of(drawn, drawn.weighted())) {
        String weights = some.weights().length == 0 ? "" : " weighted";
        lines.add(rows + weights + " exact " + digest(some, Precision.EXACT, tile));
        lines.add(rows + weights + " double " + digest(some.select(TAME), Precision.DOUBLE, tile));
      }
    }
    lines.add("wide exact " + digest(SeededRows.wide(SEED, 41, 300), Precision.EXACT, tile));
    lines.add("wide double " + digest(SeededRows.wide(SEED, 41, 900), Precision.DOUBLE, tile));
    return lines;
  }

  private static String digest(SeededRows rows, Precision precision, Tile tile) {
    String first = rows.collect(precision, tile).digest();
    for (int repeat = 1; repeat < REPEATS; repeat++) {
      String again = rows.collect(precision, tile).digest();
      if (!again.equals(first)) {
        throw new IllegalStateException(
            "seed %d: repeat %d of %d rows of %s in %s gives %s after %s"
                .formatted(SEED, repeat, rows.rows(), rows.names(), precision, again, first));
      }
    }
    return first;
  }
}
