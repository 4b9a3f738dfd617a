package org.plumbline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.deploy.SparkSubmit;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.apache.spark.launcher.JavaModuleOptions;
import org.plumbline.Failure;
import scala.Option;

/** A call of spark-submit in cluster mode, with the settings as it reads them from everywhere. */
final class SparkSubmission {
  /** A standalone cluster passes the default ones over; the user's own are kept after ours. */
  private static final String JAVA_OPTIONS = "spark.driver.extraJavaOptions";

  private final List<String> given;
  private final String jar;
  private final String master;
  private final SparkConf settings;

  private SparkSubmission(List<String> given, String jar, SparkSubmitArguments read) {
    this.given = given;
    this.jar = jar;
    this.master = read.maybeMaster().getOrElse(() -> "local[*]");
    this.settings = read.toSparkConf(Option.empty());
  }

  /**
   * @throws Failure USAGE for what spark-submit refuses, and without a master in a cluster
   */
  static SparkSubmission of(SparkOptions options, String jar) {
    List<String> given = new ArrayList<>(List.of("--deploy-mode", "cluster"));
    options.master.ifPresent(master -> given.addAll(List.of("--master", master)));
    options.propertiesFile.ifPresent(
        file -> given.addAll(List.of("--properties-file", file.toString())));
    options.settings.forEach(setting -> given.addAll(List.of("--conf", setting)));
    SparkSubmission submission = new SparkSubmission(given, jar, read(given, jar));
    if (submission.master.startsWith("local")) {
      throw new Failure(
          Failure.Kind.USAGE,
          "--deploy-mode cluster: master " + submission.master + " is this machine",
          "name the cluster's with --master, such as spark://HOST:7077 or yarn");
    }
    return submission;
  }

  private static SparkSubmitArguments read(List<String> given, String jar) {
    try {
      return new SparkSubmit().parseArguments(with(given, jar, List.of()));
    } catch (Exception refused) { // Spark's is checked and not declared
      throw new Failure(
          Failure.Kind.USAGE,
          Configurations.oneLine(String.valueOf(refused.getMessage())),
          "correct --master, --properties-file or --spark",
          refused);
    }
  }

  String master() {
    return master;
  }

  /** Hadoop as the driver will have it, as far as its settings come from here. */
  Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(settings);
  }

  /**
   * Submits a driver. A standalone cluster's client ends this process itself, with 0 where the
   * driver was taken.
   *
   * @param driver its arguments
   * @throws Failure UNAVAILABLE where the cluster refuses it
   */
  void submit(List<String> driver) {
    String options =
        Stream.of(JavaModuleOptions.defaultModuleOptions(), settings.get(JAVA_OPTIONS, ""))
            .map(String::strip)
            .collect(Collectors.joining(" "))
            .strip();
    List<String> all = new ArrayList<>(given);
    all.addAll(List.of("--conf", JAVA_OPTIONS + "=" + options));
    try {
      new SparkSubmit().doSubmit(with(all, jar, driver));
    } catch (Exception refused) { // as above
      throw Masters.refused(master, refused);
    }
  }

  private static String[] with(List<String> options, String jar, List<String> arguments) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--class", Plumbline.class.getName(), jar));
    all.addAll(arguments);
    return all.toArray(String[]::new);
  }
}
