package org.plumbline;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session that tests share: two cores, no web pages, Delta's extension for readers.
 */
public final class SparkSessions {

  private SparkSessions() {}

  /**
   * The shared session: two cores, tasks tried up to four times. Never stop it: other test classes
   * use it too.
   */
  public static SparkSession shared() {
    return Holder.SESSION;
  }

  /** What every session of the tests is configured with, but for its master. */
  public static SparkSession.Builder builder() {
    return SparkSession.builder()
        .appName("plumbline-tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.default.parallelism", "2")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.speculation", true)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.files.ignoreCorruptFiles", "false")
        .config("spark.sql.files.ignoreMissingFiles", "false")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .config("spark.sql.warehouse.dir", Path.of("target", "warehouse").toUri().toString())
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
  }

  private static final class Holder {
    private static final SparkSession SESSION = builder().master("local[2,4]").getOrCreate();
  }
}
