package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.columns.ColumnType;

class FooterTest {

  @TempDir private Path folder;

  private Footer footer(Map<String, String> marks) {
    Path file =
        ParquetFiles.write(
            folder.resolve("f.parquet"),
            """
            message m {
              optional int32 day (DATE); required int64 at (TIMESTAMP(MILLIS,true));
              required int64 fine (TIMESTAMP(NANOS,true)); optional binary text (STRING);
              required double x; optional int32 none;
            }
            """,
            1_000,
            builder -> builder.withRowGroupRowCountLimit(300).withExtraMetaData(marks),
            (group, row) -> {
              if (row % 3 == 0 && row >= 300) { // the first row group has no day
                group.add("day", 20_000 + row);
              }
              group.add("at", row * 1000L);
              group.add("fine", row * 1001L - 1);
              group.add("text", "t" + (row + 1000));
              group.add("x", row / 3.0);
            });
    return Footer.read(file.toUri().toString(), ParquetFiles.HADOOP);
  }

  @Test
  void saysRowsTypesAndRanges() {
    Footer footer = footer(Map.of());
    assertThat(footer.rows()).isEqualTo(1_000);
    assertThat(footer.schema().flat().names())
        .containsExactly("day", "at", "fine", "text", "x", "none");
    assertThat(footer.schema().flat().field("at").orElseThrow().type())
        .isEqualTo(new ColumnType.Timestamp(true));
    assertThat(footer.longRange("day")).contains(new Footer.LongRange(20_300, 20_999));
    assertThat(footer.longRange("at")).contains(new Footer.LongRange(0, 999_000_000));
    assertThat(footer.longRange("fine")).contains(new Footer.LongRange(-1, 999));
    assertThat(footer.textRange("text")).contains(new Footer.TextRange("t1000", "t1999"));
    assertThat(footer.ranges()).doesNotContainKeys("x", "none");
  }

  @Test
  void saysNoRangeOfDaysThatMayBeOfAnOldCalendar() {
    Footer footer = footer(Map.of("org.apache.spark.version", "2.4.8"));
    assertThat(footer.ranges()).containsOnlyKeys("text");
  }
}
