package org.plumbline.mllib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.cycle.Command;
import org.plumbline.cycle.Plan;
import org.plumbline.cycle.Specification;
import org.plumbline.cycle.SpecificationBuilder;
import org.plumbline.cycle.When;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.Feature;
import org.plumbline.features.LabelTransform;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.MissingValues;
import org.plumbline.features.UnseenLevels;
import org.plumbline.model.Baseline;
import org.plumbline.model.Metrics;
import org.plumbline.model.Model;
import org.plumbline.model.Registry;
import org.plumbline.model.Result;
import org.plumbline.table.HadoopStorage;

/** A cycle by MLlib's search beside one from statistics, on the same rows. */
class LbfgsCycleTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 2, 28);

  @TempDir private Path folder;

  @Test
  void agreesWithTheFitFromStatisticsAndIsJudgedAndScores() {
    Specification penalized = Lots.penalized(specification(MissingValues.IMPUTE), 0.2, 0.4);
    Result searched = run(Lots.searched(penalized), new Command.Retrain());
    Result own = run(penalized, new Command.Retrain());

    assertThat(searched.error()).isEmpty();
    assertThat(searched.status()).isEqualTo("promoted");
    assertThat(own.error()).isEmpty();
    Model expected = model(penalized, own);
    Model found = model(penalized, searched);
    for (int k = 0; k < expected.coefficients().size(); k++) {
      Model.Coefficient coefficient = expected.coefficients().get(k);
      assertThat(found.coefficients().get(k).term()).isEqualTo(coefficient.term());
      assertThat(found.coefficients().get(k).value())
          .as(coefficient.term())
          .isCloseTo(coefficient.value(), within(1e-5 * Math.max(1, coefficient.value())));
    }
    assertThat(found.certificate().solver()).isEqualTo("mllib-l-bfgs");
    assertThat(found.fit().rows()).isEqualTo(expected.fit().rows());
    assertThat(found.inputs().rows()).isEqualTo(expected.inputs().rows());
    assertThat(found.features().get(0).imputed().orElseThrow())
        .isCloseTo(expected.features().get(0).imputed().orElseThrow(), within(1e-12));
    assertThat(found.features().get(1)).isEqualTo(expected.features().get(1));

    Metrics ofStatistics = own.metrics().orElseThrow().challenger().orElseThrow();
    Metrics ofRows = searched.metrics().orElseThrow().challenger().orElseThrow();
    assertThat(ofRows.rows()).isEqualTo(ofStatistics.rows());
    assertThat(ofRows.mse()).isCloseTo(ofStatistics.mse(), within(1e-4 * ofStatistics.mse()));
    assertThat(ofRows.bias()).isCloseTo(ofStatistics.bias(), within(1e-4));
    assertThat(ofRows.r2().orElseThrow()).isCloseTo(ofStatistics.r2().orElseThrow(), within(1e-4));
    assertThat(searched.scores().orElseThrow().rows()).isPositive();
  }

  @Test
  void itsBaselineIsThatOfTheStatistics() {
    Specification watched =
        SpecificationBuilder.from(specification(MissingValues.IMPUTE))
            .monitoring(
                new Specification.Monitoring(
                    Specification.Watched.INPUTS,
                    1,
                    2,
                    Optional.empty(),
                    new Specification.Thresholds(0.25, 0.1, 0.05, 0.01, 0.01, 0.1)))
            .build();
    Baseline searched = baseline(watched, run(Lots.searched(watched), train()));
    Baseline own = baseline(watched, run(watched, train()));
    assertThat(searched.columns()).isNotEmpty().isEqualTo(own.columns());
    assertThat(searched.rows()).isEqualTo(own.rows()).isPositive();
  }

  @Test
  void refusesMissingValuesByColumnAndCount() {
    Result refused = run(Lots.searched(specification(MissingValues.FAIL)), train());

    assertThat(refused.exitCode()).isEqualTo(65);
    assertThat(refused.error().orElseThrow().message())
        .contains("area is missing in ")
        .doesNotContain("district");
  }

  @Test
  void planSaysThatAllRowsAreReadByWhom() {
    Plan plan =
        Lots.cycle().plan(Lots.searched(specification(MissingValues.IMPUTE)), When.on(AS_OF));

    assertThat(plan.computing().solver()).isEqualTo("mllib-l-bfgs");
    assertThat(plan.training().orElseThrow().toRead()).isEqualTo(3);
    assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("All rows are read"));
  }

  private static Command train() {
    return new Command.Train(Command.Train.CrossChecking.OFF);
  }

  private Specification specification(MissingValues ofArea) {
    return new Lots(folder)
        .specification(
            LabelTransform.NONE,
            OptionalInt.of(30),
            List.of(
                new Feature.Numeric(new Definition.NumberTerm("area"), ofArea),
                new Feature.Levels(
                    new Category.OfColumn("district"),
                    new Feature.LevelChoice(Optional.empty(), 15, 100),
                    UnseenLevels.REFERENCE,
                    MissingLevels.LEVEL),
                new Feature.Numeric(new Definition.NumberTerm("corner"), MissingValues.FAIL)));
  }

  private static Result run(Specification specification, Command command) {
    return Lots.cycle().run(specification, command, When.on(AS_OF));
  }

  private static Baseline baseline(Specification specification, Result result) {
    return Registry.open(
            specification.home(), specification.name(), new HadoopStorage(new Configuration()))
        .baseline(result.model().orElseThrow().id())
        .orElseThrow();
  }

  private static Model model(Specification specification, Result result) {
    return Registry.open(
            specification.home(), specification.name(), new HadoopStorage(new Configuration()))
        .requireModel(result.model().orElseThrow().id());
  }
}
