package org.plumbline.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.columns.Block;
import org.plumbline.statistics.Levels;

class ScorerTest {

  private static final Definition X = new Definition.NumberTerm("x");
  private static final Category T = new Category.OfColumn("t");
  private static final Block BLOCK =
      new Blocks()
          .doubles("x", 2.0, null, 4.0, Double.POSITIVE_INFINITY, 1.0)
          .texts("t", "a", "", null, "a", "new")
          .build();

  @Test
  void theMissingLevelHasTheNameThatStatisticsGiveIt() {
    assertThat(LevelCodes.MISSING).isEqualTo(Levels.MISSING);
  }

  @Test
  void levelsAddConstantsAndSlopesAndGapsTakeTheMean() {
    Predictions predictions =
        predictions(List.of(-1.0, 0.0), MissingLevels.LEVEL, new Response.Identity());

    assertThat(predictions.values()[0]).isEqualTo(10 + 3 * 2 + 1 + 0.5 * 2);
    assertThat(predictions.values()[1]).isEqualTo(10 + 3 * 7 + 2 + 0.25 * 7);
    assertThat(predictions.values()[2]).isEqualTo(10 + 3 * 4 + 4);
    assertThat(predictions.values()[4]).isEqualTo(10 + 3 - 1);
    assertThat(flaws(predictions)).containsExactly("3 x INFINITE");
    assertThat(substitutions(predictions)).containsExactly("1 x IMPUTED", "4 t UNSEEN");
  }

  @Test
  void levelsThatTrainingDidNotHaveAreRefusedWhereNothingStandsIn() {
    Predictions predictions = predictions(List.of(), MissingLevels.LEVEL, new Response.Identity());

    assertThat(flaws(predictions)).containsExactly("3 x INFINITE", "4 t UNSEEN");
    assertThat(predictions.usable(2)).isTrue();
  }

  @Test
  void aMissingLevelThatIsNoneIsAFlawOfItsRow() {
    Predictions predictions =
        predictions(List.of(0.0, 0.0), MissingLevels.FAIL, new Response.Identity());

    assertThat(flaws(predictions)).containsExactly("2 t NULL", "3 x INFINITE");
  }

  @Test
  void aResponseThatNoDoubleHoldsIsAFlawOfItsRow() {
    Predictions predictions =
        predictions(List.of(1000.0, 0.0), MissingLevels.LEVEL, new Response.Exponential(2));

    assertThat(predictions.values()[0]).isEqualTo(StrictMath.exp(18) * 2);
    assertThat(flaws(predictions)).containsExactly("3 x INFINITE", "4 prediction INFINITE");
  }

  private static Predictions predictions(
      List<Double> ofUnseen, MissingLevels missing, Response response) {
    LevelEffects effects =
        new LevelEffects(
            T,
            List.of(X),
            Map.of("a", List.of(1.0, 0.5), "", List.of(2.0, 0.25), "(missing)", List.of(4.0, 0.0)),
            ofUnseen,
            missing);
    Scorer scorer =
        new Scorer(List.of(X), 10, List.of(3.0), Map.of(X, 7.0), List.of(effects), response);
    Predictions predictions = new Predictions(scorer, BLOCK.schema());
    predictions.take(BLOCK);
    return predictions;
  }

  private static List<String> flaws(Predictions predictions) {
    List<String> flaws = new ArrayList<>();
    for (int row = 0; row < BLOCK.rows(); row++) {
      int at = row;
      predictions.flaws(row, (column, flaw) -> flaws.add(at + " " + column + " " + flaw));
    }
    return flaws;
  }

  private static List<String> substitutions(Predictions predictions) {
    List<String> told = new ArrayList<>();
    for (int row = 0; row < BLOCK.rows(); row++) {
      int at = row;
      predictions.substitutions(row, (column, how) -> told.add(at + " " + column + " " + how));
    }
    return told;
  }
}
