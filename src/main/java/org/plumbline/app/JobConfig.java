package org.plumbline.app;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.plumbline.cycle.Specification;
import org.plumbline.features.Design;
import org.plumbline.features.Features;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.MissingValues;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.model.Policy;
import org.plumbline.regression.ErrorKind;
import org.plumbline.statistics.HeteroskedasticKind;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** One job as configured: its settings, read and checked, and what they mean for a cycle. */
final class JobConfig {
  private final Settings settings;

  /**
   * @throws org.plumbline.Failure CONFIGURATION for the first setting that is refused
   */
  JobConfig(Settings settings) {
    this.settings = settings;
    ConfigKeys.ALL.forEach(settings::optional);
    Consistency.check(settings);
  }

  Settings settings() {
    return settings;
  }

  String name() {
    return settings.value(DataKeys.NAME);
  }

  String home() {
    return settings.value(DataKeys.HOME);
  }

  /** Who else is told how its runs end. */
  Watching watching() {
    return Watching.of(settings);
  }

  /** The configuration as the plain records that a cycle works with. */
  Specification specification() {
    return new Specification(
        name(),
        home(),
        ConfigurationDigest.of(settings),
        TableKeys.TRAINING.required(settings),
        design(),
        new FeatureList(settings).features(),
        new Specification.Window(
            days(TrainingKeys.WINDOW),
            settings.value(TrainingKeys.LABEL_DELAY),
            days(TrainingKeys.HALF_LIFE)),
        new Specification.Fitting(
            settings.value(TrainingKeys.INTERCEPT),
            settings.value(TrainingKeys.ALIASED),
            settings.value(TrainingKeys.PRECISION),
            errors(),
            new Specification.Penalizing(
                PenaltyReading.penalty(settings),
                settings.value(TrainingKeys.CHOOSE),
                settings.value(TrainingKeys.FOLDS_BY))),
        Math.toIntExact(settings.value(PromotionKeys.EVALUATION_DAYS)),
        policy(),
        scoring(),
        new MonitoringReading(settings).monitoring(),
        settings.value(TrainingKeys.SOLVER));
  }

  private Policy policy() {
    return new Policy(
        settings.value(PromotionKeys.MIN_ROWS),
        settings.value(PromotionKeys.MIN_R2),
        settings.value(PromotionKeys.MARGIN),
        settings.value(TrainingKeys.DIGITS),
        settings.value(PromotionKeys.REQUIRE_APPROVAL)
            ? Policy.Approval.REQUIRED
            : Policy.Approval.NOT_NEEDED);
  }

  private ErrorKind errors() {
    String kind = settings.value(TrainingKeys.ERRORS_KIND);
    return switch (kind) {
      case "classical" -> new ErrorKind.Classical();
      case "cluster" ->
          new ErrorKind.Clustered(settings.optional(TrainingKeys.ERRORS_CLUSTER).orElseThrow());
      default ->
          new ErrorKind.Heteroskedastic(HeteroskedasticKind.valueOf(kind.toUpperCase(Locale.ROOT)));
    };
  }

  private Design design() {
    return Features.design(rowRule(), new FeatureList(settings).features());
  }

  /** Without the features' droppers. A label is never imputed. */
  private RowRule rowRule() {
    MissingPolicy missing =
        settings.value(DataKeys.MISSING) == MissingValues.DROP
            ? MissingPolicy.DROP
            : MissingPolicy.FAIL;
    return new RowRule(
        settings.optional(DataKeys.WHERE),
        settings.value(DataKeys.LABEL),
        settings.optional(DataKeys.WEIGHT),
        settings.optional(DataKeys.EVENT_TIME),
        settings.value(DataKeys.TIME_ZONE),
        missing,
        List.of(),
        new Split(
            splitBy(settings),
            settings.value(TrainingKeys.HOLDOUT),
            Math.toIntExact(settings.value(TrainingKeys.FOLDS))),
        List.of(),
        settings.value(TrainingKeys.LABEL_TRANSFORM));
  }

  /** The columns that decide a row's fold. */
  static List<String> splitBy(Settings settings) {
    return settings
        .optional(TrainingKeys.SPLIT_BY)
        .orElseGet(() -> settings.value(DataKeys.DATA_KEY));
  }

  private Optional<Specification.Scoring> scoring() {
    return TableKeys.SCORING
        .source(settings)
        .map(
            table ->
                new Specification.Scoring(
                    table,
                    settings.optional(ScoringKeys.SCORING_EVENT_TIME),
                    output(),
                    settings.value(ScoringKeys.CARRY)));
  }

  private TableSource output() {
    TableFormat format = settings.value(ScoringKeys.OUTPUT_FORMAT);
    String path = settings.optional(ScoringKeys.OUTPUT_PATH).orElseThrow();
    return new TableSource(format, path, OptionalLong.empty());
  }

  private OptionalInt days(ConfigKey<Integer> key) {
    return settings.optional(key).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
