package org.plumbline.app;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.features.MissingPolicy;

/**
 * A feature as configured.
 *
 * @param missing its own policy; empty: {@code data.missing}
 */
record Feature(String column, Optional<MissingPolicy> missing) {
  private static final List<String> KEYS = List.of("column", "kind", "missing");

  /** What {@code missing} may say. */
  static final Map<String, MissingPolicy> POLICIES =
      Map.of("fail", MissingPolicy.FAIL, "drop", MissingPolicy.DROP);

  static final Map<String, String> LATER_POLICIES =
      Map.of("impute", "this version does not impute");

  /** One element of {@code data.features} in its long form. */
  static Feature read(String key, ConfigObject object) {
    for (String name : new TreeMap<>(object).keySet()) {
      if (!KEYS.contains(name)) {
        throw new Setting(key + "." + name, object.get(name))
            .refused(
                "a feature has no such key",
                Nearest.to(name, KEYS).map(near -> "did you mean " + near + "?").orElse(""));
      }
    }
    ConfigValue column = object.get("column");
    if (column == null) {
      throw new Setting(key, object)
          .refused("a feature needs its column", "write { column = NAME }");
    }
    ConfigValue kind = object.get("kind");
    if (kind != null) {
      kind(new Setting(key + ".kind", kind));
    }
    return new Feature(
        Readings.text(new Setting(key + ".column", column)),
        Optional.ofNullable(object.get("missing"))
            .map(value -> policy(new Setting(key + ".missing", value))));
  }

  private static void kind(Setting setting) {
    if (!Readings.text(setting).equals("number")) {
      throw setting.refused("this version fits numbers only", "set number");
    }
  }

  private static MissingPolicy policy(Setting setting) {
    return Readings.choice(POLICIES, LATER_POLICIES).read(setting);
  }
}
