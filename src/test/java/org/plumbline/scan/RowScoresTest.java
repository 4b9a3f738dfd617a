package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.SparkSessions;
import org.plumbline.features.DayRange;
import org.plumbline.features.MissingPolicy;
import org.plumbline.scan.Sales.Sale;
import org.plumbline.statistics.HeteroskedasticKind;
import org.plumbline.statistics.Meat;
import org.plumbline.statistics.Orthogonalization;
import org.plumbline.statistics.RowTerm;

class RowScoresTest {

  private static final List<Sale> SALES = Sales.seeded(9, 3, 500);
  private static final DayRange DAYS = new DayRange(Sales.FIRST_DAY, Sales.FIRST_DAY + 1);

  @TempDir Path folder;

  @Test
  void theMeatIsTheSameWhateverTheOrderAndFilesOfRows() {
    Sales.write(folder.resolve("one"), "all", SALES);
    List<Sale> shuffled = Sales.shuffled(SALES, 3);
    for (int part = 0; part < 5; part++) {
      Sales.write(
          folder.resolve("many"), "p" + part, shuffled.subList(part * 300, part * 300 + 300));
    }
    for (HeteroskedasticKind kind : HeteroskedasticKind.values()) {
      RowScores.Result one = scores("one").heteroskedastic(kind);
      assertThat(scores("many").heteroskedastic(kind).meat()).isEqualTo(one.meat());
      assertThat(one.meat().unusable()).isZero();
      assertThat(one.files()).isEqualTo(1);
      assertThat(one.bytesRead()).isPositive();
    }
    for (String column : List.of("note", "rooms", "sold_on")) {
      Meat clustered = scores("one").clustered(column).meat();
      assertThat(scores("many").clustered(column).meat()).isEqualTo(clustered);
    }
  }

  @Test
  void clustersAreCountedAmongTheTrainingRowsOfTheDays() {
    Sales.write(folder.resolve("one"), "all", SALES);
    long rows = scores("one").heteroskedastic(HeteroskedasticKind.HC0).meat().count();
    assertThat(rows).isBetween(700L, 900L);
    assertThat(count("note")).isEqualTo(5);
    assertThat(count("rooms")).isEqualTo(6);
    assertThat(count("sold_on")).isEqualTo(2);
    assertThat(count("id")).isEqualTo(rows);
  }

  @Test
  void clustersOfOneRowAreHc0() {
    Sales.write(folder.resolve("one"), "all", SALES);
    Meat rows = scores("one").heteroskedastic(HeteroskedasticKind.HC0).meat();
    Meat clusters = scores("one").clustered("id").meat();
    for (int j = 1; j <= 3; j++) {
      for (int k = j; k <= 3; k++) {
        double expected = rows.scores().at(j, k).value();
        assertThat(clusters.scores().at(j, k).value() / expected - 1).isBetween(-1e-13, 1e-13);
      }
    }
  }

  @Test
  void tooManyClustersAreRefusedWithTheirNumber() {
    List<Sale> many = Sales.seeded(1, 1, 130_000);
    Sales.write(folder.resolve("one"), "all", many);
    assertRefused("one", "at least 10\\d,\\d\\d\\d");
    for (int part = 0; part < 2; part++) {
      Sales.write(
          folder.resolve("two"), "p" + part, many.subList(part * 65_000, part * 65_000 + 65_000));
    }
    assertRefused("two", "10\\d,\\d\\d\\d");
  }

  private void assertRefused(String table, String count) {
    assertThatThrownBy(() -> scores(table).clustered("id"))
        .isInstanceOf(Failure.class)
        .hasMessageMatching(
            "column `id` makes "
                + count
                + " clusters of the training rows; with 3 coefficients at most 100,000 are held");
  }

  private long count(String column) {
    return scores("one").clustered(column).meat().count();
  }

  private RowScores scores(String table) {
    return new RowScores(
        SparkSessions::shared,
        Sales.pin(folder.resolve(table)),
        Sales.design(MissingPolicy.FAIL, "", "area", "rooms"),
        DAYS,
        basis());
  }

  /** Centred and scaled by hand: the price is about 1000·area + 5000·rooms. */
  private static Orthogonalization basis() {
    Function<double[], Orthogonalization.Doubled> exact =
        values -> new Orthogonalization.Doubled(values, new double[values.length]);
    return new Orthogonalization(
        List.of(RowTerm.CONSTANT, RowTerm.column(1), RowTerm.column(2)),
        0x1p-17,
        new double[] {1, 0x1p-7, 0x1p-3, 0x1p-17},
        new Orthogonalization.Doubled[] {
          exact.apply(new double[] {}),
          exact.apply(new double[] {70 * 0x1p-7}),
          exact.apply(new double[] {3.5 * 0x1p-3, 0}),
          exact.apply(new double[] {87_500 * 0x1p-17, 1000 * 0x1p-10, 5000 * 0x1p-14})
        },
        exact.apply(new double[] {160, 2800, 3000}));
  }
}
