package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.plumbline.Failure;

/**
 * The memory that statistics and their fit take, beside what there is.
 *
 * @param label of the table, for messages
 * @param driver what is held on the driver at once
 * @param task what one task holds at once
 * @param results what all tasks of the pass send to the driver
 */
record Forecast(String label, List<Item> driver, List<Item> task, Amount results, Memory memory) {

  /**
   * Bytes.
   *
   * @param certain what is held whatever the values are
   * @param likely what real numbers take
   */
  record Amount(long certain, long likely) {}

  record Item(String what, Amount bytes) {}

  Forecast {
    driver = List.copyOf(driver);
    task = List.copyOf(task);
  }

  /** What the driver's process takes, the tasks in it among that. */
  Amount ofDriver() {
    Amount own = sum(driver);
    if (memory.executors() == Memory.Executors.PROCESSES) {
      return own;
    }
    Amount tasks = ofExecutor();
    return new Amount(
        Math.max(own.certain(), tasks.certain()), Math.addExact(own.likely(), tasks.likely()));
  }

  /** What one task takes. */
  Amount ofTask() {
    return sum(task);
  }

  /** What the tasks take that run at once in one process. */
  Amount ofExecutor() {
    Amount one = ofTask();
    return new Amount(one.certain() * memory.tasksAtOnce(), one.likely() * memory.tasksAtOnce());
  }

  private static Amount sum(List<Item> items) {
    return new Amount(
        total(items, item -> item.bytes().certain()), total(items, item -> item.bytes().likely()));
  }

  private static long total(List<Item> items, ToLongFunction<Item> bytes) {
    return items.stream().mapToLong(bytes).sum();
  }

  /**
   * Refuses what is certain not to fit.
   *
   * @throws Failure CONFIGURATION with the limit and what to do
   */
  void refuse() {
    Amount ofDriver = ofDriver();
    if (ofDriver.certain() > memory.driverHeap()) {
      boolean tasksTakeIt = ofDriver.certain() > sum(driver).certain();
      throw refused(tasksTakeIt ? task : driver, Place.DRIVER, ofDriver, memory.driverHeap());
    }
    Amount ofExecutor = ofExecutor();
    if (ofExecutor.certain() > memory.executorHeap()) {
      throw refused(task, Place.EXECUTOR, ofExecutor, memory.executorHeap());
    }
    if (results.certain() > memory.mostResults()) {
      throw failure(
          "the results of the tasks are at least %s together, and spark.driver.maxResultSize is %s"
              .formatted(words(results.certain()), words(memory.mostResults())),
          "Set spark.driver.maxResultSize to " + setting(results.likely()));
    }
  }

  /** A process of the run. */
  private enum Place {
    DRIVER("on the driver") {
      @Override
      String remedy(String heap) {
        return "Give the driver a heap of %s (spark.driver.memory; without spark-submit JAVA_TOOL_OPTIONS=-Xmx%s)"
            .formatted(heap, heap);
      }
    },
    EXECUTOR("on an executor") {
      @Override
      String remedy(String heap) {
        return "Set spark.executor.memory to " + heap;
      }
    };

    private final String words;

    Place(String words) {
      this.words = words;
    }

    abstract String remedy(String heap);
  }

  private Failure refused(List<Item> items, Place place, Amount needed, long heap) {
    Item largest =
        items.stream().max(Comparator.comparingLong(item -> item.bytes().certain())).orElseThrow();
    return failure(
        "statistics and fit take at least %s %s, %s of it %s, and its heap is %s"
            .formatted(
                words(needed.certain()),
                place.words,
                words(largest.bytes().certain()),
                largest.what(),
                words(heap)),
        place.remedy(setting(needed.likely())));
  }

  private Failure failure(String problem, String remedy) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        label + ": " + problem,
        remedy + ", or have fewer terms, fewer folds or larger files.");
  }

  /** What is likely not to fit, in words. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    doubt(ofDriver(), "the driver's heap", memory.driverHeap()).ifPresent(doubts::add);
    if (memory.executors() == Memory.Executors.PROCESSES) {
      doubt(ofExecutor(), "an executor's heap", memory.executorHeap()).ifPresent(doubts::add);
    }
    doubt(results, "spark.driver.maxResultSize", memory.mostResults()).ifPresent(doubts::add);
    return doubts;
  }

  private static Optional<String> doubt(Amount needed, String limit, long most) {
    return needed.likely() <= most
        ? Optional.empty()
        : Optional.of(
            "Memory may not suffice: %s is likely to be taken of %s, which is %s; set it to %s."
                .formatted(words(needed.likely()), limit, words(most), setting(needed.likely())));
  }

  /** Bytes for people, in decimal units. */
  private static String words(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = bytes;
    int unit = 0;
    while (value >= 999.95 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }

  /** As Spark's settings are written, with a quarter more for what is not foretold. */
  private static String setting(long bytes) {
    return (long) Math.ceil(1.25 * bytes / (1L << 30)) + "g";
  }
}
