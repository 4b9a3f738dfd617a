package org.plumbline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.table.Json;

/** The record formats of version 1: what is written stays byte for byte, what was written reads. */
class GoldenRecordsTest {

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of("model.json", Samples.model()),
        Arguments.of("model-features.json", Samples.featured()),
        Arguments.of("trained.json", Samples.trained()),
        Arguments.of("baseline.json", Samples.baseline()),
        Arguments.of("snapshot.json", Samples.snapshot("c0ffee")),
        Arguments.of("train.json", Samples.train()),
        Arguments.of("evaluation.json", Samples.evaluation()),
        Arguments.of("decision.json", Samples.decision()),
        Arguments.of("champion.json", Samples.champion()),
        Arguments.of("scores.json", Samples.scores()),
        Arguments.of("monitoring.json", Samples.monitoring()),
        Arguments.of("result.json", Samples.result()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void recordsAreWrittenAsTheirGoldenFile(String file, Object record) throws IOException {
    assertThat(new String(Json.pretty(record), StandardCharsets.UTF_8))
        .isEqualTo(new String(golden(file), StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void goldenFilesAreReadAsTheirRecord(String file, Object record) throws IOException {
    assertThat((Object) Json.read(golden(file), record.getClass(), file)).isEqualTo(record);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void theFirstKeyIsTheFormatVersion(String file, Object record) throws IOException {
    List<String> lines = new String(golden(file), StandardCharsets.UTF_8).lines().toList();
    assertThat(record).isNotNull();
    assertThat(lines.get(1)).isEqualTo("  \"format-version\": 1,");
  }

  private static byte[] golden(String file) throws IOException {
    try (InputStream stream =
        GoldenRecordsTest.class.getResourceAsStream("/golden/records/v1/" + file)) {
      assertThat(stream).as("golden file " + file).isNotNull();
      return stream.readAllBytes();
    }
  }
}
