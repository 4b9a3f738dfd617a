package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stored distributions outlive the program that made them. The golden files hold, by kind version,
 * the encoded distributions of fixed rows.
 */
class DistributionGoldenTest {

  static Stream<Arguments> distributions() {
    return Stream.of(
        Arguments.of("numbers", numbers()),
        Arguments.of(
            "category",
            new CategoryDistribution(300, 7, Map.of("", 1L, "flat", 500L, "é", 70_000L))));
  }

  private static NumberDistribution numbers() {
    NumberCollector collector = new NumberCollector();
    for (int row = 0; row < 2_000; row++) {
      collector.add(row * 7919 % 1009 / 7.0 - 40);
    }
    collector.add(0);
    collector.add(1e300);
    collector.add(Double.NaN);
    collector.add(Double.NEGATIVE_INFINITY);
    collector.addNulls(300);
    return collector.end();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("distributions")
  void valuesAndFormChangeOnlyWithTheKindVersion(String kind, Distribution distribution)
      throws IOException {
    String name = "distribution-%s-v%d.hex".formatted(kind, Distribution.kindVersion());
    try (InputStream golden = getClass().getResourceAsStream(name)) {
      assertThat(golden)
          .as("%s is missing: add it, the old one stays with its version", name)
          .isNotNull();
      String expected = new String(golden.readAllBytes(), StandardCharsets.US_ASCII).strip();
      assertThat(HexFormat.of().formatHex(distribution.encode()))
          .as("stored values changed: raise Distribution.kindVersion()")
          .isEqualTo(expected);
      assertThat(Distribution.decode(HexFormat.of().parseHex(expected))).isEqualTo(distribution);
    }
  }
}
