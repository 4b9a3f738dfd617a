package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.CrossValidationRecord;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.CycleId;
import org.plumbline.model.Model;
import org.plumbline.model.Result;
import org.plumbline.regression.CoefficientLimits;
import org.plumbline.regression.Curve;
import org.plumbline.regression.Penalty;

/** Cycles whose fit has a penalty, chosen or given. */
class PenalizedCycleTest {
  @TempDir static Path tables;
  private static Sales sales;

  @TempDir private Path home;
  private Bench bench;

  @BeforeAll
  static void writeTables() {
    sales = new Sales(tables.resolve("sales")).days(0, 5);
  }

  @BeforeEach
  void setUp() {
    bench = new Bench(home.toString());
  }

  private static Penalty path(CoefficientLimits limits) {
    return new Penalty(new Penalty.Lambdas.Path(), List.of(0.0, 0.5, 1.0), true, limits);
  }

  private Specification specification(Penalty penalty, FoldsBy foldsBy) {
    return Bench.penalized(
        bench.specification(sales.path()),
        new Specification.Penalizing(penalty, Curve.Choice.MINIMUM, foldsBy));
  }

  private CrossValidationRecord validation(Result result) {
    CycleFolder folder = bench.registry().cycle(new CycleId(result.asOf().orElseThrow(), 1));
    return folder.train().orElseThrow().crossValidation().orElseThrow();
  }

  private Model model(Result result) {
    return bench.registry().requireModel(result.model().orElseThrow().id());
  }

  @Test
  void theChosenPenaltyIsFittedAndTheCurveKept() {
    Specification specification = specification(path(CoefficientLimits.NONE), FoldsBy.HASH);
    Result result = bench.retrain(specification, 5);

    assertThat(result.error()).isEmpty();
    assertThat(result.status()).isEqualTo("promoted");
    CrossValidationRecord validation = validation(result);
    assertThat(validation.folds()).containsExactly("fold 1", "fold 2");
    assertThat(validation.points()).hasSize(300);
    assertThat(validation.choice()).isEqualTo("minimum");
    Model.Objective objective = model(result).objective();
    assertThat(objective.lambda()).isEqualTo(validation.chosen().lambda());
    assertThat(objective.l1Ratio()).isEqualTo(validation.chosen().l1Ratio());
    assertThat(objective.penalized().orElseThrow().dualityGap()).isLessThan(1e-12);
    assertThat(model(result).certificate().arithmeticDigits()).isEqualTo(15);
    // Prices are 3 + 2·area − rooms with a deviation of 0.6, so little is shrunk.
    assertThat(model(result).coefficients().get(1).value()).isBetween(1.9, 2.01);
  }

  @Test
  void foldsByTimeAreJudgedOnTheDaysAfterThoseTrainedOn() {
    Result result = bench.retrain(specification(path(CoefficientLimits.NONE), FoldsBy.TIME), 5);

    assertThat(result.error()).isEmpty();
    CrossValidationRecord validation = validation(result);
    assertThat(validation.foldsBy()).isEqualTo("time");
    assertThat(validation.folds())
        .containsExactly("2026-01-02 to 2026-01-03", "2026-01-04 to 2026-01-05");
  }

  @Test
  void limitsBindAndTheModelSaysSo() {
    CoefficientLimits limits =
        new CoefficientLimits(
            CoefficientLimits.Limit.NONE, Map.of("rooms", CoefficientLimits.Limit.POSITIVE));
    Penalty penalty =
        new Penalty(new Penalty.Lambdas.Values(List.of(0.01)), List.of(0.0), true, limits);
    Result result = bench.retrain(specification(penalty, FoldsBy.HASH), 5);

    Model model = model(result);
    assertThat(model.coefficients().get(2).term()).isEqualTo("rooms");
    assertThat(model.coefficients().get(2).value()).isZero();
    assertThat(model.objective().penalized().orElseThrow().atLimit()).containsExactly("rooms");
    assertThat(model.objective().penalized().orElseThrow().limits())
        .contains(
            List.of(new Model.TermLimit("rooms", OptionalDouble.of(0), OptionalDouble.empty())));
    assertThat(model.objective().penalized().orElseThrow().noInference())
        .contains("a limit holds a coefficient");
    assertThat(model.coefficients()).allMatch(each -> each.standardError().isEmpty());
  }
}
