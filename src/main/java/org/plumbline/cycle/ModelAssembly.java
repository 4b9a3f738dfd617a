package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.plumbline.features.LabelTransform;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.InputFile;
import org.plumbline.model.Model;
import org.plumbline.model.ModelId;
import org.plumbline.regression.CoefficientLimits;
import org.plumbline.regression.Estimate;
import org.plumbline.regression.JointTest;
import org.plumbline.scan.FileStatistics;
import org.plumbline.scan.PooledFile;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Statistics;
import org.plumbline.statistics.Tally;
import org.plumbline.table.DataFile;

/**
 * From a fit to the record of its model. Nothing of time, place, cores or versions enters: equal
 * inputs give equal bytes.
 */
final class ModelAssembly {

  private ModelAssembly() {}

  static Model model(
      Specification specification,
      LocalDate asOf,
      Gathered data,
      SortedMap<Integer, Statistics> training,
      Fitted fitted,
      List<InputFile> inputs) {
    return model(
        specification,
        asOf,
        window(specification, data, training),
        fitted,
        InputFile.summary(inputs, digestOfLevels(data, training)));
  }

  /** Of the sums by level over all training rows; none without categories. */
  private static Optional<String> digestOfLevels(
      Gathered data, SortedMap<Integer, Statistics> training) {
    return data.design().categories().isEmpty()
        ? Optional.empty()
        : Optional.of(data.sum(training.values()).levels().digest());
  }

  static Model model(
      Specification specification,
      LocalDate asOf,
      Model.Window window,
      Fitted fitted,
      Model.Inputs inputs) {
    RowRule rule = specification.design().rule();
    return ModelId.identified(
        new Model(
            FormatVersion.CURRENT,
            "",
            asOf,
            rule.label(),
            rule.weight(),
            rule.eventTime(),
            new Model.RowRuleRecord(
                rule.where().map(condition -> condition.text()),
                word(rule.missing()),
                rule.timeZone().getId()),
            new Model.SplitRecord(rule.split().by(), rule.split().holdout(), rule.split().folds()),
            window,
            CoefficientRecords.of(
                specification.features(), fitted.encoding(), fitted.fit().estimates()),
            objective(specification, fitted),
            fitted.fit().summary(),
            fitted.fit().certificate(),
            FeatureRecords.of(specification.features(), fitted.encoding()),
            inputs,
            rule.labelTransform() == LabelTransform.LOG ? Optional.of("log") : Optional.empty(),
            OptionalDouble.empty(),
            jointTests(fitted)));
  }

  private static Optional<List<JointTest>> jointTests(Fitted fitted) {
    List<JointTest> tests = fitted.fit().jointTests();
    return tests.isEmpty() ? Optional.empty() : Optional.of(tests);
  }

  private static Model.Objective objective(Specification specification, Fitted fitted) {
    boolean intercept = specification.fitting().intercept();
    return fitted
        .fit()
        .penalty()
        .map(
            penalty ->
                new Model.Objective(
                    penalty.lambda(),
                    penalty.l1Ratio(),
                    penalty.standardize(),
                    intercept,
                    Optional.of(
                        new Model.Penalized(
                            penalty.nonzeroTerms(),
                            penalty.atLimit(),
                            penalty.effectiveDegreesOfFreedom(),
                            penalty.dualityGap(),
                            penalty.noInference(),
                            limits(specification, fitted)))))
        .orElseGet(() -> new Model.Objective(0, 0, true, intercept, Optional.empty()));
  }

  private static Optional<List<Model.TermLimit>> limits(
      Specification specification, Fitted fitted) {
    CoefficientLimits all = specification.fitting().penalizing().penalty().limits();
    List<Model.TermLimit> limits =
        fitted.fit().estimates().stream()
            .map(Estimate::term)
            .filter(term -> !term.equals(Estimate.INTERCEPT) && !all.of(term).isNone())
            .map(term -> new Model.TermLimit(term, all.of(term).least(), all.of(term).most()))
            .toList();
    return limits.isEmpty() ? Optional.empty() : Optional.of(limits);
  }

  private static Model.Window window(
      Specification specification, Gathered data, SortedMap<Integer, Statistics> training) {
    if (specification.design().rule().eventTime().isEmpty()) {
      return new Model.Window(Optional.empty(), Optional.empty(), OptionalInt.empty());
    }
    int first = Days.first(data.window()).orElse(training.firstKey());
    return new Model.Window(
        Optional.of(Days.date(first)),
        Optional.of(Days.date(data.window().last())),
        specification.window().halfLife());
  }

  private static String word(MissingPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }

  /** A line for each file that gave or refused rows of the window, in the order of the files. */
  static List<InputFile> inputs(Gathered data) {
    List<InputFile> inputs = new ArrayList<>();
    for (FileStatistics file : data.summaries().files()) {
      SortedMap<Integer, Moments> days = data.training(file);
      SortedMap<Integer, Tally> tallies = new TreeMap<>();
      days.forEach((day, moments) -> tallies.put(day, moments.tally()));
      input(data, file.file(), tallies, data.refused(file), () -> digest(data, days.values()))
          .ifPresent(inputs::add);
    }
    for (PooledFile file : data.summaries().pooledFiles()) {
      Supplier<String> digest = () -> file.digest().orElseGet(() -> digest(data, List.of()));
      input(data, file.file(), data.training(file), data.refused(file), digest)
          .ifPresent(inputs::add);
    }
    inputs.sort(Comparator.comparing(InputFile::path));
    return inputs;
  }

  private static String digest(Gathered data, Collection<Moments> training) {
    return data.sumOfMoments(training).digest();
  }

  /**
   * @param days counts of the training rows by day
   * @param digest of their moments
   */
  private static Optional<InputFile> input(
      Gathered data,
      DataFile file,
      SortedMap<Integer, Tally> days,
      long refused,
      Supplier<String> digest) {
    if (days.isEmpty() && refused == 0) {
      return Optional.empty();
    }
    boolean dated = data.design().rule().eventTime().isPresent() && !days.isEmpty();
    return Optional.of(
        new InputFile(
            file.path(),
            file.size(),
            file.modified(),
            file.deletionVector(),
            days.values().stream().mapToLong(Tally::rows).sum(),
            refused,
            dated ? Optional.of(Days.date(days.firstKey())) : Optional.empty(),
            dated ? Optional.of(Days.date(days.lastKey())) : Optional.empty(),
            digest.get()));
  }
}
