package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.plumbline.model.CollinearityRecord;
import org.plumbline.model.CrossValidationRecord;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.DataSummary;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Coefficient;
import org.plumbline.model.TrainRecord;
import org.plumbline.regression.Collinearity;
import org.plumbline.regression.Collinearity.Condition;
import org.plumbline.regression.Collinearity.Inflation;
import org.plumbline.regression.Collinearity.Proportion;
import org.plumbline.regression.Curve;
import org.plumbline.regression.CurvePoint;
import org.plumbline.regression.JointTest;

/** The houses' cycle with categories, gaps and a penalty, as records alone: nothing is fitted. */
final class Selections {
  private static final int AGENTS = 45;

  private Selections() {}

  /** Two categories, one of many levels, an imputed number and a near dependency. */
  static CycleDocument categories() {
    CycleDocument cycle = new Houses(1).cycle(20, 30);
    Model of = cycle.challenger().orElseThrow();
    List<Coefficient> coefficients = new ArrayList<>(of.coefficients());
    coefficients.add(square());
    coefficients.add(level("district", "north", 12_000, 900));
    coefficients.add(level("district", "(other)", -4_100.5, 2_100));
    Random random = new Random(7);
    for (int i = 1; i <= AGENTS; i++) {
      coefficients.add(level("agent", "a" + (100 + i), 3_000 * random.nextGaussian(), 1_400));
    }
    List<Model.Feature> features = new ArrayList<>(of.features().subList(1, of.features().size()));
    features.add(square("area", 10_400.5));
    features.add(feature("area", "number", "impute-with-indicator", OptionalDouble.of(98.25)));
    features.add(category("district", List.of("east", "north"), List.of("south", "west")));
    features.add(
        category(
            "agent",
            IntStream.rangeClosed(100, 100 + AGENTS).mapToObj(i -> "a" + i).toList(),
            List.of()));
    JointTest.FTest district = new JointTest.FTest(93.1, 3551, 3.2e-40, -39.5);
    JointTest.FTest agents = new JointTest.FTest(1.04, 3551, 0.402, -0.396);
    List<JointTest> tests =
        List.of(
            new JointTest(
                "district", 2, Optional.of(district), Optional.of(agents), Optional.empty()),
            new JointTest(
                "agent", AGENTS, Optional.of(agents), Optional.empty(), Optional.empty()));
    Model model =
        model(of, coefficients, of.objective(), features, Optional.of("log"), Optional.of(tests));
    return document(cycle, model, Optional.empty(), Optional.of(collinearity()));
  }

  /** An elastic net that cross-validation chose, with one standard error. */
  static CycleDocument elasticNet() {
    return elasticNet(Optional.empty());
  }

  static CycleDocument elasticNet(Optional<List<Model.TermLimit>> limits) {
    CycleDocument cycle = new Houses(1).cycle(20, 30);
    Model of = cycle.challenger().orElseThrow();
    List<Coefficient> coefficients =
        of.coefficients().stream().map(Selections::withoutInference).toList();
    Model.Objective objective =
        new Model.Objective(
            0.125,
            0.5,
            true,
            true,
            Optional.of(
                new Model.Penalized(
                    5,
                    List.of("floor"),
                    OptionalDouble.of(5.75),
                    1e-12,
                    Optional.of("the data chose the terms"),
                    limits)));
    Model model =
        model(of, coefficients, objective, of.features(), Optional.empty(), Optional.empty());
    return document(cycle, model, Optional.of(curve()), Optional.empty());
  }

  private static CrossValidationRecord curve() {
    List<CurvePoint> points = new ArrayList<>();
    for (double ratio : new double[] {1, 0.9, 0.5, 0.1}) {
      for (int k = 0; k < 60; k++) {
        double lambda = 4 / ratio * Math.pow(10, -k / 15.0);
        double bend = Math.pow(Math.log10(lambda * (0.6 + ratio) / 0.02), 2);
        points.add(
            new CurvePoint(
                lambda, ratio, 7e8 * (1 + bend / 20), OptionalDouble.of(2e7), Math.min(6, k / 5)));
      }
    }
    CurvePoint best = points.get(120 + 36);
    return new CrossValidationRecord(
        "hash",
        "one-standard-error",
        List.of("fold 1", "fold 2", "fold 3", "fold 4"),
        List.of(new Curve.LeftOut("fold 5", "it has no rows")),
        best,
        points.get(120 + 22),
        1e-12,
        points);
  }

  private static CollinearityRecord collinearity() {
    return CollinearityRecord.of(
        new Collinearity(
            List.of(
                inflation("area", 1, 14.5),
                inflation("rooms", 1, 13.25),
                inflation("district", 2, 1.5),
                new Inflation("agent", AGENTS, OptionalDouble.empty(), OptionalDouble.empty())),
            List.of(
                new Condition(1, List.of(new Proportion("area", 0.02), new Proportion("rooms", 0))),
                new Condition(
                    27.5, List.of(new Proportion("rooms", 0.91), new Proportion("area", 0.97))))));
  }

  private static Inflation inflation(String name, int degrees, double factor) {
    return new Inflation(
        name,
        degrees,
        OptionalDouble.of(factor),
        OptionalDouble.of(Math.pow(factor, 0.5 / degrees)));
  }

  private static CycleDocument document(
      CycleDocument of,
      Model model,
      Optional<CrossValidationRecord> curve,
      Optional<CollinearityRecord> collinearity) {
    TrainRecord train = of.train().orElseThrow();
    List<DataSummary.ColumnSummary> columns = new ArrayList<>(train.data().columns());
    DataSummary.ColumnSummary area = columns.get(0);
    columns.set(
        0, new DataSummary.ColumnSummary("area", area.mean(), area.deviation(), 37, List.of()));
    columns.add(1, new DataSummary.ColumnSummary("area^2", 10_400.5, 6_000, 37, List.of()));
    List<DataSummary.CategorySummary> categories =
        List.of(
            new DataSummary.CategorySummary("district", 4, 2, Optional.of("east"), 12, 61),
            new DataSummary.CategorySummary(
                "agent", AGENTS + 1, AGENTS + 1, Optional.of("a100"), 0, 0));
    TrainRecord changed =
        new TrainRecord(
            train.formatVersion(),
            train.asOf(),
            train.model(),
            train.training(),
            train.kernel(),
            new DataSummary(train.data().rows(), columns, Optional.of(categories)),
            train.warnings(),
            train.crossCheck(),
            curve,
            collinearity);
    return new CycleDocument(
        of.name(),
        of.asOf(),
        of.cycle(),
        of.snapshot(),
        Optional.of(changed),
        Optional.of(model),
        of.champion(),
        of.evaluation(),
        of.decision(),
        of.scores(),
        of.monitoring(),
        of.result(),
        of.versions());
  }

  private static Model model(
      Model of,
      List<Coefficient> coefficients,
      Model.Objective objective,
      List<Model.Feature> features,
      Optional<String> transform,
      Optional<List<JointTest>> tests) {
    return new Model(
        of.formatVersion(),
        of.id(),
        of.asOf(),
        of.label(),
        of.weight(),
        of.eventTime(),
        of.rowRule(),
        of.split(),
        of.window(),
        coefficients,
        objective,
        of.fit(),
        of.certificate(),
        features,
        of.inputs(),
        transform,
        transform.isPresent() ? OptionalDouble.of(1.03125) : OptionalDouble.empty(),
        tests);
  }

  private static Coefficient square() {
    Coefficient number = OddCycles.number("area^2", 1.5, 0.25);
    return new Coefficient(
        number.term(),
        "power",
        List.of("area"),
        Optional.empty(),
        OptionalInt.of(2),
        number.value(),
        number.standardError(),
        number.t(),
        number.pValue(),
        number.log10P(),
        number.lower(),
        number.upper(),
        Optional.empty(),
        false);
  }

  private static Coefficient level(String category, String level, double value, double error) {
    Coefficient number = OddCycles.number(category + "=" + level, value, error);
    return new Coefficient(
        number.term(),
        "level",
        List.of(category),
        Optional.of(level),
        OptionalInt.empty(),
        value,
        number.standardError(),
        number.t(),
        number.pValue(),
        number.log10P(),
        number.lower(),
        number.upper(),
        Optional.empty(),
        false);
  }

  private static Coefficient withoutInference(Coefficient of) {
    OptionalDouble none = OptionalDouble.empty();
    double value = of.term().equals("floor") ? 0 : of.value();
    return new Coefficient(
        of.term(),
        of.kind(),
        of.columns(),
        of.level(),
        of.power(),
        value,
        none,
        none,
        none,
        none,
        none,
        none,
        Optional.empty(),
        false);
  }

  private static Model.Feature feature(
      String column, String kind, String missing, OptionalDouble imputed) {
    return new Model.Feature(
        column,
        kind,
        missing,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        imputed,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Model.Feature square(String column, double imputed) {
    return new Model.Feature(
        column,
        "power",
        "impute",
        Optional.empty(),
        Optional.empty(),
        OptionalInt.of(2),
        OptionalDouble.of(0),
        OptionalDouble.of(imputed),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Model.Feature category(String column, List<String> kept, List<String> pooled) {
    return new Model.Feature(
        column,
        "category",
        "level",
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.of(kept),
        Optional.of(kept.get(0)),
        Optional.of(pooled),
        Optional.of("refuse"));
  }
}
