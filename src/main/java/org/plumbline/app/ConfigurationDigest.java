package org.plumbline.app;

import com.typesafe.config.ConfigValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.features.Condition;
import org.plumbline.table.Json;

/**
 * The identity of a configuration: SHA-256 over lines {@code key=meaning}, sorted, of the effective
 * keys that are not at their default, without {@code home} and those that say who is told of runs.
 *
 * <p>Values enter by their meaning, so {@code 365d} equals {@code 365 days} and a key set to its
 * default equals one left out (a later version's new keys change no digest). Secrets within values
 * are hidden first; options of launcher and Spark are no keys and never enter.
 */
final class ConfigurationDigest {
  private ConfigurationDigest() {}

  /** 64 hexadecimal digits. */
  static String of(Settings settings) {
    TreeMap<String, String> meanings = new TreeMap<>();
    for (ConfigKey<?> key : ConfigKeys.ALL) {
      if (!concernsRuns(key)) {
        meaning(settings, key).ifPresent(text -> meanings.put(key.name(), text));
      }
    }
    StringBuilder lines = new StringBuilder();
    meanings.forEach((key, text) -> lines.append(key).append('=').append(text).append('\n'));
    return sha256(lines.toString());
  }

  /** Keys that change neither a model nor its scores. */
  private static boolean concernsRuns(ConfigKey<?> key) {
    return key.equals(DataKeys.HOME) || WatchingKeys.ALL.contains(key);
  }

  private static <T> Optional<String> meaning(Settings settings, ConfigKey<T> key) {
    Optional<String> usual =
        key.name().equals(TrainingKeys.SPLIT_BY.name())
            ? Optional.of(text(settings.value(DataKeys.DATA_KEY), settings))
            : key.fallbackValue()
                .map(value -> key.reading().read(new Setting(key.name(), value)))
                .map(value -> text(value, settings));
    return settings
        .optional(key)
        .map(value -> text(value, settings))
        .filter(text -> !Optional.of(text).equals(usual))
        .map(text -> Redaction.of(key.name(), text));
  }

  /** A value as text that no renaming in this program changes. */
  private static String text(Object value, Settings settings) {
    if (value instanceof Condition condition) {
      return condition.text();
    }
    if (value instanceof Feature feature) {
      return feature(feature, settings);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> text(element, settings)).toList().toString();
    }
    if (value instanceof Optional<?> choice) {
      return choice.map(chosen -> text(chosen, settings)).orElse("");
    }
    if (value instanceof ConfigValue written) {
      return String.valueOf(written.unwrapped());
    }
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }

  /** A plain number as ever: its column, and whether it drops rows. */
  private static String feature(Feature feature, Settings settings) {
    String missing =
        feature.missing().orElseGet(() -> text(settings.value(DataKeys.MISSING), settings));
    boolean imputes = missing.equals("impute");
    if (feature.kind() == FeatureKind.NUMBER && !imputes) {
      return Json.compact(feature.column()) + (missing.equals("drop") ? ":drop" : "");
    }
    List<String> parts = new ArrayList<>(feature.columns());
    parts.add(feature.kind().isCategory() ? feature.missing().orElse("level") : missing);
    parts.add(text(feature.indicator(), settings));
    parts.add(feature.power().isPresent() ? "" + feature.power().getAsInt() : "");
    parts.add(feature.center().isPresent() ? "" + feature.center().getAsDouble() : "");
    parts.add(feature.levels().reference().map(level -> "=" + level).orElse(""));
    parts.add(Long.toString(feature.levels().poolBelow()));
    parts.add(Integer.toString(feature.levels().most()));
    parts.add(feature.levels().unseen().map(unseen -> text(unseen, settings)).orElse(""));
    return feature.kind().word() + Json.compact(parts);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
