package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.Feature;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.MissingValues;
import org.plumbline.features.UnseenLevels;
import org.plumbline.model.Result;
import org.plumbline.regression.CoefficientLimits;
import org.plumbline.regression.Curve;
import org.plumbline.regression.Penalty;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Storage;

/** The same rows and configuration give the same model.json, however Spark runs the tasks. */
@Tag("cluster")
class SameBytesTest {

  private static final Storage DISK = new HadoopStorage(new Configuration());

  /** A category, gaps, and slopes by level: every kind of statistics. */
  private static final List<Feature> FEATURES =
      List.of(
          new Feature.Numeric(
              new Definition.NumberTerm("area"), MissingValues.IMPUTE_WITH_INDICATOR),
          new Feature.Levels(
              new Category.OfColumn("rooms"),
              new Feature.LevelChoice(Optional.empty(), 0, 10),
              UnseenLevels.REFUSE,
              MissingLevels.LEVEL),
          new Feature.Slopes(
              new Category.OfColumn("rooms"),
              new Definition.NumberTerm("area"),
              MissingValues.IMPUTE));

  private static final Specification.Penalizing ELASTIC_NET =
      new Specification.Penalizing(
          new Penalty(new Penalty.Lambdas.Path(), List.of(0.5, 1.0), true, CoefficientLimits.NONE),
          Curve.Choice.MINIMUM,
          FoldsBy.HASH);

  @TempDir private Path folder;

  /** What a worker looks for in a Spark distribution; the jars come from this class path. */
  @BeforeAll
  static void layOutSparkHome() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
  }

  @Test
  void oneTaskManyTasksAndAClusterThatLosesAnExecutorGiveTheSameBytes() throws TimeoutException {
    List<String> one;
    int few;
    try (Started local = start("local[1]", Map.of())) {
      write(local.spark());
      one = models(local, "one", table());
      few = local.tasks();
    }
    try (Started local = start("local[8]", Map.of())) {
      assertThat(models(local, "many", table())).isEqualTo(one);
      assertThat(local.tasks()).isGreaterThan(few);
    }
    Map<String, String> cluster =
        Map.of(
            "spark.executor.extraClassPath",
            System.getProperty("java.class.path"),
            "spark.executor.memory",
            "512m",
            // Narrower registers than the driver's, where it has wider ones.
            "spark.executor.extraJavaOptions",
            "-XX:UseAVX=2",
            "spark.hadoop.fs.file.impl",
            HaltingFileSystem.class.getName(),
            "spark.hadoop." + HaltingFileSystem.MARKER,
            folder.resolve("halted").toString());
    try (Started two = start("local-cluster[2,1,1024]", cluster)) {
      assertThat(models(two, "cluster", table())).isEqualTo(one);
      assertThat(two.executorsLost()).isEqualTo(1);
    }
  }

  private String table() {
    return "file://" + folder.resolve("sales");
  }

  private void write(SparkSession spark) {
    spark
        .sql(
            "select id as sale_id, date_add(date'2026-01-01', int(id % 4)) as day,"
                + " if(id % 17 = 0, null, 50 + 100 * rand(1)) as area, int(1 + id % 5) as rooms,"
                + " 1e6 * randn(2) as price from range(0, 200000, 1, 1)")
        .write()
        .option("parquet.block.size", 1 << 18)
        .option("parquet.page.size", 1 << 16)
        .parquet(folder.resolve("sales").toString());
  }

  /** The models of plain numbers, of every kind of feature, and of these under a penalty. */
  private List<String> models(Started session, String home, String table) throws TimeoutException {
    Bench bench = new Bench(folder.resolve(home).toString(), session.spark());
    Specification plain =
        bench.specification(table, 0.25, List.of("area", "rooms"), MissingPolicy.DROP);
    Specification every = Bench.of(FEATURES, bench.specification(table));
    session.forget();
    return List.of(
        model(bench, plain),
        model(bench, every),
        model(bench, Bench.penalized(every, ELASTIC_NET)));
  }

  private static String model(Bench bench, Specification specification) {
    Command train = new Command.Train(Command.Train.CrossChecking.OFF);
    Result result = bench.run(specification, train, 4);
    assertThat(result.error()).isEmpty();
    String id = result.model().orElseThrow().id();
    byte[] bytes = DISK.read(bench.registry().layout().modelRecord(id)).orElseThrow();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Started start(String master, Map<String, String> settings) {
    SparkSession.Builder builder = SparkSessions.builder().master(master);
    settings.forEach(builder::config);
    // The number of cuts follows the cores again, as outside of tests.
    builder.config("spark.default.parallelism", master.equals("local[8]") ? "8" : "1");
    return new Started(builder.getOrCreate());
  }

  /** A session that is stopped, so that the next one may start; it counts tasks and losses. */
  private static final class Started implements AutoCloseable {

    private final SparkSession spark;
    private final AtomicInteger tasks = new AtomicInteger();
    private final AtomicInteger executorsLost = new AtomicInteger();

    Started(SparkSession spark) {
      this.spark = spark;
      spark
          .sparkContext()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd end) {
                  tasks.incrementAndGet();
                }

                @Override
                public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
                  executorsLost.incrementAndGet();
                }
              });
    }

    SparkSession spark() {
      return spark;
    }

    void forget() throws TimeoutException {
      settle();
      tasks.set(0);
    }

    int tasks() throws TimeoutException {
      settle();
      return tasks.get();
    }

    int executorsLost() throws TimeoutException {
      settle();
      return executorsLost.get();
    }

    /** Listeners hear of events later, in their own thread. */
    private void settle() throws TimeoutException {
      spark.sparkContext().listenerBus().waitUntilEmpty();
    }

    @Override
    public void close() {
      spark.stop();
    }
  }
}
