package org.plumbline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.model.Samples.CHALLENGER;
import static org.plumbline.model.Samples.CHAMPION;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionTest {

  private static final Policy POLICY = new Policy(30, 0.5, 0.1, 6);

  @ParameterizedTest(name = "{0}: {11}")
  @CsvSource({
    // case, rows, r2, rmse, champion rmse, digits, as-of, cycle, id, basis, banned, verdict, failed
    "better,        100, 0.9, 1.0,  2.0, 10, 2026-03-01, 1, x, statistics,      no,  promote, ''",
    "within margin, 100, 0.9, 1.1,  1.0, 10, 2026-03-01, 1, x, statistics,      no,  promote, ''",
    "beyond margin, 100, 0.9, 1.11, 1.0, 10, 2026-03-01, 1, x, statistics,      no,  reject,  margin",
    "few rows,       29, 0.9, 1.0,  2.0, 10, 2026-03-01, 1, x, statistics,      no,  hold,    min-rows",
    "poor fit,      100, 0.4, 1.0,  2.0, 10, 2026-03-01, 1, x, statistics,      no,  reject,  min-r2",
    "few digits,    100, 0.9, 1.0,  2.0,  5, 2026-03-01, 1, x, statistics,      no,  hold,    digits",
    "backfill,      100, 0.9, 1.0,  2.0, 10, 2026-01-31, 1, x, statistics,      no,  hold,    older-as-of",
    "same cycle,    100, 0.9, 1.0,  2.0, 10, 2026-02-01, 3, x, statistics,      no,  hold,    older-as-of",
    "later cycle,   100, 0.9, 1.0,  2.0, 10, 2026-02-01, 4, x, statistics,      no,  promote, ''",
    "the champion,  100, 0.9, 1.0,  1.0, 10, 2026-03-01, 1, c, statistics,      no,  hold,    is-champion",
    "another split, 100, 0.9, 1.0,  -1,  10, 2026-03-01, 1, x, different-split, no,  hold,    same-split",
    "was left,      100, 0.9, 1.0,  2.0, 10, 2026-03-01, 1, x, statistics,      yes, hold,    banned",
    "reject first,   29, 0.4, 9.0,  1.0,  5, 2026-01-01, 1, x, statistics,      no,  reject,  older-as-of min-rows min-r2 digits margin"
  })
  void decides(
      String name,
      long rows,
      double r2,
      double rmse,
      double championRmse,
      double digits,
      LocalDate asOf,
      int cycle,
      String id,
      String basis,
      String banned,
      String verdict,
      String failed) {
    String challenger = id.equals("c") ? CHAMPION : CHALLENGER;
    Evaluation evaluation =
        evaluation(
            challenger,
            Optional.of(metrics(rows, rmse, r2)),
            Optional.of(CHAMPION),
            championRmse < 0 ? Optional.empty() : Optional.of(metrics(rows, championRmse, r2)),
            basis);
    Decision decision =
        Promotion.decide(
            new Promotion.Evidence(
                new CycleId(asOf, cycle),
                evaluation,
                digits,
                List.of("rooms"),
                champions(banned.equals("yes"))),
            POLICY);
    assertThat(decision.decision()).as(name).isEqualTo(verdict);
    assertThat(failedRules(decision)).isEqualTo(failed);
    assertThat(decision.sequence().isPresent()).isEqualTo(verdict.equals("promote"));
    assertThat(decision.reasons()).isNotEmpty();
  }

  @Test
  void rulesStandInThePromisedOrder() {
    assertThat(Samples.decision().rules())
        .extracting(Decision.Rule::name)
        .containsExactly(
            "same-split",
            "older-as-of",
            "is-champion",
            "banned",
            "min-rows",
            "min-r2",
            "digits",
            "margin");
    assertThat(Samples.decision().rules())
        .extracting(Decision.Rule::onFailure)
        .containsExactly("hold", "hold", "hold", "hold", "hold", "reject", "hold", "reject");
  }

  @Test
  void rulesThatNeedAChampionAreAbsentWithoutOne() {
    Decision first =
        decide(
            evaluation(
                CHALLENGER,
                Optional.of(metrics(100, 1, 0.9)),
                Optional.empty(),
                Optional.empty(),
                Evaluation.STATISTICS),
            new Champions(List.of()));
    assertThat(first.rules())
        .extracting(Decision.Rule::name)
        .containsExactly("banned", "min-rows", "min-r2", "digits");
    assertThat(first.decision()).isEqualTo("promote");
    assertThat(first.sequence()).contains(1L);
  }

  @Test
  void aPersonIsAskedOnlyAboutAChallengerThatEveryRuleLetsPass() {
    Policy asking = new Policy(30, 0.5, 0.1, 6, Policy.Approval.REQUIRED);
    Decision awaiting = Promotion.decide(against(2), asking);
    assertThat(awaiting.decision()).isEqualTo("hold");
    assertThat(failedRules(awaiting)).isEqualTo("approval");
    assertThat(awaiting.rules()).last().extracting(Decision.Rule::onFailure).isEqualTo("hold");
    assertThat(awaiting.awaitsApproval()).isTrue();
    assertThat(awaiting.sequence()).isEmpty();
    assertThat(awaiting.reasons()).singleElement().asString().contains("promote --approve --by");

    Decision worse = Promotion.decide(against(0.5), asking);
    assertThat(failedRules(worse)).isEqualTo("margin");
    assertThat(worse.awaitsApproval()).isFalse();
    assertThat(Promotion.decide(against(2), asking.withoutApproval()).decision())
        .isEqualTo("promote");
  }

  /** A challenger with an error of 1 beside a champion. */
  private static Promotion.Evidence against(double championRmse) {
    Evaluation evaluation =
        evaluation(
            CHALLENGER,
            Optional.of(metrics(100, 1, 0.9)),
            Optional.of(CHAMPION),
            Optional.of(metrics(100, championRmse, 0.9)),
            Evaluation.STATISTICS);
    return new Promotion.Evidence(
        new CycleId(LocalDate.of(2026, 3, 1), 1), evaluation, 10, List.of(), champions(false));
  }

  @Test
  void anEmptyHoldoutHoldsEvenWhereNoRowsAreAsked() {
    Evaluation empty =
        evaluation(
            CHALLENGER,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Evaluation.STATISTICS);
    Decision decision =
        Promotion.decide(
            new Promotion.Evidence(
                new CycleId(Samples.AS_OF, 1), empty, 15, List.of(), new Champions(List.of())),
            new Policy(0, 0, 0, 6));
    assertThat(decision.decision()).isEqualTo("hold");
    assertThat(failedRules(decision)).isEqualTo("min-rows");
  }

  @Test
  void aChampionThatWasNotJudgedHolds() {
    Decision decision =
        decide(
            evaluation(
                CHALLENGER,
                Optional.of(metrics(100, 1, 0.9)),
                Optional.of("2026-01-01-000000000000"),
                Optional.of(metrics(100, 2, 0.9)),
                Evaluation.STATISTICS),
            champions(false));
    assertThat(failedRules(decision)).isEqualTo("same-split");
    assertThat(decision.reasons().get(0)).contains("2026-01-01-000000000000").contains(CHAMPION);
  }

  @Test
  void fewDigitsNameTheColumnsAndTheRemedy() {
    Decision decision =
        Promotion.decide(
            new Promotion.Evidence(
                new CycleId(Samples.AS_OF, 1),
                Samples.evaluation(),
                2.5,
                List.of("rooms", "area"),
                champions(false)),
            POLICY);
    assertThat(decision.reasons())
        .containsExactly(
            "Only 2.5 correct digits are certified, but 6 are asked; suspects rooms, area. Drop or"
                + " rescale them, subtract a round number near their mean, or set"
                + " training.precision = exact where it is not.");
  }

  @Test
  void promotionIsMeasuredAgainstTheNewestThatEverReigned() {
    Champions rolledBack =
        new Champions(
            List.of(
                Samples.pointer(1, "a", "2026-02-01", 1, Champion.PROMOTE, null),
                Samples.pointer(2, "b", "2026-03-05", 1, Champion.PROMOTE, "a"),
                Samples.pointer(3, "a", "2026-02-01", 0, Champion.ROLLBACK, "b")));
    Decision decision =
        decide(
            evaluation(
                CHALLENGER,
                Optional.of(metrics(100, 1, 0.9)),
                Optional.of("a"),
                Optional.of(metrics(100, 2, 0.9)),
                Evaluation.STATISTICS),
            rolledBack);
    assertThat(failedRules(decision)).isEqualTo("older-as-of");
  }

  private static Decision decide(Evaluation evaluation, Champions champions) {
    return Promotion.decide(
        new Promotion.Evidence(new CycleId(Samples.AS_OF, 1), evaluation, 15, List.of(), champions),
        POLICY);
  }

  private static String failedRules(Decision decision) {
    return String.join(
        " ",
        decision.rules().stream().filter(rule -> !rule.passed()).map(Decision.Rule::name).toList());
  }

  private static Champions champions(boolean challengerBanned) {
    List<Champion> pointers = new ArrayList<>();
    pointers.add(Samples.pointer(1, CHAMPION, "2026-02-01", 3, Champion.PROMOTE, null));
    if (challengerBanned) {
      pointers.add(Samples.pointer(2, CHALLENGER, "2026-02-01", 3, Champion.PROMOTE, CHAMPION));
      pointers.add(Samples.pointer(3, CHAMPION, "2026-02-01", 0, Champion.ROLLBACK, CHALLENGER));
    }
    return new Champions(pointers);
  }

  private static Metrics metrics(long rows, double rmse, double r2) {
    return new Metrics(
        rows,
        rmse * rmse,
        rmse,
        OptionalDouble.of(r2),
        0,
        OptionalDouble.empty(),
        OptionalLong.empty());
  }

  private static Evaluation evaluation(
      String challenger,
      Optional<Metrics> metrics,
      Optional<String> champion,
      Optional<Metrics> championMetrics,
      String basis) {
    return new Evaluation(
        1,
        Samples.AS_OF,
        new Evaluation.Contender(challenger, metrics),
        champion.map(id -> new Evaluation.Contender(id, championMetrics)),
        basis,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        new Evaluation.Inputs(0, 0));
  }
}
