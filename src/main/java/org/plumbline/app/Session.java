package org.plumbline.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.plumbline.Failure;
import org.plumbline.cycle.SparkSource;

/** The Spark session of this process, embedded where nothing names a master. */
final class Session implements SparkSource {
  /** Settings under which Spark would pass over data in silence. */
  private static final List<String> SILENT_LOSS =
      List.of("spark.sql.files.ignoreCorruptFiles", "spark.sql.files.ignoreMissingFiles");

  private static final String MASTER = "spark.master";

  private final SparkConf settings;
  private final Consumer<SparkSession> onStart;
  private SparkSession spark;
  private double startSeconds;

  private Session(SparkConf settings, Consumer<SparkSession> onStart) {
    this.settings = settings;
    this.onStart = onStart;
  }

  /**
   * A session as the options say, which is not started yet.
   *
   * @param onStart given the session once it is started
   * @throws Failure USAGE for options that are not served, CONFIGURATION for settings under which
   *     data could be lost
   */
  static Session prepare(SparkOptions options, Consumer<SparkSession> onStart) {
    return new Session(settings(options), onStart);
  }

  @Override
  public synchronized SparkSession session() {
    if (spark == null) {
      long start = System.nanoTime();
      spark = started();
      startSeconds = (System.nanoTime() - start) / 1e9;
      onStart.accept(spark);
    }
    return spark;
  }

  /**
   * @throws Failure UNAVAILABLE where there is no Spark at the master
   */
  private SparkSession started() {
    Masters.requireThere(settings.get(MASTER));
    try {
      return SparkSession.builder().config(settings).getOrCreate();
    } catch (RuntimeException refused) {
      throw Masters.refused(settings.get(MASTER), refused);
    }
  }

  @Override
  public SparkConf settings() {
    return settings;
  }

  @Override
  public synchronized OptionalDouble startSeconds() {
    return spark == null ? OptionalDouble.empty() : OptionalDouble.of(startSeconds);
  }

  /** Hadoop's configuration as Spark makes it of its settings, {@code spark.hadoop.*} included. */
  Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(settings);
  }

  /** The Spark settings that the options make, on top of those of spark-submit. */
  static SparkConf settings(SparkOptions options) {
    refuseCluster(options);
    SparkConf conf = new SparkConf();
    options.propertiesFile.ifPresent(file -> read(file, conf));
    options.master.ifPresent(conf::setMaster);
    for (String setting : options.settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new Failure(
            Failure.Kind.USAGE,
            "--spark " + setting + ": a value is missing",
            "write --spark KEY=VALUE");
      }
      conf.set(setting.substring(0, equals), setting.substring(equals + 1));
    }
    conf.setIfMissing(MASTER, "local[*]");
    conf.setIfMissing("spark.app.name", "plumbline");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    if (conf.get(MASTER).startsWith("local[")) {
      conf.setIfMissing("spark.driver.host", "localhost");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    refuseSilentLoss(conf);
    return conf;
  }

  private static void refuseCluster(SparkOptions options) {
    options
        .deployMode
        .filter(mode -> !mode.equals("client"))
        .ifPresent(
            mode -> {
              throw new Failure(
                  Failure.Kind.USAGE,
                  "--deploy-mode " + mode + ": this process is a driver in client mode",
                  "write --deploy-mode client or leave it out; jobs/plumbline serves cluster for"
                      + " commands that write a --result");
            });
  }

  private static void refuseSilentLoss(SparkConf conf) {
    for (String key : SILENT_LOSS) {
      if (Boolean.parseBoolean(conf.get(key, "false").strip())) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            key + " = true: rows of damaged or missing files would be left out in silence",
            "set it to false");
      }
    }
  }

  private static void read(Path file, SparkConf conf) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException unreadable) {
      throw new Failure(
          Failure.Kind.MISSING_INPUT,
          "--properties-file " + file + ": it cannot be read",
          "name a readable file",
          unreadable);
    }
    properties.stringPropertyNames().forEach(key -> conf.set(key, properties.getProperty(key)));
  }
}
