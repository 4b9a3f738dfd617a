package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Model;
import org.plumbline.model.Samples;

class ComparisonTest {

  private static final Schema TABLE =
      new Schema(
          List.of(
              new Field("sale_id", new ColumnType.Whole(64, true)),
              new Field("area", new ColumnType.Floating(64)),
              new Field("rooms", new ColumnType.Floating(64)),
              new Field("price", new ColumnType.Floating(64)),
              new Field("w", new ColumnType.Floating(64))));

  @Test
  void aLargerHoldoutOfTheChampionIsJudgedOnTodays() {
    Comparison comparison = compare(design(0.2, "area"), champion(0.3));
    assertThat(comparison.basis()).isEqualTo(Evaluation.STATISTICS);
    assertThat(comparison.championTakesPart()).isTrue();
    assertThat(comparison.design()).isEqualTo(design(0.2, "area"));
  }

  @Test
  void aSmallerHoldoutOfTheChampionIsJudgedOnIts() {
    Comparison comparison = compare(design(0.2, "area"), champion(0.1));
    assertThat(comparison.basis()).isEqualTo(Evaluation.CHAMPION_SPLIT);
    assertThat(comparison.championTakesPart()).isTrue();
    assertThat(comparison.design()).isEqualTo(design(0.1, "area"));
    assertThat(comparison.reason())
        .contains("the champion's holdout is 0.1, smaller than today's 0.2");
  }

  @Test
  void anotherKeyLabelOrWeightIsNotCompared() {
    Model otherKey = model(List.of("area"), 0.2, "price", Optional.of("w"));
    Model otherLabel = model(List.of("sale_id"), 0.2, "rooms", Optional.of("w"));
    Model noWeight = model(List.of("sale_id"), 0.2, "price", Optional.empty());
    for (Model champion : List.of(otherKey, otherLabel, noWeight)) {
      Comparison comparison = compare(design(0.2, "area"), champion);
      assertThat(comparison.basis()).isEqualTo(Evaluation.DIFFERENT_SPLIT);
      assertThat(comparison.championTakesPart()).isFalse();
      assertThat(comparison.reason()).isPresent();
    }
  }

  @Test
  void aChampionWithoutAHoldoutSawEveryRow() {
    Comparison comparison = compare(design(0.2, "area"), champion(0));
    assertThat(comparison.basis()).isEqualTo(Evaluation.DIFFERENT_SPLIT);
    assertThat(comparison.reason()).contains("the champion was trained without a holdout");
  }

  @Test
  void aTermOfTheChampionAloneWidensTheDesignAndDropsRowsItCannotScore() {
    Comparison comparison = Comparison.beside(design(0.2, "rooms"), TABLE, champion(0.2));
    assertThat(comparison.basis()).isEqualTo(Evaluation.UNION_MOMENTS);
    assertThat(comparison.design().names()).containsExactly("rooms", "area", "price");
    assertThat(comparison.design().rule().droppers()).containsExactly("area");
  }

  @Test
  void aColumnThatIsGoneLeavesTheChampionOut() {
    Schema without =
        new Schema(TABLE.fields().stream().filter(field -> !field.name().equals("area")).toList());
    Comparison comparison = Comparison.beside(design(0.2, "rooms"), without, champion(0.2));
    assertThat(comparison.basis()).isEqualTo(Evaluation.DIFFERENT_SPLIT);
    assertThat(comparison.reason())
        .contains("the table has no column area any more, which the champion needs");
  }

  @Test
  void withoutAChampionTheChallengerIsJudgedAlone() {
    Comparison comparison =
        Comparison.of(design(0.2, "area"), TABLE, champion(0.2), Optional.empty());
    assertThat(comparison.basis()).isEqualTo(Evaluation.STATISTICS);
    assertThat(comparison.championTakesPart()).isFalse();
  }

  private static Comparison compare(Design today, Model champion) {
    return Comparison.of(today, TABLE, champion(0.2), Optional.of(champion));
  }

  private static Model champion(double holdout) {
    return model(List.of("sale_id"), holdout, "price", Optional.of("w"));
  }

  private static Model model(
      List<String> by, double holdout, String label, Optional<String> weight) {
    return Samples.unidentified(by, holdout, label, weight);
  }

  private static Design design(double holdout, String feature) {
    return new Design(
        new RowRule(
            Optional.empty(),
            "price",
            Optional.of("w"),
            Optional.empty(),
            ZoneId.of("UTC"),
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of("sale_id"), holdout, 5)),
        List.of(new Definition.NumberTerm(feature)));
  }
}
