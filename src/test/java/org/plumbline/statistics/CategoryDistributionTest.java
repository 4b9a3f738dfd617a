package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoryDistributionTest {

  private static final Set<String> KNOWN = Set.of("level 7", "level 90");
  private static final int MOST = 20;

  @Test
  void cappedPartsAddUpToTheCappedWholeInAnyOrder() {
    for (long seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      List<String> rows = random.ints(5_000, 0, 100).mapToObj(level -> "level " + level).toList();
      CategoryDistribution whole = counted(rows).capped(KNOWN, MOST);
      List<CategoryDistribution> parts = new ArrayList<>();
      int from = 0;
      while (from < rows.size()) {
        int to = Math.min(rows.size(), from + 1 + random.nextInt(300));
        parts.add(collected(rows.subList(from, to)));
        from = to;
      }
      Collections.shuffle(parts, random);
      CategoryDistribution sum = CategoryDistribution.EMPTY;
      for (CategoryDistribution part : parts) {
        sum = sum.plus(part).capped(KNOWN, MOST);
      }
      assertThat(sum).as("seed %d", seed).isEqualTo(whole);
      assertThat(sum.encode()).isEqualTo(whole.encode());
      assertThat(collected(rows)).isEqualTo(whole);
      assertThat(sum.levels()).hasSize(MOST + KNOWN.size()).containsKeys("level 7", "level 90");
      assertThat(sum.rows()).isEqualTo(rows.size());
    }
  }

  @Test
  void aCollectorCountsAcrossBlocksOfOtherDictionaries() {
    CategoryCollector collector = new CategoryCollector(Set.of(), MOST);
    int[] order = {0, 1, 2, 3};
    List<String> names = List.of("a", "b", "a");
    collector.add(new LevelCollector.Codes(new int[] {0, 1, 2, 0}, names), order, 0, 4);
    collector.add(new LevelCollector.Codes(new int[] {1, 1, 1, 0}, names), order, 1, 3);
    collector.add(
        new LevelCollector.Codes(new int[] {0, 1, 1, 0}, List.of(Levels.MISSING, "c")),
        order,
        0,
        4);
    assertThat(collector.end())
        .isEqualTo(new CategoryDistribution(2, 0, Map.of("a", 3L, "b", 3L, "c", 2L)));
    assertThat(collector.end()).isEqualTo(CategoryDistribution.EMPTY);
  }

  @Test
  void readsBackWhatItWrote() {
    CategoryDistribution written =
        new CategoryDistribution(3, 400, Map.of("", 1L, "Z", 70_000L, "é😀", 5L, "\uffff", 2L));
    assertThat(Distribution.decode(written.encode())).isEqualTo(written);
    assertThat(written.levels().keySet()).containsExactly("", "Z", "é😀", "\uffff");
    assertThat(Distribution.decode(CategoryDistribution.EMPTY.encode()))
        .isEqualTo(CategoryDistribution.EMPTY);
    byte[] bytes = written.encode();
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> Distribution.decode(cut)).hasMessageContaining("damaged");
  }

  @Test
  void refusesLevelsWithoutRows() {
    assertThatThrownBy(() -> new CategoryDistribution(0, 0, Map.of("a", 0L)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CategoryDistribution counted(List<String> rows) {
    Map<String, Long> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row, 1L, Long::sum));
    return new CategoryDistribution(0, 0, counts);
  }

  private static CategoryDistribution collected(List<String> rows) {
    CategoryCollector collector = new CategoryCollector(KNOWN, MOST);
    int[] order = IntStream.range(0, rows.size()).toArray();
    collector.add(new LevelCollector.Codes(order, rows), order, 0, rows.size());
    return collector.end();
  }
}
