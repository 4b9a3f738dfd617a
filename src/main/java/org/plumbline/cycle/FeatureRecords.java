package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.Feature;
import org.plumbline.features.MissingValues;
import org.plumbline.model.Model;
import org.plumbline.regression.CategoryLevels;
import org.plumbline.regression.Encoding;

/** Features as a model keeps them: as configured, with what the training rows decided. */
final class FeatureRecords {

  static final String NUMBER = "number";
  static final String CATEGORY = "category";
  static final String POWER = "power";
  static final String PRODUCT = "product";

  private final Encoding encoding;

  private FeatureRecords(Encoding encoding) {
    this.encoding = encoding;
  }

  static List<Model.Feature> of(List<Feature> features, Encoding encoding) {
    FeatureRecords records = new FeatureRecords(encoding);
    List<Model.Feature> all = new ArrayList<>();
    features.forEach(feature -> all.add(records.of(feature)));
    return List.copyOf(all);
  }

  private Model.Feature of(Feature feature) {
    if (feature instanceof Feature.Numeric number) {
      return number(number);
    }
    if (feature instanceof Feature.Levels levels) {
      return levels(levels);
    }
    if (feature instanceof Feature.Slopes slopes) {
      Definition.NumberTerm number = (Definition.NumberTerm) slopes.number();
      return record(number.column(), PRODUCT, word(slopes.missing()))
          .within(slopes.category().name())
          .imputed(imputed(number))
          .build();
    }
    Feature.YearCycle cycle = (Feature.YearCycle) feature;
    return record(cycle.time().column(), Feature.YearCycle.KIND, word(MissingValues.FAIL)).build();
  }

  private Model.Feature number(Feature.Numeric number) {
    String missing = word(number.missing());
    Definition definition = number.definition();
    OptionalDouble imputed = imputed(definition);
    if (definition instanceof Definition.Logarithm logarithm) {
      return record(logarithm.column(), logarithm.of().word(), missing).imputed(imputed).build();
    }
    if (definition instanceof Definition.Power power) {
      return record(power.column(), POWER, missing)
          .power(power.exponent(), power.center())
          .imputed(imputed)
          .build();
    }
    if (definition instanceof Definition.Product product) {
      return record(product.second(), PRODUCT, missing)
          .times(product.first())
          .imputed(imputed)
          .build();
    }
    return record(definition.columns().get(0), NUMBER, missing).imputed(imputed).build();
  }

  private OptionalDouble imputed(Definition definition) {
    Double value = encoding.imputed().get(definition.term());
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private Model.Feature levels(Feature.Levels feature) {
    CategoryLevels decided = levels(feature.category(), encoding);
    String kind =
        feature.category() instanceof Category.OfCalendar calendar
            ? calendar.part().word()
            : CATEGORY;
    return record(feature.category().columns().get(0), kind, word(feature.missing()))
        .levels(decided, word(feature.unseen()))
        .build();
  }

  static CategoryLevels levels(Category category, Encoding encoding) {
    return encoding.categories().stream()
        .filter(levels -> levels.category().equals(category.name()))
        .findFirst()
        .orElseThrow();
  }

  static String word(Enum<?> policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Draft record(String column, String kind, String missing) {
    return new Draft(column, kind, missing);
  }

  /** A record in the making: most of its components are of one kind alone. */
  private static final class Draft {
    private final String column;
    private final String kind;
    private final String missing;
    private Optional<String> times = Optional.empty();
    private Optional<String> within = Optional.empty();
    private Optional<String> unseen = Optional.empty();
    private OptionalInt power = OptionalInt.empty();
    private OptionalDouble center = OptionalDouble.empty();
    private OptionalDouble imputed = OptionalDouble.empty();
    private Optional<CategoryLevels> levels = Optional.empty();

    Draft(String column, String kind, String missing) {
      this.column = column;
      this.kind = kind;
      this.missing = missing;
    }

    Draft within(String category) {
      within = Optional.of(category);
      return this;
    }

    Draft times(String other) {
      times = Optional.of(other);
      return this;
    }

    Draft power(int exponent, double about) {
      power = OptionalInt.of(exponent);
      center = OptionalDouble.of(about);
      return this;
    }

    Draft imputed(OptionalDouble value) {
      imputed = value;
      return this;
    }

    Draft levels(CategoryLevels decided, String ofUnseen) {
      levels = Optional.of(decided);
      unseen = Optional.of(ofUnseen);
      return this;
    }

    Model.Feature build() {
      return new Model.Feature(
          column,
          kind,
          missing,
          times,
          within,
          power,
          center,
          imputed,
          levels.map(CategoryLevels::kept),
          levels.flatMap(CategoryLevels::reference),
          levels.map(decided -> List.copyOf(decided.pooled())),
          unseen);
    }
  }
}
