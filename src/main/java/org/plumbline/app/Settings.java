package org.plumbline.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.Failure;

/** What a configuration sets, key by key, and where each value comes from. */
final class Settings {
  private static final Map<String, ConfigKey<?>> KNOWN = known();

  private final Map<String, ConfigValue> written;

  private Settings(Map<String, ConfigValue> written) {
    this.written = written;
  }

  /**
   * The settings of a resolved configuration.
   *
   * @throws Failure CONFIGURATION for a key that is not known, with the nearest that is
   */
  static Settings of(Config resolved) {
    Map<String, ConfigValue> written = new LinkedHashMap<>();
    collect(new ArrayList<>(), resolved.root(), written);
    return new Settings(written);
  }

  /**
   * The value of a key, its default where it is not set; empty where it has none.
   *
   * @throws Failure CONFIGURATION for a value that is refused, or a required key that is not set
   */
  <T> Optional<T> optional(ConfigKey<T> key) {
    Optional<ConfigValue> value = effective(key);
    if (value.isEmpty() && key.required()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION, key.name() + " is not set", "set it: " + key.help());
    }
    return value.map(set -> key.reading().read(new Setting(key.name(), set)));
  }

  /** The value of a key that is required or has a default. */
  <T> T value(ConfigKey<T> key) {
    return optional(key).orElseThrow();
  }

  boolean isSet(ConfigKey<?> key) {
    return written.containsKey(key.name());
  }

  /** The failure {@code key = value: cause; remedy} for a value that does not go with others. */
  Failure refused(ConfigKey<?> key, String cause, String remedy) {
    return effective(key)
        .map(value -> new Setting(key.name(), value).refused(cause, remedy))
        .orElseGet(
            () ->
                new Failure(
                    Failure.Kind.CONFIGURATION, key.name() + " is not set: " + cause, remedy));
  }

  /** Each effective setting, in the order of the documentation, as lines of a table. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (ConfigKey<?> key : ConfigKeys.ALL) {
      effective(key)
          .ifPresent(
              value -> {
                String text = new Setting(key.name(), value).text();
                String origin = isSet(key) ? value.origin().description() : "default";
                lines.add(new Line(key.name(), Redaction.of(key.name(), text), origin));
              });
    }
    return lines;
  }

  /** An effective setting; the origin is a file and line, an option, or {@code default}. */
  record Line(String key, String value, String origin) {}

  private Optional<ConfigValue> effective(ConfigKey<?> key) {
    return Optional.ofNullable(written.get(key.name())).or(key::fallbackValue);
  }

  private static void collect(
      List<String> path, ConfigObject object, Map<String, ConfigValue> written) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
      List<String> names = new ArrayList<>(path);
      names.add(entry.getKey());
      String key = ConfigUtil.joinPath(names);
      ConfigValue value = entry.getValue();
      if (value.valueType() == ConfigValueType.NULL) {
        requireKnown(key, value);
      } else if (KNOWN.containsKey(key)) {
        written.put(key, value);
      } else if (value instanceof ConfigObject inner && isPrefix(key)) {
        collect(names, inner, written);
      } else {
        requireKnown(key, value);
      }
    }
  }

  private static void requireKnown(String key, ConfigValue value) {
    if (!KNOWN.containsKey(key)) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          key + " (" + value.origin().description() + "): no such key",
          "did you mean " + Nearest.to(key, names()).orElseThrow() + "?");
    }
  }

  /** Keys and the sections that hold them. */
  private static Set<String> names() {
    Set<String> names = new TreeSet<>(KNOWN.keySet());
    for (String key : KNOWN.keySet()) {
      for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
        names.add(key.substring(0, dot));
      }
    }
    return names;
  }

  private static boolean isPrefix(String key) {
    return KNOWN.keySet().stream().anyMatch(name -> name.startsWith(key + "."));
  }

  private static Map<String, ConfigKey<?>> known() {
    Map<String, ConfigKey<?>> known = new LinkedHashMap<>();
    ConfigKeys.ALL.forEach(key -> known.put(key.name(), key));
    return known;
  }
}
