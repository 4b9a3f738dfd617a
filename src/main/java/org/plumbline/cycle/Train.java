package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.Failure;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.Feature;
import org.plumbline.features.Inputs;
import org.plumbline.model.Baseline;
import org.plumbline.model.CollinearityRecord;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.CrossValidationRecord;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.InputFile;
import org.plumbline.model.Model;
import org.plumbline.model.ModelId;
import org.plumbline.model.SnapshotRecord;
import org.plumbline.model.TrainRecord;
import org.plumbline.model.Trained;
import org.plumbline.model.Warning;
import org.plumbline.regression.CrossValidation;
import org.plumbline.regression.Curve;
import org.plumbline.regression.Encoding;
import org.plumbline.regression.Fit;
import org.plumbline.regression.FitOptions;
import org.plumbline.regression.PenalizedRegression;
import org.plumbline.regression.Penalty;
import org.plumbline.regression.PenaltyPoint;
import org.plumbline.regression.TermSource;
import org.plumbline.scan.Smearing;
import org.plumbline.scan.TrainingProfile;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.Statistics;
import org.plumbline.table.Snapshot;

/** Fits the challenger of a cycle from the statistics of its snapshot. */
final class Train {

  private static final double CONFIDENCE = 0.95;

  private final Run run;
  private final CycleFolder folder;
  private final SnapshotRecord pinned;
  private final Specification specification;

  Train(Run run, CycleFolder folder, SnapshotRecord pinned) {
    this.run = run;
    this.folder = folder;
    this.pinned = pinned;
    this.specification = run.specification();
  }

  /** The record of the stage: the one that is there, or a new one. */
  TrainRecord run(Command.Train.CrossChecking crossChecking) {
    return folder.train().orElseGet(() -> folder.create(train(crossChecking)));
  }

  private TrainRecord train(Command.Train.CrossChecking crossChecking) {
    if (specification.solver() == Specification.Solver.LBFGS) {
      return trainOnRows(crossChecking);
    }
    if (crossChecking == Command.Train.CrossChecking.ON) {
      refuseLimits();
    }
    Design design = specification.design();
    Tables.checkTraining(specification, pinned.training());
    DayRange window = window(specification, pinned.asOf());
    Gathered data =
        run.stage(
            "statistics",
            "statistics of " + design.definitions().size() + " terms, " + pinned.training().label(),
            () -> run.gathering().gather(pinned.training(), design, window),
            Gathered::told);
    DataChecks checks = new DataChecks(data);
    checks.refuse();
    if (specification.features().stream().anyMatch(Feature.Levels.class::isInstance)) {
      CategoryChecks.refuse(specification.features(), data);
    }

    SortedMap<Integer, Statistics> training = data.trainingByDay();
    Statistics total = data.sum(training.values());
    UnderflowChecks.refuse(total.moments(), data);
    Fitted solved =
        run.stage("fit", method() + ", " + Days.words(window), () -> fit(data, training));
    ErrorsFromRows errors = ErrorsFromRows.of(run, data, solved, total);
    Fitted fitted = errors.fitted();
    List<InputFile> inputs = ModelAssembly.inputs(data);
    Smeared smeared =
        smeared(
            ModelAssembly.model(specification, pinned.asOf(), data, training, fitted, inputs),
            data.holding(data.window()),
            data.window());
    Model model = smeared.model();
    data.distributions().ifPresent(each -> keepBaseline(model, each));
    run.registry().keep(model, trained(model), inputs);
    run.gathering().compact();

    Optional<CrossCheck> crossCheck =
        crossChecking == Command.Train.CrossChecking.ON
            ? Optional.of(crossCheck(model))
            : Optional.empty();
    return new TrainRecord(
        FormatVersion.CURRENT,
        pinned.asOf(),
        model.id(),
        data.input().plusBytesRead(errors.bytesRead() + smeared.bytesRead()),
        data.summaries().kernel(),
        TrainingSummary.of(specification.features(), fitted.encoding(), total),
        warnings(data, checks, fitted),
        crossCheck,
        fitted
            .curve()
            .map(
                curve ->
                    CrossValidationRecord.of(
                        curve,
                        specification
                            .fitting()
                            .penalizing()
                            .foldsBy()
                            .name()
                            .toLowerCase(Locale.ROOT))),
        fitted.fit().collinearity().map(CollinearityRecord::of));
  }

  /** What monitoring compares with later; before the model, so that a model has its baseline. */
  private void keepBaseline(Model model, Distributions distributions) {
    List<String> order = Inputs.of(specification.design()).columns();
    run.registry().keep(Baseline.of(model.id(), distributions, order));
  }

  private String method() {
    Penalty penalty = specification.fitting().penalizing().penalty();
    if (penalty.single().isEmpty()) {
      return "cross-validated penalty";
    }
    return penalty.equals(Penalty.NONE) ? "least squares" : "penalised least squares";
  }

  private void refuseLimits() {
    if (!specification.fitting().penalizing().penalty().limits().isNone()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "--cross-check: MLlib's LinearRegression knows no limits of coefficients, so that it"
              + " cannot be compared with",
          "Train without --cross-check, or without training.penalty.lower, upper and positive.");
    }
  }

  /** By a solver that reads the rows, where the configuration names one. */
  private TrainRecord trainOnRows(Command.Train.CrossChecking crossChecking) {
    if (crossChecking == Command.Train.CrossChecking.ON) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "--cross-check compares with MLlib, and training.solver = lbfgs is MLlib's own",
          "Train without --cross-check, or set training.solver = auto.");
    }
    RowTraining training = new RowTraining(run, pinned);
    RowSolver.Solution solution = training.solve();
    Model model =
        smeared(training.model(solution), pinned.training(), window(specification, pinned.asOf()))
            .model();
    if (specification.monitoring().isPresent()) {
      keepBaseline(model, distributionsOfRows());
    }
    run.registry().keep(model, trained(model), solution.files());
    return training.record(model, solution);
  }

  private Distributions distributionsOfRows() {
    return run.stage(
        "distributions",
        "distributions of " + pinned.training().label(),
        () ->
            TrainingProfile.of(
                    run.workshop()::spark,
                    pinned.training(),
                    specification.design(),
                    window(specification, pinned.asOf()))
                .distributions());
  }

  /** Training days of a cycle; all rows where there is no event time. */
  static DayRange window(Specification specification, LocalDate asOf) {
    return specification.design().rule().eventTime().isEmpty()
        ? DayRange.ALL
        : Days.training(specification.window(), asOf);
  }

  /** A fit of log(label) with the factor that brings its predictions back to the label's mean. */
  private Smeared smeared(Model model, Snapshot table, DayRange days) {
    if (model.labelTransform().isEmpty()) {
      return new Smeared(model, 0);
    }
    Smearing smearing =
        run.stage(
            "smearing",
            "smearing factor of " + model.fittedLabel() + ", " + pinned.training().label(),
            () ->
                Smearing.of(
                    run.workshop().spark(),
                    table,
                    specification.design(),
                    ModelTerms.judged(model),
                    days));
    return new Smeared(
        ModelId.identified(model.withSmearing(smearing.factor())), smearing.bytesRead());
  }

  /**
   * @param bytesRead for the factor
   */
  private record Smeared(Model model, long bytesRead) {}

  private Fitted fit(Gathered data, SortedMap<Integer, Statistics> training) {
    boolean decays = specification.window().halfLife().isPresent();
    SortedMap<Integer, Statistics> weighted = new TreeMap<>(training);
    if (decays) {
      weighted.replaceAll(
          (day, part) -> part.times(Days.decay(specification.window(), pinned.asOf(), day)));
    }
    if (weighted.isEmpty()) {
      weighted.put(Days.of(pinned.asOf()), Statistics.empty(data.layout()));
    }
    List<TermSource> sources = TermSources.of(specification.features());
    Encoding encoding = Encoding.decide(sources, data.sum(weighted.values()));
    Specification.Penalizing penalizing = specification.fitting().penalizing();
    Optional<PenaltyPoint> single = penalizing.penalty().single();
    Optional<Curve> curve =
        single.isPresent() ? Optional.empty() : Optional.of(curve(data, sources, encoding));
    PenaltyPoint point = single.or(() -> curve.map(Curve::penalty)).orElseThrow();
    return new Fitted(encoding, fit(data, encoding, weighted, point), curve);
  }

  /** The penalties tried, judged on the folds of the training rows. */
  private Curve curve(Gathered data, List<TermSource> sources, Encoding encoding) {
    Specification.Penalizing penalizing = specification.fitting().penalizing();
    boolean decays = specification.window().halfLife().isPresent();
    Folds folds =
        new Folds(data, day -> decays ? Days.decay(specification.window(), pinned.asOf(), day) : 1);
    return CrossValidation.choose(
        folds.of(penalizing.foldsBy(), sources, encoding),
        penalizing.penalty(),
        penalizing.choice(),
        specification.fitting().intercept());
  }

  private Fit fit(
      Gathered data,
      Encoding encoding,
      SortedMap<Integer, Statistics> weighted,
      PenaltyPoint point) {
    return PenalizedRegression.fit(
        encoding,
        weighted,
        data.plan().precision(),
        new FitOptions(
            specification.fitting().intercept(),
            specification.fitting().aliased(),
            specification.window().halfLife().isPresent(),
            CONFIDENCE),
        specification.fitting().penalizing().penalty(),
        point);
  }

  /** The model's coefficients beside those of another fit on the same rows. */
  CrossCheck crossCheck(Model model) {
    return run.stage(
        "cross-check",
        "the same fit by Spark MLlib, " + pinned.training().label(),
        () ->
            run.workshop()
                .crossChecker()
                .check(
                    run.workshop().spark(),
                    pinned.training(),
                    specification.design(),
                    window(specification, pinned.asOf()),
                    model));
  }

  private Trained trained(Model model) {
    return new Trained(
        FormatVersion.CURRENT,
        model.id(),
        run.workshop().clock().instant().toString(),
        run.workshop().code(),
        org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        Runtime.version().toString(),
        specification.configuration(),
        run.id(),
        run.registry().layout().root(),
        pinned.training().root());
  }

  private List<Warning> warnings(Gathered data, DataChecks checks, Fitted fitted) {
    Fit fit = fitted.fit();
    List<Warning> warnings = new ArrayList<>(run.warnings());
    List<String> aliased =
        fit.aliased().stream().filter(term -> !fit.constant().contains(term)).toList();
    if (!aliased.isEmpty()) {
      warnings.add(
          new Warning(
              "aliased",
              aliased,
              aliased.size(),
              String.join(", ", aliased)
                  + ": explained by the terms before; dropped, with coefficient 0."));
    }
    if (!fit.constant().isEmpty()) {
      warnings.add(
          new Warning(
              "constant",
              fit.constant(),
              fit.constant().size(),
              String.join(", ", fit.constant())
                  + ": the same value in every training row; dropped, with coefficient 0."));
    }
    warnings.addAll(CategoryChecks.warnings(fitted.encoding()));
    if (fit.constantLabel()) {
      String label = specification.design().rule().label();
      warnings.add(
          new Warning(
              "constant-label",
              List.of(label),
              1,
              label + ": the label has the same value in every training row."));
    }
    warnings.addAll(checks.warnings());
    warnings.addAll(damaged(data));
    return warnings;
  }

  private static List<Warning> damaged(Gathered data) {
    List<String> files = data.plan().damagedStoreFiles();
    return files.isEmpty()
        ? List.of()
        : List.of(
            new Warning(
                "damaged-store",
                List.of(),
                files.size(),
                "Passed over, since they cannot be read; their statistics were computed again: "
                    + String.join(", ", files)
                    + "."));
  }
}
