package org.plumbline.cycle;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.plumbline.Failure;
import org.plumbline.features.CalendarPart;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.EventTime;
import org.plumbline.features.Feature;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.MissingValues;
import org.plumbline.features.UnseenLevels;
import org.plumbline.model.Model;

/** The features of a kept model: {@link FeatureRecords} the other way round. */
final class KeptFeatures {

  private final Model model;

  private KeptFeatures(Model model) {
    this.model = model;
  }

  /**
   * @throws Failure UNSUPPORTED for a kind of a later version
   */
  static List<Feature> of(Model model) {
    KeptFeatures kept = new KeptFeatures(model);
    return model.features().stream().map(kept::feature).toList();
  }

  private Feature feature(Model.Feature record) {
    return switch (record.kind()) {
      case "number" -> numeric(record, new Definition.NumberTerm(record.column()));
      case "log" -> numeric(record, logarithm(record, Definition.LogarithmOf.VALUE));
      case "log1p" -> numeric(record, logarithm(record, Definition.LogarithmOf.VALUE_PLUS_ONE));
      case "power" ->
          numeric(
              record,
              new Definition.Power(
                  record.column(), record.power().orElseThrow(), record.center().orElseThrow()));
      case "product" -> product(record);
      case "category" -> levels(record, new Category.OfColumn(record.column()));
      case "day-of-week" -> calendar(record, CalendarPart.DAY_OF_WEEK);
      case "month" -> calendar(record, CalendarPart.MONTH);
      case Feature.YearCycle.KIND -> new Feature.YearCycle(eventTime(record));
      default ->
          throw new Failure(
              Failure.Kind.UNSUPPORTED,
              "model "
                  + model.id()
                  + " has a feature of kind "
                  + record.kind()
                  + ", which this version does not know",
              "Use the version that trained it, or a newer one.");
    };
  }

  private static Feature numeric(Model.Feature record, Definition definition) {
    return new Feature.Numeric(definition, missing(record));
  }

  private static Definition logarithm(Model.Feature record, Definition.LogarithmOf of) {
    return new Definition.Logarithm(record.column(), of);
  }

  private static MissingValues missing(Model.Feature record) {
    return MissingValues.valueOf(constant(record.missing()));
  }

  private Feature product(Model.Feature record) {
    if (record.times().isPresent()) {
      return numeric(record, new Definition.Product(record.times().get(), record.column()));
    }
    String category = record.within().orElseThrow();
    for (Model.Feature other : model.features()) {
      if (other.levels().isPresent()
          && feature(other) instanceof Feature.Levels levels
          && levels.name().equals(category)) {
        return new Feature.Slopes(
            levels.category(), new Definition.NumberTerm(record.column()), missing(record));
      }
    }
    throw new Failure(
        Failure.Kind.INTERNAL,
        "model " + model.id() + " has slopes within " + category + ", and no such category",
        "");
  }

  private Feature calendar(Model.Feature record, CalendarPart part) {
    return levels(record, new Category.OfCalendar(part, eventTime(record)));
  }

  /** What was decided is in the record; there is nothing left to choose. */
  private static Feature levels(Model.Feature record, Category category) {
    return new Feature.Levels(
        category,
        new Feature.LevelChoice(record.reference(), 0, Integer.MAX_VALUE),
        UnseenLevels.valueOf(constant(record.unseen().orElseThrow())),
        MissingLevels.valueOf(constant(record.missing())));
  }

  private EventTime eventTime(Model.Feature record) {
    return new EventTime(record.column(), ZoneId.of(model.rowRule().timeZone()));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
