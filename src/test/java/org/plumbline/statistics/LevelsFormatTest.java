package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;

/** Stored sums by level outlive the program that made them. */
class LevelsFormatTest {

  private static final LevelLayout LAYOUT =
      new LevelLayout(
          List.of("integer", "fraction", "label"),
          List.of(
              new LevelLayout.Category("city", List.of("fraction")),
              new LevelLayout.Category("kind", List.of())));

  @Test
  void valuesAndFormChangeOnlyWithTheKindVersion() throws IOException {
    String name = "levels-v%d.hex".formatted(Levels.kindVersion());
    try (InputStream golden = getClass().getResourceAsStream(name)) {
      assertThat(golden)
          .as("%s is missing: add it, the old one stays with its version", name)
          .isNotNull();
      String expected = new String(golden.readAllBytes(), StandardCharsets.US_ASCII).strip();
      assertThat(HexFormat.of().formatHex(levels().encode()))
          .as("stored values changed: raise Levels.kindVersion()")
          .isEqualTo(expected);
      assertThat(Levels.decode(LAYOUT, HexFormat.of().parseHex(expected))).isEqualTo(levels());
    }
  }

  private static Levels levels() {
    int rows = 90;
    double[][] z = new double[3][rows];
    double[] weights = new double[rows];
    int[] city = new int[rows];
    int[] kind = new int[rows];
    int[] order = new int[rows];
    for (int r = 0; r < rows; r++) {
      int drawn = r * 7919 % 1009;
      z[0][r] = drawn - 500;
      z[1][r] = drawn / 7.0;
      z[2][r] = r / 10.0;
      weights[r] = r % 3 == 0 ? 1 : drawn / 1009.0;
      city[r] = drawn % 4;
      kind[r] = drawn % 3 == 0 ? 1 : 0;
      order[r] = r;
    }
    Group group = new Group(1, 0);
    LevelCollector collector = new LevelCollector(LAYOUT);
    collector.take(
        z,
        weights,
        List.of(
            new LevelCollector.Codes(city, List.of("ulm", "\uD83D\uDE00", "", Levels.MISSING)),
            new LevelCollector.Codes(kind, List.of("flat", "house"))));
    collector.add(group, order, 0, rows);
    return collector.endRowGroup().get(group);
  }

  @Test
  void digestIsOfLevelsCountsAndSumsNotOfColumnNames() {
    LevelLayout renamed =
        new LevelLayout(
            List.of("a", "b", "c"),
            List.of(
                new LevelLayout.Category("d", List.of("b")),
                new LevelLayout.Category("e", List.of())));
    assertThat(levels().named(renamed).digest()).isEqualTo(levels().digest());
    assertThat(levels().times(2).digest()).isNotEqualTo(levels().digest());
    assertThatThrownBy(() -> levels().named(LevelLayout.none(List.of("a", "b", "c"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void emptyAndWithoutCategories() {
    Levels empty = Levels.empty(LAYOUT);
    assertThat(Levels.decode(LAYOUT, empty.encode())).isEqualTo(empty);
    Levels none = Levels.empty(LevelLayout.none(List.of("y")));
    assertThat(Levels.decode(none.layout(), none.encode())).isEqualTo(none);
    assertThat(empty.plus(levels())).isEqualTo(levels());
  }

  @Test
  void everyCutIsTold() {
    byte[] whole = levels().encode();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertDamaged(() -> Levels.decode(LAYOUT, cut));
    }
    assertDamaged(() -> Levels.decode(LAYOUT, Arrays.copyOf(whole, whole.length + 1)));
  }

  @Test
  void anotherFormShapeOrOrderIsTold() {
    byte[] form = levels().encode();
    form[0] = 2;
    assertDamaged(() -> Levels.decode(LAYOUT, form));
    assertDamaged(() -> Levels.decode(LevelLayout.none(LAYOUT.columns()), levels().encode()));
    byte[] order = levels().encode();
    String text = new String(order, StandardCharsets.ISO_8859_1);
    order[text.indexOf("ulm")] = ' ';
    assertDamaged(() -> Levels.decode(LAYOUT, order));
  }

  private static void assertDamaged(ThrowingCallable decoding) {
    assertThatThrownBy(decoding)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.IO))
        .hasMessageContaining("damaged");
  }
}
