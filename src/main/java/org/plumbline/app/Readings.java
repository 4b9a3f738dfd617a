package org.plumbline.app;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.MissingValues;

/** How the values of configuration keys are read. */
final class Readings {
  private static final Pattern DAYS = Pattern.compile("(\\d{1,6})\\s*(?:d|day|days)");
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})\\s*(?:s|second|seconds)");
  private static final Pattern LONE_NUMBER = Pattern.compile("\\d{1,6}");

  /** What may be said of missing numbers. */
  static final Map<String, MissingValues> MISSING =
      Map.of(
          "fail", MissingValues.FAIL,
          "drop", MissingValues.DROP,
          "impute", MissingValues.IMPUTE);

  /** What may be said of missing levels. */
  static final Map<String, MissingLevels> MISSING_LEVELS =
      Map.of(
          "level", MissingLevels.LEVEL,
          "fail", MissingLevels.FAIL,
          "drop", MissingLevels.DROP);

  private Readings() {}

  static String text(Setting setting) {
    return switch (setting.value().valueType()) {
      case STRING, NUMBER, BOOLEAN -> filled(setting, setting.text());
      default ->
          throw setting.refused("one text is expected", "write " + setting.key() + " = \"…\"");
    };
  }

  static double number(Setting setting) {
    if (setting.value().unwrapped() instanceof Number number
        && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw setting.refused("a number is expected", "write one, such as 0.5");
  }

  static long whole(Setting setting) {
    double value = number(setting);
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    throw setting.refused("a whole number is expected", "write one, such as 30");
  }

  static boolean flag(Setting setting) {
    if (setting.value().unwrapped() instanceof Boolean flag) {
      return flag;
    }
    throw setting.refused("true or false is expected", "write true or false");
  }

  /** Whole days: {@code 365 days}, {@code 365d}. */
  static int days(Setting setting) {
    Matcher matcher = DAYS.matcher(setting.text());
    if (matcher.matches()) {
      return Integer.parseInt(matcher.group(1));
    }
    throw setting.refused(
        "whole days are expected",
        LONE_NUMBER.matcher(setting.text()).matches()
            ? "write " + setting.text() + " days"
            : "write a number of days, such as 365 days");
  }

  /** Whole seconds, from one to an hour: {@code 10 seconds}, {@code 10s}. */
  static Duration seconds(Setting setting) {
    Matcher matcher = SECONDS.matcher(setting.text());
    if (matcher.matches()) {
      Duration time = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
      if (!time.isZero() && time.compareTo(Duration.ofHours(1)) <= 0) {
        return time;
      }
    }
    throw setting.refused(
        "whole seconds are expected, at most 3600", "write them as in 10 seconds");
  }

  static ZoneId zone(Setting setting) {
    String name = text(setting);
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw setting.refused(
          "no time zone has this name", "write one such as UTC or America/New_York");
    }
  }

  /** One of the values that are served, in kebab case as written. */
  static <T> ConfigKey.Reading<T> choice(Map<String, T> served, Map<String, String> unserved) {
    return setting -> {
      String written = text(setting);
      T value = served.get(written);
      if (value != null) {
        return value;
      }
      String choices = served.keySet().stream().sorted().collect(Collectors.joining(" or "));
      throw setting.refused(
          unserved.getOrDefault(written, "not one of the values of this key"), "set " + choices);
    };
  }

  /** One or several of the values that are served, each once. */
  static <T> ConfigKey.Reading<Set<T>> choices(Map<String, T> served) {
    ConfigKey.Reading<T> one = choice(served, Map.of());
    return setting ->
        names(setting).stream()
            .map(name -> one.read(new Setting(setting.key(), ConfigValueFactory.fromAnyRef(name))))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** A list of names, each once; one name alone may stand without brackets. */
  static List<String> names(Setting setting) {
    List<String> names =
        elements(setting).map(value -> text(new Setting(setting.key(), value))).toList();
    firstTwice(names)
        .ifPresent(
            name -> {
              throw setting.refused(name + " is named twice", "name each column once");
            });
    return names;
  }

  /** Texts that may be empty or occur twice; one alone may stand without brackets. */
  static List<String> texts(Setting setting) {
    return elements(setting)
        .map(
            value ->
                value.valueType() == ConfigValueType.STRING
                    ? (String) value.unwrapped()
                    : text(new Setting(setting.key(), value)))
        .toList();
  }

  /** Features: names, or objects as {@link FeatureReading} reads them. */
  static List<Feature> features(Setting setting) {
    List<Feature> features = elements(setting).map(value -> feature(setting.key(), value)).toList();
    if (features.isEmpty()) {
      throw setting.refused("a fit needs a feature", "name at least one column");
    }
    firstTwice(features.stream().map(Feature::name).toList())
        .ifPresent(
            column -> {
              throw setting.refused(column + " is named twice", "name each feature once");
            });
    return features;
  }

  /** Any value, unchanged, as long as it is what the key would be without it. */
  static ConfigKey.Reading<ConfigValue> unserved(
      Function<ConfigValue, Boolean> isDefault, String cause, String remedy) {
    return setting -> {
      if (isDefault.apply(setting.value())) {
        return setting.value();
      }
      throw setting.refused(cause, remedy);
    };
  }

  static <T> Optional<T> firstTwice(List<T> values) {
    return values.stream()
        .filter(value -> values.indexOf(value) < values.lastIndexOf(value))
        .findFirst();
  }

  private static Feature feature(String key, ConfigValue value) {
    return value instanceof ConfigObject object
        ? new FeatureReading(key, object).feature()
        : Feature.number(text(new Setting(key, value)));
  }

  private static Stream<ConfigValue> elements(Setting setting) {
    return setting.value() instanceof ConfigList list ? list.stream() : Stream.of(setting.value());
  }

  private static String filled(Setting setting, String text) {
    if (text.isBlank()) {
      throw setting.refused(
          "an empty text is no value",
          setting.value().valueType() == ConfigValueType.STRING ? "leave the key out" : "");
    }
    return text;
  }
}
