package org.plumbline.app;

import com.typesafe.config.ConfigFactory;
import java.util.List;

/** Configurations for tests: a small one that is complete, with lines on top. */
final class Configured {
  static final String BASE =
      """
      name = house-prices
      home = target/none/home
      data {
        table { format = delta, path = target/none/sales }
        key = [sale_id]
        event-time = sold_on
        label = price
        features = [area, rooms]
      }
      """;

  private Configured() {}

  /** The base with lines that replace or add settings. */
  static JobConfig with(String... lines) {
    String text = BASE + String.join("\n", lines);
    return new JobConfig(Settings.of(ConfigFactory.parseString(text).resolve()));
  }

  static String digest(String... lines) {
    return ConfigurationDigest.of(with(lines).settings());
  }

  static List<Settings.Line> lines(String... lines) {
    return with(lines).settings().lines();
  }
}
