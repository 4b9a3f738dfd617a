package org.plumbline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.model.MonitoringRecord.Rule;
import org.plumbline.model.MonitoringRules.Finding;
import org.plumbline.model.MonitoringRules.Judgement;

class MonitoringRulesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private static Finding psi(String column, LocalDate through, double value, double noise) {
    return new Finding(column, Measure.PSI, through, value, noise, 0.25);
  }

  /** Records of the days before, newest first, each of one finding judged with those before it. */
  private static List<MonitoringRecord> earlier(List<Finding> oldestFirst) {
    List<MonitoringRecord> newestFirst = new ArrayList<>();
    for (Finding finding : oldestFirst) {
      Judgement judged = MonitoringRules.judge(List.of(finding), newestFirst, 2);
      newestFirst.add(0, record(judged));
    }
    return newestFirst;
  }

  private static MonitoringRecord record(Judgement judged) {
    return new MonitoringRecord(
        1,
        DAY,
        1,
        "run",
        "model",
        "inputs",
        DAY,
        DAY,
        1,
        Optional.of(judged.status()),
        judged.reasons(),
        judged.rules(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @Test
  void aBreachExceedsThresholdAndNoise() {
    assertThat(MonitoringRules.judge(List.of(psi("x", DAY, 0.3, 0.1)), List.of(), 2).status())
        .isEqualTo("watch");
    assertThat(MonitoringRules.judge(List.of(psi("x", DAY, 0.25, 0.1)), List.of(), 2).status())
        .isEqualTo("stable");
    Judgement noisy = MonitoringRules.judge(List.of(psi("x", DAY, 0.3, 0.4)), List.of(), 2);
    assertThat(noisy.status()).isEqualTo("stable");
    assertThat(noisy.rules().get(0).sentence())
        .isEqualTo(
            "x: population stability index 0.3, above 0.25 but no more than sampling makes, 0.4");
    assertThat(noisy.reasons())
        .containsExactly("The one measure is within its threshold or its sampling noise.");
  }

  @Test
  void theSameRuleInARowAsksForARetrain() {
    List<MonitoringRecord> before = earlier(List.of(psi("x", DAY.minusDays(1), 0.3, 0.1)));
    Judgement alarm = MonitoringRules.judge(List.of(psi("x", DAY, 0.4, 0.1)), before, 2);
    assertThat(alarm.status()).isEqualTo("retrain");
    assertThat(alarm.reasons())
        .containsExactly(
            "x: population stability index 0.4, above 0.25 (sampling alone: up to 0.1), 2 times in a"
                + " row");
    assertThat(MonitoringRules.judge(List.of(psi("y", DAY, 0.4, 0.1)), before, 2).status())
        .isEqualTo("watch");
    assertThat(MonitoringRules.judge(List.of(psi("x", DAY, 0.4, 0.1)), before, 3).status())
        .isEqualTo("watch");
    assertThat(MonitoringRules.judge(List.of(psi("x", DAY, 0.4, 0.1)), List.of(), 1).status())
        .isEqualTo("retrain");
  }

  @Test
  void aRunWithinItsThresholdEndsTheRow() {
    List<MonitoringRecord> before =
        earlier(
            List.of(psi("x", DAY.minusDays(2), 0.3, 0.1), psi("x", DAY.minusDays(1), 0.2, 0.1)));
    assertThat(MonitoringRules.judge(List.of(psi("x", DAY, 0.4, 0.1)), before, 2).status())
        .isEqualTo("watch");
  }

  @Test
  void runsWithoutNewEvidenceNeitherCountNorEndTheRow() {
    LocalDate same = DAY.minusDays(3);
    List<MonitoringRecord> sameDay = earlier(List.of(psi("x", same, 0.3, 0.1)));
    assertThat(MonitoringRules.judge(List.of(psi("x", same, 0.3, 0.1)), sameDay, 2).status())
        .isEqualTo("watch");

    List<MonitoringRecord> withGap =
        new ArrayList<>(earlier(List.of(psi("x", DAY.minusDays(2), 0.3, 0.1))));
    withGap.add(0, earlier(List.of(psi("z", DAY.minusDays(1), 0, 0))).get(0));
    assertThat(MonitoringRules.judge(List.of(psi("x", DAY, 0.4, 0.1)), withGap, 2).status())
        .isEqualTo("retrain");
  }

  @Test
  void theMostMovedComesFirstWhateverItsMeasure() {
    Judgement judged =
        MonitoringRules.judge(
            List.of(
                psi("a", DAY, 0.3, 0.1),
                new Finding("b", Measure.MISSING, DAY, 0.2, 0.01, 0.05),
                new Finding("c", Measure.NEW_LEVELS, DAY, 0.001, 0, 0),
                psi("d", DAY, 0, 0.1)),
            List.of(),
            2);
    assertThat(judged.rules()).extracting(Rule::column).containsExactly("c", "b", "a", "d");
    assertThat(judged.rules().get(1).sentence())
        .startsWith("b: missing values beyond those of training 20%, above 5%");
  }
}
