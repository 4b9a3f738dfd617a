package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.Failure;

class ConfigurationsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3a://bucket/sales    | s3a://bucket/sales",
        "/data//sales # today  | /data//sales # today",
        "plain                 | plain",
        "\"quoted # text\"     | quoted # text",
        "a = b, c              | a = b, c",
        "hdfs://n:8020/a       | hdfs://n:8020/a"
      })
  void overridesThatAreNoHoconAreTakenAsTheyStand(String text, String value) throws IOException {
    assertThat(one("data.table.path=" + text).settings().value(DataKeys.DATA_PATH))
        .isEqualTo(value);
  }

  @Test
  void overridesAreReadAsHocon() throws IOException {
    JobConfig job =
        one(
            "data.features=[area, { column = age, missing = drop }]",
            "split.holdout=0.5",
            "training.window=30 days",
            "training.intercept=false");

    assertThat(job.settings().value(DataKeys.FEATURES))
        .extracting(Feature::column)
        .containsExactly("area", "age");
    assertThat(job.settings().value(TrainingKeys.HOLDOUT)).isEqualTo(0.5);
    assertThat(job.settings().optional(TrainingKeys.WINDOW)).hasValue(30);
    assertThat(job.settings().value(TrainingKeys.INTERCEPT)).isFalse();
  }

  @Test
  void laterOverridesWin() throws IOException {
    assertThat(one("name=first", "name=second").name()).isEqualTo("second");
  }

  @Test
  void aFolderIsReadInOrderOfName() throws IOException {
    for (String name : List.of("b", "a", "c")) {
      Files.writeString(
          folder.resolve(name + ".conf"), Configured.BASE + "name = model-" + name + "\n");
    }
    Files.writeString(folder.resolve("notes.txt"), "no configuration");

    assertThat(Configurations.read(folder, List.of()))
        .extracting(JobConfig::name)
        .containsExactly("model-a", "model-b", "model-c");
  }

  @Test
  void anEmptyFolderIsNoConfiguration() {
    Failure failure =
        catchThrowableOfType(Failure.class, () -> Configurations.read(folder, List.of()));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.MISSING_INPUT);
    assertThat(failure).hasMessage(folder + ": no *.conf in this folder");
  }

  @Test
  void referencesAreResolved() throws IOException {
    assertThat(one("name=${data.label}").name()).isEqualTo("price");
  }

  private JobConfig one(String... overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("house.conf"), Configured.BASE);
    return Configurations.read(file, List.of(overrides)).get(0);
  }
}
