package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session before it is started. */
class SessionTest {

  @Test
  void hadoopIsConfiguredBySettingsOfSparkWithoutStartingIt(@TempDir Path folder)
      throws IOException {
    Path properties = Files.writeString(folder.resolve("a.conf"), "spark.hadoop.a.file  filed\n");
    SparkOptions options = new SparkOptions();
    options.propertiesFile = Optional.of(properties);
    options.settings = List.of("spark.hadoop.fs.s3a.endpoint=here", "spark.other=there");
    Session session =
        Session.prepare(
            options,
            started -> {
              throw new AssertionError("Spark was started");
            });

    Configuration hadoop = session.hadoop();

    assertThat(hadoop.get("fs.s3a.endpoint")).isEqualTo("here");
    assertThat(hadoop.get("a.file")).isEqualTo("filed");
    assertThat(hadoop.get("spark.other")).isNull();
    assertThat(session.startSeconds()).isEmpty();
  }
}
