package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest heap at which a fit finishes, in steps of 128 MB.
 *
 * @param heaps of ours and of MLlib's fits
 */
record Heaps(LocalDate date, String machine, List<Heap> heaps) {
  private static final int STEP = 128;
  private static final List<String> SIDES = List.of("fit-exact", "fit-double", "fit-mllib");
  private static final List<Table> TABLES = List.of(Table.NARROW, Table.WIDE);

  /**
   * @param table of {@link Table}, by name
   */
  record Heap(String table, String side, int megabytes) {}

  static Heaps measure(Measuring measuring) throws IOException {
    List<Heap> heaps = new ArrayList<>();
    for (Table table : TABLES) {
      for (String side : SIDES) {
        heaps.add(heap(side, table, measuring));
      }
    }
    heaps.add(heap("fit-double", Table.BROAD, measuring));
    return new Heaps(Machine.today(), Machine.description(), heaps);
  }

  private static Heap heap(String side, Table table, Measuring measuring) throws IOException {
    int megabytes = smallest(side, table, measuring.made(table));
    System.err.println(side + " of " + table.folder() + " finishes in " + megabytes + " MB");
    return new Heap(table.name(), side, megabytes);
  }

  /** By bisection: what finishes in a heap finishes in a larger one. */
  private static int smallest(String side, Table table, Path folder) {
    int tooSmall = 0;
    int enough = SideProcess.HEAP_MEGABYTES;
    while (enough - tooSmall > STEP) {
      int middle = (tooSmall + enough) / 2 / STEP * STEP;
      if (finishes(side, table, folder, middle)) {
        enough = middle;
      } else {
        tooSmall = middle;
      }
    }
    return enough;
  }

  private static boolean finishes(String side, Table table, Path folder, int megabytes) {
    try (SideProcess process = new SideProcess(side, table, folder, megabytes)) {
      process.run();
      return true;
    } catch (IOException ended) {
      // Out of memory, or less than Spark accepts: its message is on standard error.
      return false;
    }
  }
}
