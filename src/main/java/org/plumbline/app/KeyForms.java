package org.plumbline.app;

import static org.plumbline.app.Readings.choice;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.plumbline.app.ConfigKey.Check;
import org.plumbline.app.ConfigKey.Complaint;
import org.plumbline.table.TableFormat;

/** Kinds of keys that occur more than once. */
final class KeyForms {
  private static final Map<String, TableFormat> FORMATS =
      Map.of("delta", TableFormat.DELTA, "parquet", TableFormat.PARQUET, "sql", TableFormat.SQL);

  private KeyForms() {}

  static ConfigKey<TableFormat> format(String name, String table) {
    return ConfigKey.of(
            name,
            "delta | parquet | sql",
            choice(FORMATS, Map.of()),
            "Format of the " + table + ".")
        .orElse("delta");
  }

  static ConfigKey<String> query(String name, String help) {
    return ConfigKey.of(name, "text", Readings::text, help);
  }

  static ConfigKey<String> path(String name, String help) {
    return ConfigKey.of(name, "path or URI", Readings::text, help);
  }

  static ConfigKey<Long> version(String name, String help) {
    return whole(name, help, 0, Long.MAX_VALUE);
  }

  static ConfigKey<String> column(String name, String help) {
    return ConfigKey.of(name, "column", Readings::text, help);
  }

  static ConfigKey<List<String>> columns(String name, String help) {
    return ConfigKey.of(name, "columns", Readings::names, help);
  }

  static ConfigKey<Double> number(String name, String help) {
    return ConfigKey.of(name, "number", Readings::number, help);
  }

  static ConfigKey<Long> whole(String name, String help, long least, long most) {
    return ConfigKey.of(name, "whole number", Readings::whole, help).checked(within(least, most));
  }

  static ConfigKey<Integer> days(String name, String help, int least) {
    return ConfigKey.of(name, "days", Readings::days, help)
        .checked(
            that(
                days -> days >= least,
                "fewer than " + least + " days make no sense here",
                "set at least " + least + " days"))
        .in("days");
  }

  /** A key that this version knows by name alone: it may be set to its default. */
  static ConfigKey<ConfigValue> later(
      String name, String type, String help, String hocon, String cause) {
    ConfigValue value = ConfigFactory.parseString("value = " + hocon).getValue("value");
    String remedy = value instanceof ConfigObject ? "leave it out" : "set " + hocon;
    return ConfigKey.of(name, type, Readings.unserved(value::equals, cause, remedy), help)
        .orElse(hocon);
  }

  static Check<Long> within(long least, long most) {
    return that(
        value -> least <= value && value <= most,
        most == Long.MAX_VALUE
            ? "it is at least " + least
            : "it is at least " + least + " and at most " + most,
        "set a number in this range");
  }

  static <T> Check<T> that(Predicate<T> holds, String cause, String remedy) {
    return value ->
        holds.test(value) ? Optional.empty() : Optional.of(new Complaint(cause, remedy));
  }
}
