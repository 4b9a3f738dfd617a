package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.CycleId;
import org.plumbline.model.Decision;
import org.plumbline.model.Policy;
import org.plumbline.model.Result;
import org.plumbline.table.ScoreTable;

/** Decisions that wait for a person. */
class ApprovalTest {

  private static final Command.Approve APPROVAL =
      new Command.Approve("Anna", "slices are plausible");

  @TempDir static Path tables;
  private static Sales sales;

  @TempDir private Path home;
  private Bench bench;
  private Specification asking;

  @BeforeAll
  static void writeTables() {
    sales = new Sales(tables.resolve("sales")).days(0, 3);
  }

  @BeforeEach
  void setUp() {
    bench = new Bench(home.toString());
    asking = asking(0.25);
  }

  /** A policy with a margin, which lets a person decide after its rules. */
  private Specification asking(double margin) {
    Specification plain = bench.specification(sales.path());
    return SpecificationBuilder.from(plain)
        .configuration(plain.configuration() + margin + "asking")
        .policy(new Policy(10, 0, margin, 6, Policy.Approval.REQUIRED))
        .build();
  }

  @Test
  void aHeldChallengerIsApprovedOnceAndReigns() {
    Result held = bench.retrain(asking, 3);
    assertThat(held.status()).isEqualTo("held");
    assertThat(held.verdict().orElseThrow().reasons().get(0)).contains("--approve --by NAME");
    assertThat(held.verdict().orElseThrow().awaits()).contains("approval");
    assertThat(champion()).isEmpty();

    Result approved = bench.run(asking, APPROVAL, 3);
    assertThat(approved.error()).isEmpty();
    assertThat(approved.status()).isEqualTo("promoted");
    assertThat(approved.command()).isEqualTo("promote");
    assertThat(approved.repeated()).isFalse();
    assertThat(approved.verdict())
        .contains(new Result.Verdict("promote", List.of("Approved by Anna: slices are plausible")));
    assertThat(champion()).contains(id(held));
    Champion pointer = bench.registry().champions().inForce().orElseThrow();
    assertThat(pointer.kind()).isEqualTo("approve");
    assertThat(pointer.by()).contains("Anna");
    assertThat(pointer.reason()).contains("slices are plausible");
    assertThat(pointer.cycle()).contains(1);
    assertThat(pointer.decision()).contains(cycle(3).decision());

    Result again = bench.run(asking, new Command.Approve("Bert", "late"), 3);
    assertThat(again.status()).isEqualTo("promoted");
    assertThat(again.repeated()).isTrue();
    assertThat(bench.registry().champions().pointers()).containsExactly(pointer);
    assertThat(bench.run(asking, new Command.Promote(), 3).status()).isEqualTo("promoted");
  }

  @Test
  void theRecordStaysAndWhatIsDrawnShowsTheApproval() {
    bench.retrain(asking, 3);
    Decision record = bench.registry().cycle(cycle(3)).decision().orElseThrow();
    bench.run(asking, APPROVAL, 3);

    assertThat(bench.registry().cycle(cycle(3)).decision()).contains(record);
    CycleDocument drawn = bench.drawn().get(bench.drawn().size() - 1).cycle();
    Decision standing = drawn.decision().orElseThrow();
    assertThat(standing.decision()).isEqualTo("promote");
    assertThat(standing.sequence()).hasValue(1L);
    assertThat(standing.rules()).last().matches(Decision.Rule::passed);
    assertThat(bench.cycle().models(bench.home(), Bench.NAME).models())
        .singleElement()
        .matches(entry -> entry.verdict().equals(Optional.of("promote")));
  }

  @Test
  void retrainOfAnApprovedCycleScoresWithWhoReignsNow() {
    Specification scoring = Bench.scoring(asking, sales.path(), home.resolve("scores").toString());
    Result held = bench.retrain(scoring, 3);
    assertThat(held.skipped()).extracting(Result.Skipped::stage).contains("score");
    assertThat(bench.retrain(scoring, 3).status()).isEqualTo("held");

    bench.run(scoring, APPROVAL, 3);
    Result after = bench.retrain(scoring, 3);
    assertThat(after.status()).isEqualTo("promoted");
    assertThat(after.repeated()).isTrue();
    assertThat(after.scores()).isPresent();
    assertThat(after.champion().flatMap(Result.ChampionChange::after)).contains(id(held));
    assertThat(bench.registry().cycles()).hasSize(1);
  }

  @Test
  void stagesWaitAndGoOnAfterTheApproval() {
    Specification scoring = Bench.scoring(asking, sales.path(), home.resolve("scores").toString());
    bench.run(scoring, new Command.Train(Command.Train.CrossChecking.OFF), 3);
    bench.run(scoring, new Command.Evaluate(Optional.empty()), 3);
    Result held = bench.run(scoring, new Command.Promote(), 3);
    Result again = bench.run(scoring, new Command.Promote(), 3);
    assertThat(held.status()).isEqualTo("held");
    assertThat(held.skipped()).extracting(Result.Skipped::stage).contains("score");
    assertThat(again.skipped()).isEqualTo(held.skipped());
    Result approved = bench.cycle().run(scoring, APPROVAL, When.newest());
    assertThat(approved.asOf()).contains(Bench.asOf(3));
    assertThat(approved.skipped()).isEmpty();
    Command.Score score = new Command.Score(Optional.empty(), ScoreTable.Replace.KEEP);
    assertThat(bench.run(scoring, score, 3).status()).isEqualTo("scored");
    Result after = bench.retrain(scoring, 3);
    assertThat(after.status()).isEqualTo("promoted");
    assertThat(after.scores()).isPresent();
  }

  @Test
  void whatOtherRulesHoldOrRejectIsNotApprovedAndItsCycleStaysOpen() {
    bench.retrain(asking, 3);
    bench.run(asking, APPROVAL, 3);
    Specification scoring =
        Bench.scoring(asking(-0.9), sales.path(), home.resolve("scores").toString());
    bench.run(scoring, new Command.Train(Command.Train.CrossChecking.OFF), 4);
    bench.run(scoring, new Command.Evaluate(Optional.empty()), 4);
    assertThat(bench.run(scoring, new Command.Promote(), 4).status()).isEqualTo("rejected");

    Result refused = bench.run(scoring, APPROVAL, 4);
    assertThat(refused.exitCode()).isEqualTo(65);
    assertThat(refused.error().orElseThrow().message())
        .contains("waits for no approval, its decision is reject: RMSE on the holdout");
    assertThat(bench.registry().cycle(cycle(4)).isClosed()).isFalse();
    assertThat(bench.registry().champions().pointers()).hasSize(1);
  }

  @Test
  void aDecisionThatWasOvertakenIsNotApproved() {
    bench.retrain(asking, 3);
    Result newer = bench.retrain(asking, 4);
    bench.run(asking, APPROVAL, 4);

    Result late = bench.run(asking, APPROVAL, 3);
    assertThat(late.exitCode()).isEqualTo(Failure.Kind.CONFLICT.exitCode());
    assertThat(late.error().orElseThrow().message())
        .contains("was overtaken while it waited for approval")
        .contains("a backfill never unseats a newer champion");
    assertThat(late.error().orElseThrow().remedy()).contains("retrain --refresh");
    assertThat(champion()).contains(id(newer));
  }

  @Test
  void aCycleWithoutADecisionHasNothingToApprove() {
    Result nothing = bench.run(asking, APPROVAL, 3);
    assertThat(nothing.exitCode()).isEqualTo(66);
    bench.run(asking, new Command.Train(Command.Train.CrossChecking.OFF), 3);
    assertThat(bench.run(asking, APPROVAL, 3).error().orElseThrow().message())
        .contains("and this configuration has a decision");
    assertThat(bench.registry().cycle(cycle(3)).isClosed()).isFalse();
  }

  private static CycleId cycle(int day) {
    return new CycleId(Bench.asOf(day), 1);
  }

  private Optional<String> champion() {
    return bench.registry().champions().model();
  }

  private static String id(Result result) {
    return result.model().orElseThrow().id();
  }
}
