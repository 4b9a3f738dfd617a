package org.plumbline.cycle;

import java.util.OptionalDouble;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Where the Spark session comes from: one for all runs, started when it is first asked for, so that
 * what reads records alone does not wait for it.
 */
public interface SparkSource {

  /** The session, started by the first call. */
  SparkSession session();

  /** What it is configured with; known before it is started. */
  SparkConf settings();

  /** How long it took to start; empty while it is not started, and where it was there before. */
  OptionalDouble startSeconds();

  /** The session of a caller who has one. */
  static SparkSource of(SparkSession running) {
    return new SparkSource() {
      @Override
      public SparkSession session() {
        return running;
      }

      @Override
      public SparkConf settings() {
        return running.sparkContext().getConf();
      }

      @Override
      public OptionalDouble startSeconds() {
        return OptionalDouble.empty();
      }
    };
  }
}
