package org.plumbline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;
import org.plumbline.columns.Block;
import org.plumbline.columns.ColumnType;

class CategoryTest {

  @Test
  void aLevelIsTheTextOfTheValue() {
    Block block =
        new Blocks()
            .texts("t", "north", "", "\uD83C\uDFE0", null)
            .longs("i", Blocks.LONG, -7L, 0L, Long.MAX_VALUE, null)
            .longs("u", new ColumnType.Whole(64, false), -1L, 0L, 1L, null)
            .longs("b", Blocks.BOOL, 1L, 0L, 1L, null)
            .longs("d", Blocks.DATE, 0L, -1L, 19_782L, null)
            .build();
    assertThat(levels(block, "t")).containsExactly("north", "", "\uD83C\uDFE0", "(missing)");
    assertThat(levels(block, "i")).containsExactly("-7", "0", "9223372036854775807", "(missing)");
    assertThat(levels(block, "u")).containsExactly("18446744073709551615", "0", "1", "(missing)");
    assertThat(levels(block, "b")).containsExactly("true", "false", "true", "(missing)");
    assertThat(levels(block, "d"))
        .containsExactly("1970-01-01", "1969-12-31", "2024-02-29", "(missing)");
  }

  @Test
  void everyValueOfManyKeepsItsLevelFromBlockToBlock() {
    for (long seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      LevelSource source = new ColumnLevels(0);
      for (int block = 0; block < 3; block++) {
        Long[] values = new Long[3000];
        for (int row = 0; row < values.length; row++) {
          values[row] = random.nextInt(20) == 0 ? null : (long) random.nextInt(2000) << 40;
        }
        LevelCodes levels = source.read(new Blocks().longs("i", Blocks.LONG, values).build());
        for (int row = 0; row < values.length; row++) {
          String expected = values[row] == null ? LevelCodes.MISSING : values[row].toString();
          assertThat(levels.level(row)).as("seed " + seed).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aDictionaryOfMoreEntriesThanRowsGivesOnlyThoseThatRowsHave() {
    String[] texts = IntStream.range(0, 50).mapToObj(k -> "t" + k).toArray(String[]::new);
    texts[7] = null;
    Block wide = new Blocks().texts("t", texts).build();
    Block narrow = new Block(wide.schema(), 10, 0, true, wide.columns());
    LevelCodes levels = new ColumnLevels(0).read(narrow);
    assertThat(levels.names()).hasSize(10);
    for (int row = 0; row < 10; row++) {
      assertThat(levels.level(row)).isEqualTo(row == 7 ? LevelCodes.MISSING : "t" + row);
    }
  }

  @Test
  void columnsWithoutLevelsAreRefusedByNameAndType() {
    Block block = new Blocks().doubles("x", 1.0).doubles("y", 1.0).build();
    RowRule rule =
        new RowRule(
            Optional.empty(),
            "y",
            Optional.empty(),
            Optional.empty(),
            ZoneOffset.UTC,
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of(), 0, 1));
    Design design =
        new Design(
            rule, List.of(), List.of(new CategoryColumns(new Category.OfColumn("x"), List.of())));
    assertThat(design.columns()).containsExactly("x", "y");
    assertThatThrownBy(() -> design.check(block.schema(), List.of()))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessage("category column `x` is a double, without levels");
  }

  @Test
  void digestsNeverChange() {
    EventTime time = new EventTime("at", ZoneOffset.UTC);
    assertThat(
            List.of(
                new Category.OfColumn("t").digest(),
                new Category.OfCalendar(CalendarPart.DAY_OF_WEEK, time).digest(),
                new Category.OfCalendar(CalendarPart.MONTH, time).digest()))
        .containsExactly(DIGESTS);
  }

  private static final String[] DIGESTS = {
    "84248f1ae0d5f3cf", "2b09eeda3839efd9", "1b0599311b58ef67"
  };

  private static List<String> levels(Block block, String column) {
    LevelCodes levels = new Category.OfColumn(column).levels(block.schema()).read(block);
    return IntStream.range(0, block.rows()).mapToObj(levels::level).toList();
  }
}
