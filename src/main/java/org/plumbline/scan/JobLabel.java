package org.plumbline.scan;

import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/** Names Spark jobs in words, for those who watch the cluster. */
final class JobLabel {

  private static final String GROUP = "spark.jobGroup.id";
  private static final String DESCRIPTION = "spark.job.description";

  private JobLabel() {}

  /**
   * Runs jobs of this thread under a description, and restores the previous one. A group that is
   * set already stays, so that who set it can still cancel all of its jobs.
   */
  static <R> R during(SparkContext spark, String description, Supplier<R> jobs) {
    String group = spark.getLocalProperty(GROUP);
    String before = spark.getLocalProperty(DESCRIPTION);
    try {
      spark.setLocalProperty(GROUP, group == null ? description : group);
      spark.setLocalProperty(DESCRIPTION, description);
      return jobs.get();
    } finally {
      spark.setLocalProperty(GROUP, group);
      spark.setLocalProperty(DESCRIPTION, before);
    }
  }
}
