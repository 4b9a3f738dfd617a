package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;

class MomentsTest {

  private static final long SEED = 20260105;

  private static Moments moments(long seed) {
    return SeededRows.of(seed, 300).weighted().collect(Precision.EXACT, Tile.fastest());
  }

  @Test
  void theyAreACommutativeMonoid() {
    Moments a = moments(SEED);
    Moments b = moments(SEED + 1);
    Moments c = moments(SEED + 2);
    Moments empty = Moments.empty(a.columns());
    assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(empty)).isEqualTo(a);
    assertThat(Moments.sum(a.columns(), List.of(a, b, c))).isEqualTo(c.plus(a).plus(b));
    assertThat(Moments.sum(a.columns(), List.of())).isEqualTo(empty);
  }

  @Test
  void theLongestSumIsKeptAndNeverGrows() {
    Moments exact = moments(SEED);
    Moments shorter = SeededRows.of(SEED, 300).collect(Precision.DOUBLE, Tile.fastest());
    Moments longer = SeededRows.of(SEED + 1, 700).collect(Precision.DOUBLE, Tile.fastest());
    assertThat(List.of(exact, shorter, longer))
        .extracting(moments -> moments.tally().longestSum())
        .containsExactly(0L, 300L, 700L);
    Moments sum = shorter.plus(longer).plus(exact);
    assertThat(sum.tally().longestSum()).isEqualTo(700);
    assertThat(sum).isEqualTo(exact.plus(longer).plus(shorter));
    assertThat(shorter.plus(longer.plus(exact))).isEqualTo(sum);
    assertThat(longer.plus(Moments.empty(longer.columns()))).isEqualTo(longer);
    assertThat(longer.plus(longer).tally().longestSum()).isEqualTo(700);
    assertThat(longer.times(0.75).tally().longestSum()).isEqualTo(700);
    assertThat(longer.select(List.of("far", "mixed")).tally().longestSum()).isEqualTo(700);
    List<String> others = longer.columns().stream().map(name -> name + "'").toList();
    assertThat(longer.named(others).tally().longestSum()).isEqualTo(700);
    assertThat(Moments.decode(longer.columns(), longer.encode())).isEqualTo(longer);
  }

  /** A certificate differs between them, so a model's inputs must. */
  @Test
  void theDigestTellsEqualNumbersFromShorterSums() {
    double[][] z = {{1, 2, 3, 4}};
    Group group = new Group(1, 0);
    MomentCollector collector = new MomentCollector(List.of("x"), Precision.DOUBLE, Tile.fastest());
    int[] order = {0, 1, 2, 3};
    collector.add(group, z, new double[0], order, 0, 4);
    Moments whole = collector.endRowGroup().get(group);
    collector.add(group, z, new double[0], order, 0, 2);
    Moments halves = collector.endRowGroup().get(group);
    collector.add(group, z, new double[0], order, 2, 4);
    halves = halves.plus(collector.endRowGroup().get(group));
    assertThat(halves.at(1, 1)).isEqualTo(whole.at(1, 1));
    assertThat(whole.tally().longestSum()).isEqualTo(4);
    assertThat(halves.tally().longestSum()).isEqualTo(2);
    assertThat(halves.digest()).isNotEqualTo(whole.digest());
  }

  @Test
  void encodedMomentsComeBackEqual() {
    Moments noted = withOdd(moments(SEED));
    assertThat(Moments.decode(noted.columns(), noted.encode())).isEqualTo(noted);
    Moments empty = Moments.empty(List.of());
    assertThat(Moments.decode(List.of(), empty.encode())).isEqualTo(empty);
  }

  private static Moments withOdd(Moments moments) {
    Group group = new Group(0, 0);
    MomentCollector collector =
        new MomentCollector(moments.columns(), Precision.EXACT, Tile.fastest());
    collector.note(group, "größe", Oddity.NULL, 7);
    collector.refuse(group, 2);
    return moments.plus(collector.endRowGroup().get(group));
  }

  @Test
  void damagedBytesAreRefused() {
    Moments moments = withOdd(moments(SEED));
    byte[] bytes = moments.encode();
    for (int length : new int[] {0, 1, 4, 37, 100, bytes.length - 1}) {
      assertDamaged(moments, Arrays.copyOf(bytes, length));
    }
    assertDamaged(moments, Arrays.copyOf(bytes, bytes.length + 1));
    byte[] newer = bytes.clone();
    newer[0] = 2;
    assertDamaged(moments, newer);
    byte[] overlong = bytes.clone();
    overlong[37] = -1;
    assertDamaged(moments, overlong);
    assertThatThrownBy(() -> Moments.decode(List.of("x"), bytes))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("12 columns where 1 are expected");
  }

  private static void assertDamaged(Moments moments, byte[] bytes) {
    assertThatThrownBy(() -> Moments.decode(moments.columns(), bytes))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("stored moments are damaged: ");
  }

  @Test
  void theDigestIsOfCountsAndNumbersAndNotOfNames() {
    Moments moments = moments(SEED);
    List<String> others = moments.columns().stream().map(name -> name + "'").toList();
    assertThat(moments.digest()).matches("[0-9a-f]{64}").isEqualTo(moments(SEED).digest());
    assertThat(moments.named(others).digest()).isEqualTo(moments.digest());
    assertThat(moments.plus(Moments.empty(moments.columns())).digest()).isEqualTo(moments.digest());
    assertThat(moments(SEED + 1).digest()).isNotEqualTo(moments.digest());
    assertThat(withOdd(moments).digest()).isNotEqualTo(moments.digest());
  }

  @Test
  void selectionIsThatOfTheRowsColumns() {
    SeededRows rows = SeededRows.of(SEED, 400).weighted();
    List<String> chosen = List.of("mixed", "far", "gaussian");
    Moments selected = rows.collect(Precision.EXACT, Tile.fastest()).select(chosen);
    Moments direct = rows.select(chosen).collect(Precision.EXACT, Tile.fastest());
    assertThat(selected).isEqualTo(direct);
    assertThat(selected.digest()).isEqualTo(direct.digest());
    assertThat(Moments.sum(chosen, List.of(moments(SEED), direct)))
        .isEqualTo(moments(SEED).select(chosen).plus(direct));
    assertThatThrownBy(() -> selected.select(List.of("absent")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void renamedColumnsKeepTheirCounts() {
    Moments moments =
        SeededRows.of(SEED, 100)
            .select(List.of("gaussian", "integer"))
            .collect(Precision.EXACT, Tile.fastest());
    Moments swapped = moments.named(List.of("integer", "gaussian"));
    assertThat(swapped.tally().of("integer").fractions()).isEqualTo(100);
    assertThat(swapped.tally().of("gaussian")).isEqualTo(OddityCounts.ZERO);
    assertThat(swapped.at(1, 1)).isEqualTo(moments.at(1, 1));
  }

  @Test
  void aDecayBelowTheRangeOfDoubleIsRefusedByColumn() {
    Expansion tiny = Expansion.of(Math.nextUp(0x1p-800));
    Moments moments =
        Moments.of(List.of("x"), Tally.EMPTY, List.of(Expansion.of(1), Expansion.ZERO, tiny));
    assertThat(moments.times(0x1p-200).at(1, 1).value()).isEqualTo(0x1p-200 * tiny.value());
    assertThatThrownBy(() -> moments.times(0x1p-250))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("the moment of x and x times the decay");
  }

  @Test
  void theyTravelByJavaSerialisation() throws IOException, ClassNotFoundException {
    Moments moments = withOdd(moments(SEED));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(moments);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(moments);
    }
  }
}
