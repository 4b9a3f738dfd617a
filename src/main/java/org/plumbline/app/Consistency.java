package org.plumbline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.plumbline.Failure;
import org.plumbline.cycle.FoldsBy;
import org.plumbline.cycle.Specification.Solver;
import org.plumbline.regression.Penalty;

/** Settings that do not go together, refused before anything is read. */
final class Consistency {
  /** Columns that every table of scores has beside the carried ones. */
  private static final Set<String> OUTPUT_COLUMNS = Set.of("prediction", "model_id", "as_of");

  private Consistency() {}

  /**
   * @throws Failure CONFIGURATION for the first contradiction found
   */
  static void check(Settings settings) {
    checkColumns(settings);
    checkFeatures(settings);
    checkSplit(settings);
    checkDays(settings);
    checkErrors(settings);
    checkPenalty(settings);
    checkTables(settings);
    checkScoring(settings);
    new MonitoringReading(settings).check();
    checkSolver(settings);
    checkPlaces(settings);
  }

  private static void checkColumns(Settings settings) {
    String label = settings.value(DataKeys.LABEL);
    Optional<String> weight = settings.optional(DataKeys.WEIGHT);
    for (Feature feature : settings.value(DataKeys.FEATURES)) {
      if (feature.columns().contains(label)) {
        throw settings.refused(
            DataKeys.FEATURES, "the label " + label + " is among them", "leave it out");
      }
      if (weight.isPresent() && feature.columns().contains(weight.get())) {
        throw settings.refused(
            DataKeys.FEATURES, "the weight " + weight.get() + " is among them", "leave it out");
      }
    }
    if (weight.isPresent() && weight.get().equals(label)) {
      throw settings.refused(DataKeys.WEIGHT, "it is the label", "name another column");
    }
  }

  /** Making them finds what does not go together. */
  private static void checkFeatures(Settings settings) {
    if (new FeatureList(settings).features().isEmpty()) {
      throw settings.refused(DataKeys.FEATURES, "a fit needs a feature", "name one");
    }
  }

  private static void checkSplit(Settings settings) {
    if (settings.value(TrainingKeys.HOLDOUT) > 0 && JobConfig.splitBy(settings).isEmpty()) {
      throw settings.refused(
          TrainingKeys.HOLDOUT,
          "rows are held out by the hash of data.key, which is not set",
          "set data.key, or split.holdout = 0 to train only");
    }
  }

  private static void checkDays(Settings settings) {
    if (settings.optional(DataKeys.EVENT_TIME).isPresent()) {
      return;
    }
    List<ConfigKey<Integer>> dayKeys = new ArrayList<>();
    dayKeys.add(TrainingKeys.WINDOW);
    dayKeys.add(TrainingKeys.HALF_LIFE);
    if (settings.value(TrainingKeys.LABEL_DELAY) > 0) {
      dayKeys.add(TrainingKeys.LABEL_DELAY);
    }
    for (ConfigKey<Integer> key : dayKeys) {
      if (settings.isSet(key)) {
        throw settings.refused(
            key,
            "rows have no day without data.event-time",
            "set data.event-time, or leave it out");
      }
    }
  }

  private static void checkErrors(Settings settings) {
    String kind = settings.value(TrainingKeys.ERRORS_KIND);
    boolean clusters = kind.equals("cluster");
    if (clusters && !settings.isSet(TrainingKeys.ERRORS_CLUSTER)) {
      throw settings.refused(
          TrainingKeys.ERRORS_KIND,
          "clusters are the equal values of a column",
          "set training.errors.cluster to it");
    }
    if (!clusters && settings.isSet(TrainingKeys.ERRORS_CLUSTER)) {
      throw settings.refused(
          TrainingKeys.ERRORS_CLUSTER,
          "training.errors.kind is " + kind + ", which has no clusters",
          "set training.errors.kind = cluster, or leave it out");
    }
    if (!kind.equals("classical") && settings.isSet(TrainingKeys.HALF_LIFE)) {
      throw settings.refused(
          TrainingKeys.ERRORS_KIND,
          "with training.half-life the errors are those by clusters of days",
          "leave one of the two out");
    }
  }

  private static void checkPenalty(Settings settings) {
    Penalty penalty = PenaltyReading.penalty(settings);
    boolean byTime = settings.value(TrainingKeys.FOLDS_BY) == FoldsBy.TIME;
    if (byTime && !settings.isSet(DataKeys.EVENT_TIME)) {
      throw settings.refused(
          TrainingKeys.FOLDS_BY,
          "rows have no day without data.event-time",
          "set data.event-time, or split.folds-by = hash");
    }
    if (penalty.single().isEmpty() && !byTime) {
      checkFolds(settings);
    }
    boolean leastSquares =
        penalty.limits().isNone()
            && penalty.single().filter(point -> point.lambda() == 0).isPresent();
    if (!leastSquares && !settings.value(TrainingKeys.ERRORS_KIND).equals("classical")) {
      throw settings.refused(
          TrainingKeys.ERRORS_KIND,
          "errors from rows are those of least squares, without penalty and limits",
          "set classical, or leave training.penalty out");
    }
  }

  private static void checkFolds(Settings settings) {
    if (JobConfig.splitBy(settings).isEmpty()) {
      throw settings.refused(
          TrainingKeys.LAMBDA,
          "to choose a penalty, rows are divided into folds by the hash of data.key, which is not"
              + " set",
          "set data.key, split.folds-by = time, or one number for training.penalty.lambda and for"
              + " training.penalty.l1-ratio");
    }
    if (settings.value(TrainingKeys.FOLDS) < 2) {
      throw settings.refused(
          TrainingKeys.FOLDS, "to choose a penalty takes two folds", "set at least 2");
    }
  }

  private static void checkTables(Settings settings) {
    TableKeys.TRAINING.check(settings);
    TableKeys.TRAINING.required(settings);
    TableKeys.SCORING.check(settings);
    TableKeys.LABELS.check(settings);
  }

  private static void checkScoring(Settings settings) {
    boolean input = TableKeys.SCORING.isSet(settings);
    boolean output = settings.isSet(ScoringKeys.OUTPUT_PATH);
    if (input && !output) {
      throw settings.refused(
          ScoringKeys.OUTPUT_PATH, "scores need a place", "set scoring.output.path");
    }
    if (!input && output) {
      throw settings.refused(
          ScoringKeys.SCORING_PATH, "there is nothing to score", "set scoring.table.path");
    }
    for (String column : settings.value(ScoringKeys.CARRY)) {
      if (OUTPUT_COLUMNS.contains(column.toLowerCase(Locale.ROOT))) {
        throw settings.refused(
            ScoringKeys.CARRY,
            column + " is a column of every table of scores",
            "carry it under another name, or leave it out");
      }
    }
  }

  private static void checkSolver(Settings settings) {
    boolean search = settings.value(TrainingKeys.SOLVER) == Solver.LBFGS;
    if (!search && settings.value(TrainingKeys.DIGITS) == 0) {
      throw settings.refused(
          TrainingKeys.DIGITS,
          "only training.solver = lbfgs has no certified digits",
          "set 1 to 15");
    }
    Penalty penalty = PenaltyReading.penalty(settings);
    if (search && !penalty.limits().isNone()) {
      throw settings.refused(
          TrainingKeys.SOLVER,
          "MLlib's search knows no limits of coefficients",
          "leave lower, upper and positive out, or set training.solver = auto");
    }
    if (search && penalty.single().isEmpty()) {
      throw settings.refused(
          TrainingKeys.SOLVER,
          "a search takes one penalty and chooses none",
          "set one lambda and one l1-ratio, or training.solver = auto");
    }
    if (search && settings.isSet(TrainingKeys.ERRORS_KIND)) {
      throw settings.refused(
          TrainingKeys.SOLVER,
          "a search gives no errors of coefficients, which training.errors.kind asks for",
          "leave training.errors.kind out, or set training.solver = auto");
    }
    if (search && settings.isSet(TrainingKeys.PRECISION)) {
      throw settings.refused(
          TrainingKeys.SOLVER,
          "a search has no statistics, whose precision training.precision sets",
          "leave training.precision out, or set training.solver = auto");
    }
  }

  private static void checkPlaces(Settings settings) {
    for (ConfigKey<String> output : List.of(DataKeys.HOME, ScoringKeys.OUTPUT_PATH)) {
      for (ConfigKey<String> input : List.of(DataKeys.DATA_PATH, ScoringKeys.SCORING_PATH)) {
        Optional<String> inner = settings.optional(output);
        Optional<String> outer = settings.optional(input);
        if (inner.isPresent() && outer.isPresent() && Places.lies(inner.get(), outer.get())) {
          throw settings.refused(
              output, "it lies inside the input " + input.name(), "set a place of its own");
        }
      }
    }
  }
}
