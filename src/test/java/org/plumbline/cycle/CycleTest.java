package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.features.MissingPolicy;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleId;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Model;
import org.plumbline.model.Registry;
import org.plumbline.model.Result;
import org.plumbline.table.ScoreTable;

/** Whole cycles on a small seeded table; each test in a home of its own. */
class CycleTest {

  @TempDir static Path tables;
  private static Sales sales;

  @TempDir private Path home;
  private Bench bench;

  @BeforeAll
  static void writeTables() {
    sales = new Sales(tables.resolve("sales")).days(0, 3);
  }

  @BeforeEach
  void setUp() {
    bench = new Bench(home.toString());
  }

  @Test
  void theFirstModelIsPromotedAndARepeatedRunTellsTheSame() {
    Specification specification = bench.specification(sales.path());
    Result first = bench.retrain(specification, 3);

    assertThat(first.error()).isEmpty();
    assertThat(first.status()).isEqualTo("promoted");
    assertThat(first.exitCode()).isZero();
    assertThat(first.cycle()).contains(1);
    assertThat(first.champion().flatMap(Result.ChampionChange::after))
        .contains(first.model().orElseThrow().id());
    assertThat(first.inputs().orElseThrow().training().orElseThrow().rows()).hasValue(240);
    assertThat(first.metrics().orElseThrow().challenger().orElseThrow().mae()).isPresent();
    assertThat(first.skipped())
        .extracting(Result.Skipped::stage)
        .containsExactly("score", "monitor");

    Result again = bench.retrain(specification, 3);
    assertThat(again.repeated()).isTrue();
    assertThat(again.runId()).isEqualTo(first.runId());
    assertThat(again.verdict()).isEqualTo(first.verdict());
    assertThat(bench.registry().cycles()).hasSize(1);
    assertThat(bench.drawn()).hasSize(2);
    assertThat(bench.drawn().get(1).cycle().result()).isPresent();
  }

  @Test
  void daysWithoutAnAsOfFollowTheNewestEvent() {
    Result result =
        bench
            .cycle()
            .run(
                bench.specification(sales.path()),
                new Command.Train(Command.Train.CrossChecking.ON),
                When.newest());
    assertThat(result.asOf()).contains(Bench.asOf(4));
    assertThat(result.status()).isEqualTo("trained");
    assertThat(result.crossCheck().orElseThrow().rows()).isPositive();
  }

  @Test
  void stagesRunOneByOneCompleteTheCycleAsRetrainDoes() {
    Specification specification = bench.specification(sales.path());
    Result trained =
        bench.run(specification, new Command.Train(Command.Train.CrossChecking.OFF), 3);
    Result evaluated = bench.run(specification, new Command.Evaluate(Optional.empty()), 3);
    Result promoted = bench.cycle().run(specification, new Command.Promote(), When.newest());
    assertThat(List.of(trained.status(), evaluated.status(), promoted.status()))
        .containsExactly("trained", "evaluated", "promoted");
    assertThat(bench.registry().cycle(new CycleId(Bench.asOf(3), 1)).result()).isPresent();
    assertThat(bench.retrain(specification, 3).repeated()).isTrue();
    Result again = bench.run(specification, new Command.Evaluate(Optional.empty()), 3);
    assertThat(again.repeated()).isTrue();
    assertThat(again.metrics()).isEqualTo(evaluated.metrics());
  }

  @Test
  void aBackfillNeverUnseatsANewerChampionAndARefreshIsTheChampion() {
    Specification specification = bench.specification(sales.path());
    Result newer = bench.retrain(specification, 4);
    Result backfill = bench.retrain(specification, 2);
    assertThat(backfill.status()).isEqualTo("held");
    assertThat(failed(backfill)).containsExactly("older-as-of");

    When refresh = new When(Optional.of(Bench.asOf(4)), When.Future.REFUSE, When.Claim.NEXT);
    Result refreshed = bench.cycle().run(specification, new Command.Retrain(), refresh);
    assertThat(refreshed.cycle()).contains(2);
    assertThat(refreshed.model()).isEqualTo(newer.model());
    assertThat(refreshed.status()).isEqualTo("held");
    assertThat(failed(refreshed)).containsExactly("is-champion");
    assertThat(refreshed.inputs().orElseThrow().training().orElseThrow().filesRead()).hasValue(0);
  }

  @Test
  void aRollbackBansUntilTheModelIsForced() {
    Specification specification = bench.specification(sales.path());
    String first = id(bench.retrain(specification, 2));
    String second = id(bench.retrain(specification, 3));
    assertThat(champion()).isEqualTo(second);

    Result back =
        bench.run(specification, new Command.Rollback(first, "worse", Optional.of("anna")), 3);
    assertThat(back.status()).isEqualTo("rolled-back");
    assertThat(back.asOf()).contains(Bench.asOf(2));
    assertThat(champion()).isEqualTo(first);

    When refresh = new When(Optional.of(Bench.asOf(3)), When.Future.REFUSE, When.Claim.NEXT);
    Result banned = bench.cycle().run(specification, new Command.Retrain(), refresh);
    assertThat(id(banned)).isEqualTo(second);
    assertThat(failed(banned)).containsExactly("banned");

    Command.ForcePromote force = new Command.ForcePromote(second, "checked", Optional.empty());
    assertThat(bench.run(specification, force, 3).status()).isEqualTo("promoted");
    assertThat(champion()).isEqualTo(second);
    assertThat(bench.registry().champions().banned()).isEmpty();
    assertThat(bench.run(specification, force, 3).repeated()).isTrue();
    assertThat(bench.registry().champions().pointers())
        .extracting(Champion::kind)
        .containsExactly("promote", "promote", "rollback", "force");
  }

  @Test
  void badRowsCloseTheCycleAndTheNextRunTakesTheNextOne(@TempDir Path folder) {
    Sales broken = new Sales(folder.resolve("sales")).days(0, 1).dayWithNull(2);
    Specification specification = bench.specification(broken.path());
    Result failed = bench.retrain(specification, 3);
    assertThat(failed.exitCode()).isEqualTo(65);
    assertThat(failed.status()).isEqualTo("failed");
    assertThat(failed.error().orElseThrow().message())
        .contains("area is null in 1 (of 240 rows, days up to 2026-01-03)");
    assertThat(bench.failures()).hasSize(1);
    Registry registry = bench.registry();
    assertThat(registry.cycle(new CycleId(Bench.asOf(3), 1)).isClosed()).isTrue();
    assertThat(registry.models()).isEmpty();

    assertThat(bench.retrain(specification, 3).cycle()).contains(2);
    Specification dropping =
        bench.specification(broken.path(), 0.25, List.of("area", "rooms"), MissingPolicy.DROP);
    Result accepted = bench.retrain(dropping, 3);
    assertThat(accepted.status()).isEqualTo("promoted");
    assertThat(accepted.warnings())
        .anySatisfy(warning -> assertThat(warning.kind()).isEqualTo("dropped"));
  }

  @Test
  void whatIsMissingClaimsNoCycle() {
    Specification specification = bench.specification(sales.path());
    Result noEvaluation = bench.run(specification, new Command.Promote(), 3);
    Result noModel = bench.run(specification, new Command.Evaluate(Optional.of("2026-01-01-0")), 3);
    Result noChampion =
        bench.run(
            Bench.scoring(specification, sales.path(), home.resolve("scores").toString()),
            new Command.Score(Optional.empty(), ScoreTable.Replace.KEEP),
            3);
    assertThat(List.of(noEvaluation, noModel, noChampion))
        .allSatisfy(result -> assertThat(result.exitCode()).isEqualTo(66));
    assertThat(bench.registry().cycles()).isEmpty();
  }

  @Test
  void aDayAfterTomorrowIsRefusedUnlessAllowed() {
    Specification specification = bench.specification(sales.path());
    LocalDate far = LocalDate.of(2026, 2, 3);
    Result refused = bench.cycle().run(specification, far);
    assertThat(refused.exitCode()).isEqualTo(64);
    assertThat(refused.error().orElseThrow().message())
        .isEqualTo("--as-of 2026-02-03 is after tomorrow, 2026-02-02 in UTC");
    assertThat(home.resolve(Bench.NAME)).doesNotExist();
    When allowed = new When(Optional.of(far), When.Future.ALLOW, When.Claim.JOIN);
    assertThat(bench.cycle().run(specification, new Command.Retrain(), allowed).exitCode())
        .isZero();
  }

  @Test
  void aHomeInsideAnInputIsAConfigurationError() {
    Bench inside = new Bench(tables.resolve("sales").toString());
    Result result = inside.retrain(inside.specification(sales.path()), 3);
    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.error().orElseThrow().message()).contains("lies inside the table");
  }

  @Test
  void aHomeThatCannotBeWrittenIsAnOutputError() throws IOException {
    Bench blocked = new Bench(Files.createFile(home.resolve("file")).toString());
    Result result = blocked.retrain(blocked.specification(sales.path()), 3);
    assertThat(result.exitCode()).isEqualTo(73);
    assertThat(result.error().orElseThrow().message()).contains("cannot be written");
  }

  @Test
  void whatTheTableLacksIsToldByNameAndKind() {
    Result noTable = bench.retrain(bench.specification(tables.resolve("none").toString()), 3);
    assertThat(noTable.exitCode()).isEqualTo(66);
    assertThat(bench.registry().cycles()).isEmpty();

    Specification garden =
        bench.specification(sales.path(), 0.25, List.of("garden"), MissingPolicy.FAIL);
    Result noColumn = bench.retrain(garden, 3);
    assertThat(noColumn.exitCode()).isEqualTo(65);
    assertThat(noColumn.error().orElseThrow().message()).contains("garden");

    Result noRows = bench.retrain(bench.specification(sales.path()), 0);
    assertThat(noRows.exitCode()).isEqualTo(65);
    assertThat(noRows.error().orElseThrow().message()).contains("days up to 2025-12-31");
  }

  @Test
  void aHoldoutThatGrewIsJudgedOnTheChampionsSplitAndAnotherKeyHolds() {
    Result first =
        bench.retrain(
            bench.specification(sales.path(), 0.2, List.of("area", "rooms"), MissingPolicy.FAIL),
            3);
    Result grown =
        bench.retrain(
            bench.specification(sales.path(), 0.4, List.of("area", "rooms"), MissingPolicy.FAIL),
            4);
    Evaluation evaluation =
        bench.registry().cycle(new CycleId(Bench.asOf(4), 1)).evaluation().orElseThrow();
    assertThat(evaluation.basis()).isEqualTo(Evaluation.CHAMPION_SPLIT);
    assertThat(evaluation.champion().orElseThrow().model()).isEqualTo(id(first));
    long judged = grown.metrics().orElseThrow().challenger().orElseThrow().rows();
    assertThat(grown.metrics().orElseThrow().champion().orElseThrow().rows()).isEqualTo(judged);
    assertThat(evaluation.unseen().orElseThrow().firstDay()).isEqualTo(Bench.asOf(3));
    assertThat(evaluation.days()).hasSize(4);
  }

  @Test
  void aChampionWithOtherTermsIsJudgedOnTheUnionOfColumns() {
    bench.retrain(bench.specification(sales.path(), 0.25, List.of("area"), MissingPolicy.FAIL), 3);
    Result wider =
        bench.retrain(
            bench.specification(sales.path(), 0.25, List.of("rooms"), MissingPolicy.FAIL), 4);
    Evaluation evaluation =
        bench.registry().cycle(new CycleId(Bench.asOf(4), 1)).evaluation().orElseThrow();
    assertThat(evaluation.basis()).isEqualTo(Evaluation.UNION_MOMENTS);
    assertThat(evaluation.champion().orElseThrow().metrics()).isPresent();
    assertThat(wider.status()).isEqualTo("rejected");
  }

  @Test
  void theSameRowsInOtherFilesAreTheSameCoefficientsAndAnotherId(@TempDir Path folder) {
    Model daily = model(bench.retrain(bench.specification(sales.path()), 4));
    Bench other = new Bench(folder.resolve("home").toString());
    Sales shuffled = new Sales(folder.resolve("sales")).inOneFile(0, 3);
    Result result = other.retrain(other.specification(shuffled.path()), 4);
    Model whole = other.registry().requireModel(id(result));
    assertThat(whole.coefficients()).isEqualTo(daily.coefficients());
    assertThat(whole.fit()).isEqualTo(daily.fit());
    assertThat(whole.certificate()).isEqualTo(daily.certificate());
    assertThat(whole.id()).isNotEqualTo(daily.id());
  }

  @Test
  void theSameInputIsTheSameModelByteForByte(@TempDir Path other) {
    String id = id(bench.retrain(bench.specification(sales.path()), 3));
    Bench elsewhere = new Bench(other.toString());
    elsewhere.retrain(elsewhere.specification(sales.path()), 2);
    assertThat(id(elsewhere.retrain(elsewhere.specification(sales.path()), 3))).isEqualTo(id);
    assertThat(elsewhere.storage().read(elsewhere.registry().layout().modelRecord(id)))
        .hasValueSatisfying(
            bytes ->
                assertThat(bytes)
                    .isEqualTo(
                        bench
                            .storage()
                            .read(bench.registry().layout().modelRecord(id))
                            .orElseThrow()));
  }

  @Test
  void aPlanSaysWhatWouldBeReadAndWritesNothing() {
    Specification specification = bench.specification(sales.path());
    Plan plan = bench.cycle().plan(specification, When.on(Bench.asOf(4)));
    assertThat(plan.training().orElseThrow().toRead()).isEqualTo(4);
    assertThat(plan.cycle()).isEqualTo(1);
    assertThat(home.resolve(Bench.NAME)).doesNotExist();

    bench.retrain(specification, 3);
    Plan next = bench.cycle().plan(specification, When.newest());
    assertThat(next.asOf()).isEqualTo(Bench.asOf(4));
    assertThat(next.training().orElseThrow().reused()).isPositive();
    assertThat(next.joins()).isFalse();
  }

  @Test
  void aPlanSaysWhoseRowsAreReadForEvaluationAndScoring(@TempDir Path folder) {
    Specification specification =
        Bench.scoring(
            bench.specification(sales.path()), sales.path(), folder.resolve("scores").toString());
    bench.retrain(specification, 2);

    Plan plan = bench.cycle().plan(specification, When.on(Bench.asOf(4)));
    Plan.Reading evaluation = plan.evaluation().orElseThrow();
    assertThat(evaluation.toRead()).isEqualTo(4);
    assertThat(evaluation.reused()).isZero();
    assertThat(evaluation.firstDay()).contains(Bench.asOf(4).minusDays(30));
    assertThat(evaluation.lastDay()).contains(Bench.asOf(3));
    assertThat(plan.comparison()).isEmpty();
    assertThat(plan.scoring().orElseThrow().lastDay()).contains(Bench.asOf(3));

    Result run = bench.retrain(specification, 4);
    assertThat(run.inputs().orElseThrow().evaluation().orElseThrow().files())
        .isEqualTo(evaluation.files());
  }

  @Test
  void whatReadsRecordsAloneDoesNotStartSpark() {
    Specification specification = bench.specification(sales.path());
    String first = id(bench.retrain(specification, 2));
    String second = id(bench.retrain(specification, 3));

    bench.withoutSpark();
    assertThat(bench.cycle().plan(specification, When.on(Bench.asOf(4))).cycle()).isEqualTo(1);
    assertThat(bench.cycle().models(bench.home(), Bench.NAME).models()).hasSize(2);
    Result back =
        bench.run(specification, new Command.Rollback(first, "worse", Optional.empty()), 3);
    assertThat(back.startSeconds()).isEmpty();
    bench.run(specification, new Command.ForcePromote(second, "checked", Optional.empty()), 3);
    assertThat(champion()).isEqualTo(second);
    assertThat(bench.run(specification, new Command.Promote(), 3).repeated()).isTrue();
    assertThat(bench.retrain(specification, 3).repeated()).isTrue();
  }

  @Test
  void modelsAreListedWithTheirStandingAndCompared() {
    Specification specification = bench.specification(sales.path());
    String first = id(bench.retrain(specification, 2));
    String second = id(bench.retrain(specification, 3));
    ModelListing listing = bench.cycle().models(bench.home(), Bench.NAME);
    assertThat(listing.models())
        .extracting(ModelListing.Entry::standing)
        .containsExactly(ModelListing.Standing.FORMER, ModelListing.Standing.CHAMPION);
    assertThat(bench.cycle().difference(bench.home(), Bench.NAME, first, second).terms())
        .extracting(ModelDifference.Term::term)
        .containsExactly("(intercept)", "area", "rooms");
    assertThatThrownBy(() -> bench.cycle().difference(bench.home(), Bench.NAME, first, "x"))
        .hasMessageContaining("There is no model x");
  }

  private Model model(Result result) {
    return bench.registry().requireModel(id(result));
  }

  private static String id(Result result) {
    assertThat(result.error()).isEmpty();
    return result.model().orElseThrow().id();
  }

  private String champion() {
    return bench.registry().champions().model().orElseThrow();
  }

  private List<String> failed(Result result) {
    CycleId cycle = new CycleId(result.asOf().orElseThrow(), result.cycle().orElseThrow());
    return bench.registry().cycle(cycle).decision().orElseThrow().rules().stream()
        .filter(rule -> !rule.passed())
        .map(rule -> rule.name())
        .toList();
  }
}
