package org.plumbline.app;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkUserAppException;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * A driver that a cluster started. Its resource manager calls {@code main} within a process of its
 * own, and sees success where it returns and failure where it throws; leaving by {@code
 * System.exit} would look like a driver that died.
 */
final class ClusterDriver {
  private ClusterDriver() {}

  static boolean isThisProcess() {
    return new SparkConf().get("spark.submit.deployMode", "client").equals("cluster");
  }

  /**
   * Gives the executors back, since nothing ends the process while Spark's threads are at work.
   *
   * @throws SparkUserAppException where the exit code is not 0
   */
  static void end(int exitCode) throws SparkUserAppException {
    Option<SparkSession> session = SparkSession.getDefaultSession();
    if (session.isDefined()) {
      session.get().stop();
    }
    if (exitCode != 0) {
      throw new SparkUserAppException(exitCode, null);
    }
  }
}
