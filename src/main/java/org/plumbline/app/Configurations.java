package org.plumbline.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.Failure;

/** Reads configurations from files, with the settings of the command line on top. */
final class Configurations {
  private Configurations() {}

  /**
   * The jobs of a file, or of every {@code *.conf} of a folder in order of name.
   *
   * @param overrides {@code key=value}, later ones win
   * @throws Failure MISSING_INPUT where there is no such file, USAGE for an override without {@code
   *     =}, CONFIGURATION for what is refused
   */
  static List<JobConfig> read(Path place, List<String> overrides) {
    return written(place, overrides).stream()
        .map(config -> new JobConfig(Settings.of(resolved(config))))
        .toList();
  }

  /** The jobs that a launcher has shipped, as {@link Shipment#read}. */
  static List<JobConfig> shipped(String conf) {
    return Shipment.read(conf).stream().map(config -> new JobConfig(Settings.of(config))).toList();
  }

  /**
   * The configurations of a place in order of name, with the overrides on top, as they are written.
   *
   * @throws Failure as {@link #read}, for what is no HOCON
   */
  static List<Config> written(Path place, List<String> overrides) {
    Config top = overrides(overrides);
    return files(place).stream().map(file -> top.withFallback(parsed(file))).toList();
  }

  private static List<Path> files(Path place) {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    if (!Files.isDirectory(place)) {
      throw new Failure(
          Failure.Kind.MISSING_INPUT,
          place + ": no such configuration",
          "name a file, or a folder of *.conf");
    }
    try (Stream<Path> entries = Files.list(place)) {
      List<Path> files =
          entries.filter(entry -> entry.toString().endsWith(".conf")).sorted().toList();
      if (files.isEmpty()) {
        throw new Failure(
            Failure.Kind.MISSING_INPUT, place + ": no *.conf in this folder", "name another");
      }
      return files;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Config parsed(Path file) {
    try {
      return ConfigFactory.parseFile(new File(file.toString()));
    } catch (ConfigException wrong) {
      throw refused(wrong);
    }
  }

  private static Config resolved(Config written) {
    try {
      return written.resolve();
    } catch (ConfigException wrong) {
      throw refused(wrong);
    }
  }

  private static Failure refused(ConfigException wrong) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        oneLine(wrong.getMessage()),
        "write HOCON, as docs/configuration.md shows",
        wrong);
  }

  private static Config overrides(List<String> overrides) {
    Config config = ConfigFactory.empty();
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals < 1) {
        throw new Failure(
            Failure.Kind.USAGE,
            "--set " + override + ": a value is missing",
            "write --set KEY=VALUE");
      }
      String key = override.substring(0, equals).strip();
      config = one(key, override.substring(equals + 1)).withFallback(config);
    }
    return config;
  }

  private static Config one(String key, String text) {
    String origin = "--set " + key;
    try {
      return ConfigFactory.empty(origin).withValue(key, value(text, origin));
    } catch (ConfigException.BadPath wrong) {
      throw new Failure(
          Failure.Kind.USAGE, origin + ": not a dotted key", "write --set KEY=VALUE", wrong);
    }
  }

  /** The text as HOCON, or as it stands where it is none: {@code s3a://b/x} has a comment. */
  private static ConfigValue value(String text, String origin) {
    ConfigValue plain = ConfigValueFactory.fromAnyRef(text.strip(), origin);
    try {
      Map<String, ConfigValue> parsed =
          ConfigFactory.parseString(
                  "value = " + text, ConfigParseOptions.defaults().setOriginDescription(origin))
              .root();
      ConfigValue value = parsed.get("value");
      if (parsed.size() != 1 || value == null || isBareText(value, text)) {
        return plain;
      }
      return value;
    } catch (ConfigException.Parse noHocon) {
      return plain;
    }
  }

  private static boolean isBareText(ConfigValue value, String text) {
    return !text.contains("${")
        && value.valueType() == ConfigValueType.STRING
        && !text.strip().startsWith("\"");
  }

  /** Lines of a message joined, for one clear line. */
  static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
