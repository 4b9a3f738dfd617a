package org.plumbline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.features.CalendarPart;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.EventTime;
import org.plumbline.features.Feature.LevelChoice;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.MissingValues;
import org.plumbline.features.UnseenLevels;

/** From the features as configured, and what is said for all of them, to those of a cycle. */
final class FeatureList {

  private final Settings settings;
  private final List<Feature> configured;

  FeatureList(Settings settings) {
    this.settings = settings;
    this.configured = settings.value(DataKeys.FEATURES);
  }

  /**
   * @throws org.plumbline.Failure CONFIGURATION for what does not go together
   */
  List<org.plumbline.features.Feature> features() {
    List<org.plumbline.features.Feature> features = new ArrayList<>();
    configured.forEach(feature -> features.add(feature(feature)));
    return List.copyOf(features);
  }

  private org.plumbline.features.Feature feature(Feature feature) {
    return switch (feature.kind()) {
      case NUMBER -> numeric(feature, new Definition.NumberTerm(feature.column()));
      case LOG -> numeric(feature, logarithm(feature, Definition.LogarithmOf.VALUE));
      case LOG1P -> numeric(feature, logarithm(feature, Definition.LogarithmOf.VALUE_PLUS_ONE));
      case POWER ->
          numeric(
              feature,
              new Definition.Power(
                  feature.column(), feature.power().orElseThrow(), feature.center().orElse(0)));
      case PRODUCT -> product(feature);
      case CATEGORY, DAY_OF_WEEK, MONTH -> levels(feature);
      case YEAR_CYCLE -> new org.plumbline.features.Feature.YearCycle(eventTime(feature));
    };
  }

  private static Definition logarithm(Feature feature, Definition.LogarithmOf of) {
    return new Definition.Logarithm(feature.column(), of);
  }

  private org.plumbline.features.Feature numeric(Feature feature, Definition definition) {
    return new org.plumbline.features.Feature.Numeric(definition, missing(feature));
  }

  private MissingValues missing(Feature feature) {
    MissingValues policy =
        feature.missing().map(Readings.MISSING::get).orElse(settings.value(DataKeys.MISSING));
    if (feature.indicator() == Feature.Indicator.LEFT_OUT) {
      return policy;
    }
    if (policy != MissingValues.IMPUTE) {
      throw refused(
          feature.name() + " has an indicator of values that are missing, and keeps none",
          "set its missing = impute, or leave indicator out");
    }
    return MissingValues.IMPUTE_WITH_INDICATOR;
  }

  private org.plumbline.features.Feature product(Feature feature) {
    Optional<Feature> first = category(feature.columns().get(0));
    Optional<Feature> second = category(feature.columns().get(1));
    if (first.isEmpty() && second.isEmpty()) {
      return numeric(
          feature, new Definition.Product(feature.columns().get(0), feature.columns().get(1)));
    }
    if (first.isPresent() && second.isPresent()) {
      throw refused(
          feature.name() + " is a product of two categories",
          "name a category and a number, or make a column of both");
    }
    Feature category = first.or(() -> second).orElseThrow();
    String number = feature.columns().get(first.isPresent() ? 1 : 0);
    return new org.plumbline.features.Feature.Slopes(
        category(category), new Definition.NumberTerm(number), missing(feature, number));
  }

  /** A number within levels is missing as the number itself is, where that is a feature. */
  private MissingValues missing(Feature product, String number) {
    if (product.indicator() == Feature.Indicator.ASKED) {
      throw refused(
          product.name() + " is within the levels of a category, and has no indicator of its own",
          "add { column = " + number + ", missing = impute, indicator = true }");
    }
    Optional<MissingValues> own = product.missing().map(Readings.MISSING::get);
    Optional<MissingValues> ofNumber =
        configured.stream()
            .filter(each -> each.kind() == FeatureKind.NUMBER && each.column().equals(number))
            .findFirst()
            .map(this::missing)
            .map(policy -> policy.imputes() ? MissingValues.IMPUTE : policy);
    if (own.isPresent() && ofNumber.isPresent() && !own.equals(ofNumber)) {
      throw refused(
          product.name() + " says otherwise than " + number + " what a missing value does",
          "say it once, at " + number);
    }
    return ofNumber.or(() -> own).orElse(settings.value(DataKeys.MISSING));
  }

  private Optional<Feature> category(String name) {
    return configured.stream()
        .filter(each -> each.kind().isCategory() && each.name().equals(name))
        .findFirst();
  }

  private org.plumbline.features.Feature levels(Feature feature) {
    Feature.Levels levels = feature.levels();
    UnseenLevels usual = levels.poolBelow() > 0 ? UnseenLevels.POOLED : UnseenLevels.REFUSE;
    UnseenLevels unseen = levels.unseen().orElse(usual);
    if (unseen == UnseenLevels.POOLED && levels.poolBelow() == 0) {
      throw refused(
          feature.name() + " has unseen = pooled, and pools no levels",
          "set its pool-below, such as 30, or unseen = reference or refuse");
    }
    return new org.plumbline.features.Feature.Levels(
        category(feature),
        new LevelChoice(levels.reference(), levels.poolBelow(), levels.most()),
        unseen,
        feature.missing().map(Readings.MISSING_LEVELS::get).orElse(MissingLevels.LEVEL));
  }

  private Category category(Feature feature) {
    return switch (feature.kind()) {
      case DAY_OF_WEEK -> new Category.OfCalendar(CalendarPart.DAY_OF_WEEK, eventTime(feature));
      case MONTH -> new Category.OfCalendar(CalendarPart.MONTH, eventTime(feature));
      default -> new Category.OfColumn(feature.column());
    };
  }

  private EventTime eventTime(Feature feature) {
    String column =
        settings
            .optional(DataKeys.EVENT_TIME)
            .orElseThrow(
                () ->
                    refused(
                        feature.name() + " is of the event time, and there is none",
                        "set data.event-time, or leave it out"));
    if (TableKeys.SCORING.isSet(settings)
        && settings.optional(ScoringKeys.SCORING_EVENT_TIME).isEmpty()) {
      throw refused(
          feature.name() + " is of the event time, and rows to score have none",
          "set scoring.event-time, or leave it out");
    }
    return new EventTime(column, settings.value(DataKeys.TIME_ZONE));
  }

  private org.plumbline.Failure refused(String cause, String remedy) {
    return settings.refused(DataKeys.FEATURES, cause, remedy);
  }
}
