package org.plumbline.app;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.Failure;
import org.plumbline.regression.CoefficientLimits;
import org.plumbline.regression.Penalty;

/** The penalty as configured. */
final class PenaltyReading {
  /** The name under which a limit of every term stands; no term has it. */
  private static final String EVERY_TERM = "";

  private PenaltyReading() {}

  /** Numbers; empty for {@code path}. */
  static Optional<List<Double>> lambdas(Setting setting) {
    return setting.text().equals("path") ? Optional.empty() : Optional.of(numbers(setting));
  }

  /** A number, or a list of numbers. */
  static List<Double> numbers(Setting setting) {
    List<? extends ConfigValue> values =
        setting.value() instanceof ConfigList list ? list : List.of(setting.value());
    List<Double> numbers = new ArrayList<>();
    for (ConfigValue value : values) {
      numbers.add(Readings.number(new Setting(setting.key(), value)));
    }
    if (numbers.isEmpty()) {
      throw setting.refused("an empty list is no value", "write a number, such as 0.1");
    }
    return List.copyOf(numbers);
  }

  /** A number for every term, or numbers by term. */
  static SortedMap<String, Double> limits(Setting setting) {
    SortedMap<String, Double> limits = new TreeMap<>();
    if (setting.value() instanceof ConfigObject object) {
      object.forEach(
          (term, value) -> limits.put(term, Readings.number(new Setting(setting.key(), value))));
    } else {
      limits.put(EVERY_TERM, Readings.number(setting));
    }
    return limits;
  }

  /**
   * @throws Failure CONFIGURATION for numbers out of range and limits that contradict
   */
  static Penalty penalty(Settings settings) {
    return new Penalty(
        settings
            .value(TrainingKeys.LAMBDA)
            .<Penalty.Lambdas>map(Penalty.Lambdas.Values::new)
            .orElseGet(Penalty.Lambdas.Path::new),
        settings.value(TrainingKeys.L1_RATIO),
        settings.value(TrainingKeys.STANDARDIZE),
        limits(settings));
  }

  private static CoefficientLimits limits(Settings settings) {
    Map<String, Double> lower =
        settings.optional(TrainingKeys.LOWER).orElseGet(PenaltyReading::none);
    Map<String, Double> upper =
        settings.optional(TrainingKeys.UPPER).orElseGet(PenaltyReading::none);
    if (settings.value(TrainingKeys.POSITIVE)) {
      if (!lower.isEmpty()) {
        throw settings.refused(
            TrainingKeys.POSITIVE, "training.penalty.lower is set too", "leave one of the two out");
      }
      lower = Map.of(EVERY_TERM, 0.0);
    }
    TreeSet<String> named = new TreeSet<>(lower.keySet());
    named.addAll(upper.keySet());
    named.remove(EVERY_TERM);
    Map<String, CoefficientLimits.Limit> terms = new HashMap<>();
    for (String term : named) {
      terms.put(term, limit(lower, upper, term));
    }
    return new CoefficientLimits(limit(lower, upper, EVERY_TERM), terms);
  }

  private static SortedMap<String, Double> none() {
    return new TreeMap<>();
  }

  private static CoefficientLimits.Limit limit(
      Map<String, Double> lower, Map<String, Double> upper, String term) {
    CoefficientLimits.Limit none = CoefficientLimits.Limit.NONE;
    return new CoefficientLimits.Limit(
        lower.getOrDefault(term, lower.getOrDefault(EVERY_TERM, none.lower())),
        upper.getOrDefault(term, upper.getOrDefault(EVERY_TERM, none.upper())));
  }
}
