package org.plumbline.app;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.plumbline.features.UnseenLevels;

/** Reads one element of {@code data.features} in its long form. */
final class FeatureReading {

  private static final int HIGHEST_POWER = 16;
  private static final Map<String, UnseenLevels> UNSEEN =
      Map.of(
          "pooled", UnseenLevels.POOLED,
          "reference", UnseenLevels.REFERENCE,
          "refuse", UnseenLevels.REFUSE);

  private final String key;
  private final ConfigObject object;
  private final FeatureKind kind;

  FeatureReading(String key, ConfigObject object) {
    this.key = key;
    this.object = object;
    this.kind = kind();
  }

  Feature feature() {
    refuseOtherKeys();
    return new Feature(
        kind,
        columns(),
        missing(),
        setting("indicator").map(Readings::flag).orElse(false)
            ? Feature.Indicator.ASKED
            : Feature.Indicator.LEFT_OUT,
        power(),
        setting("center")
            .map(Readings::number)
            .map(OptionalDouble::of)
            .orElseGet(OptionalDouble::empty),
        levels());
  }

  private FeatureKind kind() {
    Optional<Setting> written = setting("kind");
    if (written.isEmpty()) {
      return object.containsKey("columns") ? FeatureKind.PRODUCT : FeatureKind.NUMBER;
    }
    String word = Readings.text(written.get());
    return FeatureKind.of(word)
        .orElseThrow(
            () ->
                written
                    .get()
                    .refused(
                        "a feature has no such kind",
                        "did you mean "
                            + Nearest.to(word, FeatureKind.words()).orElseThrow()
                            + "?"));
  }

  private void refuseOtherKeys() {
    for (String name : new TreeMap<>(object).keySet()) {
      if (name.equals("kind") || kind.keys().contains(name)) {
        continue;
      }
      Setting setting = new Setting(key + "." + name, object.get(name));
      List<String> kinds =
          Stream.of(FeatureKind.values())
              .filter(each -> each.keys().contains(name))
              .map(FeatureKind::word)
              .toList();
      if (kinds.isEmpty()) {
        throw setting.refused(
            "a feature has no such key",
            Nearest.to(name, everyKey()).map(near -> "did you mean " + near + "?").orElse(""));
      }
      throw setting.refused(
          "it goes with kind = " + String.join(" or ", kinds) + ", and this is a " + kind.word(),
          "leave it out, or set the kind");
    }
  }

  private static List<String> everyKey() {
    TreeSet<String> keys = new TreeSet<>();
    keys.add("kind");
    for (FeatureKind kind : FeatureKind.values()) {
      keys.addAll(kind.keys());
    }
    return List.copyOf(keys);
  }

  private List<String> columns() {
    if (kind.isOfCalendar()) {
      return List.of();
    }
    if (kind == FeatureKind.PRODUCT) {
      List<String> columns = new ArrayList<>();
      setting("columns").ifPresent(written -> columns.addAll(Readings.texts(written)));
      if (columns.size() != 2) {
        throw new Setting(key, object)
            .refused("a product is of two columns", "write { kind = product, columns = [A, B] }");
      }
      return columns;
    }
    return List.of(
        setting("column")
            .map(Readings::text)
            .orElseThrow(
                () ->
                    new Setting(key, object)
                        .refused("a feature needs its column", "write { column = NAME }")));
  }

  private Optional<String> missing() {
    boolean category = kind == FeatureKind.CATEGORY;
    List<String> words =
        category ? List.of("level", "fail", "drop") : List.of("fail", "drop", "impute");
    return setting("missing")
        .map(
            written -> {
              String word = Readings.text(written);
              if (!words.contains(word)) {
                throw written.refused(
                    category ? "not a policy of a category" : "not a policy of a number",
                    "set " + String.join(" or ", words));
              }
              return word;
            });
  }

  private OptionalInt power() {
    if (kind != FeatureKind.POWER) {
      return OptionalInt.empty();
    }
    Setting written =
        setting("power")
            .orElseThrow(
                () ->
                    new Setting(key, object)
                        .refused("a power needs its exponent", "add power = 2"));
    long exponent = Readings.whole(written);
    if (Math.abs(exponent) > HIGHEST_POWER || exponent == 0 || exponent == 1) {
      throw written.refused(
          "an exponent is a whole number from -"
              + HIGHEST_POWER
              + " to "
              + HIGHEST_POWER
              + ", neither 0 nor 1",
          "set one such as 2");
    }
    return OptionalInt.of((int) exponent);
  }

  private Feature.Levels levels() {
    return new Feature.Levels(
        setting("reference").map(Readings::texts).map(texts -> texts.get(0)),
        setting("pool-below").map(written -> atLeast(written, 0)).orElse(0L),
        setting("max-levels")
            .map(written -> Math.toIntExact(Math.min(atLeast(written, 1), Integer.MAX_VALUE)))
            .orElse(Feature.Levels.MOST),
        setting("unseen").map(Readings.choice(UNSEEN, Map.of())::read));
  }

  private static long atLeast(Setting written, long least) {
    long number = Readings.whole(written);
    if (number < least) {
      throw written.refused("it is at least " + least, "set a larger number");
    }
    return number;
  }

  private Optional<Setting> setting(String name) {
    ConfigValue value = object.get(name);
    return Optional.ofNullable(value).map(set -> new Setting(key + "." + name, set));
  }
}
