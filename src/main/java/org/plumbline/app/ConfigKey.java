package org.plumbline.app;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.Optional;
import java.util.function.Function;

/**
 * One configuration key, described once: the table in docs/configuration.md, conf/reference.conf,
 * the refusal of unknown keys and the reading of a value all come from here.
 *
 * @param name dotted path, such as {@code training.window}
 * @param type what may be written, for people
 * @param fallback the default as HOCON; empty where the key is required or stays unset
 * @param unit unit of the value, for people; empty where it has none
 * @param since first version that knows the key
 * @param help one sentence
 * @param required whether a configuration without it is refused
 * @param reading from a written value to the value meant
 */
record ConfigKey<T>(
    String name,
    String type,
    Optional<String> fallback,
    String unit,
    String since,
    String help,
    boolean required,
    Reading<T> reading) {

  /** From a value as written to the value meant. */
  @FunctionalInterface
  interface Reading<T> {
    /**
     * @throws org.plumbline.Failure CONFIGURATION naming key, value, cause and remedy
     */
    T read(Setting setting);
  }

  /** A condition on a value: what is wrong with it, or nothing. */
  @FunctionalInterface
  interface Check<T> {
    Optional<Complaint> complaint(T value);
  }

  /** What is wrong with a value, and what to write instead. */
  record Complaint(String cause, String remedy) {}

  static <T> ConfigKey<T> of(String name, String type, Reading<T> reading, String help) {
    return new ConfigKey<>(name, type, Optional.empty(), "", "0.1", help, false, reading);
  }

  ConfigKey<T> orElse(String hocon) {
    return new ConfigKey<>(name, type, Optional.of(hocon), unit, since, help, required, reading);
  }

  ConfigKey<T> mustBeSet() {
    return new ConfigKey<>(name, type, fallback, unit, since, help, true, reading);
  }

  ConfigKey<T> in(String unitOfValue) {
    return new ConfigKey<>(name, type, fallback, unitOfValue, since, help, required, reading);
  }

  /** The same key, refusing values that the check complains about. */
  ConfigKey<T> checked(Check<T> check) {
    Reading<T> careful =
        setting -> {
          T value = reading.read(setting);
          check
              .complaint(value)
              .ifPresent(
                  complaint -> {
                    throw setting.refused(complaint.cause(), complaint.remedy());
                  });
          return value;
        };
    return new ConfigKey<>(name, type, fallback, unit, since, help, required, careful);
  }

  /** The same key with its value carried on. */
  <U> ConfigKey<U> map(Function<T, U> function) {
    return new ConfigKey<>(
        name,
        type,
        fallback,
        unit,
        since,
        help,
        required,
        setting -> function.apply(reading.read(setting)));
  }

  /** The default as a value, where there is one. */
  Optional<ConfigValue> fallbackValue() {
    return fallback.map(hocon -> ConfigFactory.parseString("value = " + hocon).getValue("value"));
  }
}
