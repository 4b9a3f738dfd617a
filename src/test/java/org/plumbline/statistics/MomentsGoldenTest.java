package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stored moments outlive the program that made them. The golden files hold, by precision and kind
 * version, the encoded moments of fixed rows.
 */
class MomentsGoldenTest {

  private static final List<String> COLUMNS = List.of("integer", "fraction", "far", "label");

  @ParameterizedTest
  @EnumSource
  void valuesAndFormChangeOnlyWithTheKindVersion(Precision precision) throws IOException {
    String name =
        "moments-%s-v%d.hex"
            .formatted(precision.name().toLowerCase(Locale.ROOT), Moments.kindVersion(precision));
    try (InputStream golden = getClass().getResourceAsStream(name)) {
      assertThat(golden)
          .as("%s is missing: add it, the old one stays with its version", name)
          .isNotNull();
      String expected = new String(golden.readAllBytes(), StandardCharsets.US_ASCII).strip();
      Moments moments = moments(precision);
      assertThat(HexFormat.of().formatHex(moments.encode()))
          .as("stored values changed: raise Moments.kindVersion(%s)", precision)
          .isEqualTo(expected);
      assertThat(Moments.decode(COLUMNS, HexFormat.of().parseHex(expected))).isEqualTo(moments);
    }
  }

  private static Moments moments(Precision precision) {
    int rows = 600;
    double[][] z = new double[COLUMNS.size()][rows];
    double[] weights = new double[rows];
    int[] order = new int[rows];
    for (int r = 0; r < rows; r++) {
      int drawn = r * 7919 % 1009;
      z[0][r] = drawn - 500;
      z[1][r] = drawn / 7.0;
      z[2][r] = 1e8 + drawn / 3.0;
      z[3][r] = r / 10.0;
      weights[r] = r % 3 == 0 ? 1 : drawn / 1009.0;
      order[r] = r;
    }
    Group group = new Group(1, 0);
    MomentCollector collector = new MomentCollector(COLUMNS, precision, Tile.scalar());
    collector.add(group, z, new double[0], order, 0, 300);
    collector.add(group, z, weights, order, 300, rows);
    collector.note(group, "label", Oddity.NULL, 2);
    collector.refuse(group, 2);
    return collector.endRowGroup().get(group);
  }
}
