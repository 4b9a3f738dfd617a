package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.plumbline.Failure;
import org.plumbline.statistics.Moments;

/**
 * Chooses a penalty by cross-validation: every λ and l1-ratio is solved on the training rows of
 * each fold and judged on its validation rows by the weighted mean squared error, all from moments.
 *
 * <p>λ means the same on every fold, as in glmnet: a path is found from all rows; s_j and s_y are
 * those of the rows trained on. A term that does not vary among them gets coefficient 0 there. A
 * fold is left out, with its reason, where it has no validation row of positive weight, no such
 * training row, or a label that does not vary in training.
 *
 * <p>Folds and l1-ratios are solved side by side, each by itself: the numbers are the same for any
 * count of threads.
 */
public final class CrossValidation {
  /** Terms above which folds are prepared one after the other, for memory's sake. */
  private static final int WIDE = 500;

  private final FoldMoments folds;
  private final Penalty penalty;
  private final boolean intercept;
  private final List<CoefficientLimits.Limit> limits;
  private final Units units;
  private final ElasticNetProblem whole;
  private final List<List<Double>> lambdas;

  private CrossValidation(FoldMoments folds, Penalty penalty, boolean intercept) {
    this.folds = folds;
    this.penalty = penalty;
    this.intercept = intercept;
    Moments all = folds.all();
    List<String> columns = all.columns();
    limits = penalty.limits().of(columns.subList(0, columns.size() - 1));
    units = new Units(all);
    if (all.tally().positiveRows() == 0) {
      throw unusable("no row has positive weight");
    }
    CentredMoments centred = new CentredMoments(all, units, intercept);
    if (centred.constant(centred.terms())) {
      throw unusable("the label does not vary");
    }
    whole = problem(centred);
    lambdas = penalty.l1Ratios().stream().map(r -> lambdas(r, all.tally().positiveRows())).toList();
  }

  /**
   * @param intercept whether the constant 1 is a term
   * @throws Failure DATA: the label does not vary, or no fold can be used
   */
  public static Curve choose(
      FoldMoments folds, Penalty penalty, Curve.Choice choice, boolean intercept) {
    return new CrossValidation(folds, penalty, intercept).curve(choice);
  }

  private ElasticNetProblem problem(CentredMoments centred) {
    return new ElasticNetProblem(centred, units, penalty.standardize(), limits);
  }

  private List<Double> lambdas(double l1Ratio, long rows) {
    return penalty.lambdas() instanceof Penalty.Lambdas.Values numbers
        ? numbers.values()
        : LambdaPath.of(whole.largestLambda(), l1Ratio, rows, whole.size());
  }

  /** What became of a fold. */
  private sealed interface Outcome {
    record Judged(String name, double weight, FoldTrial.Results errors) implements Outcome {}

    record Unusable(Curve.LeftOut leftOut) implements Outcome {}
  }

  private Curve curve(Curve.Choice choice) {
    List<Outcome> outcomes = outcomes();
    List<Outcome.Judged> judged = only(Outcome.Judged.class, outcomes);
    List<Curve.LeftOut> leftOut =
        only(Outcome.Unusable.class, outcomes).stream().map(Outcome.Unusable::leftOut).toList();
    if (judged.isEmpty()) {
      throw unusable(
          "no fold has rows to train on and rows to be judged on"
              + leftOut.stream()
                  .map(fold -> fold.fold() + ": " + fold.reason())
                  .collect(Collectors.joining("; ", leftOut.isEmpty() ? "" : ": ", "")));
    }
    FoldTrial.Results nonzero =
        new FoldTrial(whole, () -> FoldTrial::nonzero).solve(penalty.l1Ratios(), lambdas);
    List<CurvePoint> points = new ArrayList<>();
    for (int ratio = 0; ratio < lambdas.size(); ratio++) {
      for (int k = 0; k < lambdas.get(ratio).size(); k++) {
        points.add(point(judged, ratio, k, (int) nonzero.at(ratio, k)));
      }
    }
    return Curve.of(
        points,
        judged.stream().map(Outcome.Judged::name).toList(),
        leftOut,
        choice,
        judged.stream().mapToDouble(j -> j.errors().largestGap()).max().orElse(0));
  }

  private static <T> List<T> only(Class<T> kind, List<Outcome> outcomes) {
    return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private List<Outcome> outcomes() {
    IntStream numbers = IntStream.range(0, folds.folds());
    return (whole.size() > WIDE ? numbers : numbers.parallel()).mapToObj(this::outcome).toList();
  }

  private Outcome outcome(int k) {
    Moments training = folds.training(k);
    Moments validation = folds.validation(k);
    if (validation.tally().positiveRows() == 0) {
      return leftOut(k, "it has no rows of positive weight to be judged on");
    }
    if (training.tally().positiveRows() == 0) {
      return leftOut(k, "it has no rows of positive weight to train on");
    }
    CentredMoments learned = new CentredMoments(training, units, intercept);
    if (learned.constant(learned.terms())) {
      return leftOut(k, "its label does not vary in training");
    }
    CentredMoments judged = new CentredMoments(validation, units, intercept);
    FoldTrial trial =
        new FoldTrial(problem(learned), () -> new ValidationError(learned, judged, intercept)::of);
    return new Outcome.Judged(
        folds.name(k), judged.weight(), trial.solve(penalty.l1Ratios(), lambdas));
  }

  private Outcome leftOut(int k, String reason) {
    return new Outcome.Unusable(new Curve.LeftOut(folds.name(k), reason));
  }

  private CurvePoint point(List<Outcome.Judged> judged, int ratio, int k, int nonzero) {
    double weight = 0;
    double sum = 0;
    for (Outcome.Judged fold : judged) {
      weight += fold.weight();
      sum += fold.weight() * fold.errors().at(ratio, k);
    }
    double mean = sum / weight;
    double squares = 0;
    for (Outcome.Judged fold : judged) {
      double away = fold.errors().at(ratio, k) - mean;
      squares += fold.weight() * away * away;
    }
    int others = judged.size() - 1;
    OptionalDouble error =
        others == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(inUnits(Math.sqrt(squares / weight / others)));
    return new CurvePoint(
        lambdas.get(ratio).get(k), penalty.l1Ratios().get(ratio), inUnits(mean), error, nonzero);
  }

  /** A squared error in the units of the label's square. */
  private double inUnits(double scaled) {
    return Math.scalb(scaled, 2 * units.label());
  }

  private static Failure unusable(String cause) {
    return new Failure(
        Failure.Kind.DATA,
        "no penalty can be chosen: " + cause,
        "Check data.where, training.window and split.folds, or set training.penalty.lambda to one"
            + " number.");
  }
}
