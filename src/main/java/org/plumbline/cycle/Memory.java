package org.plumbline.cycle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * The memory that Spark gives a run, as it is configured: known before a session is started.
 *
 * @param driverHeap of this process, bytes
 * @param executors whether tasks run in this process or in others
 * @param executorHeap of the process that runs tasks, bytes
 * @param tasksAtOnce in such a process
 * @param mostResults of one job's tasks together, bytes, serialized: {@code
 *     spark.driver.maxResultSize}; {@link Long#MAX_VALUE}: as many as there are
 */
public record Memory(
    long driverHeap, Executors executors, long executorHeap, int tasksAtOnce, long mostResults) {

  /** Where tasks run. */
  public enum Executors {
    WITHIN_DRIVER,
    PROCESSES
  }

  private static final Pattern LOCAL = Pattern.compile("local(?:\\[([0-9]+|\\*)(?:,.*)?])?");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");
  private static final long MEBIBYTE = 1L << 20;

  /** Of a session with these settings, whose driver is this process. */
  public static Memory of(SparkConf settings) {
    return of(settings, Runtime.getRuntime().maxMemory());
  }

  static Memory of(SparkConf settings, long heap) {
    long limit = settings.getSizeAsBytes("spark.driver.maxResultSize", "1g");
    long results = limit == 0 ? Long.MAX_VALUE : limit;
    int cpus = Math.max(1, settings.getInt("spark.task.cpus", 1));
    String master = settings.get("spark.master", "local[*]");
    Matcher local = LOCAL.matcher(master);
    if (local.matches()) {
      return new Memory(heap, Executors.WITHIN_DRIVER, heap, cores(local.group(1)) / cpus, results);
    }
    Matcher cluster = LOCAL_CLUSTER.matcher(master);
    if (cluster.matches()) {
      int cores = Integer.parseInt(cluster.group(2));
      long memory = Long.parseLong(cluster.group(3)) * MEBIBYTE;
      return new Memory(heap, Executors.PROCESSES, memory, Math.max(1, cores / cpus), results);
    }
    return new Memory(
        heap,
        Executors.PROCESSES,
        settings.getSizeAsBytes("spark.executor.memory", "1g"),
        Math.max(1, settings.getInt("spark.executor.cores", 1) / cpus),
        results);
  }

  private static int cores(String written) {
    if (written == null) {
      return 1;
    }
    return written.equals("*")
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(written);
  }
}
