package org.plumbline.app;

import java.util.List;
import java.util.stream.Collectors;

/** Draws what is written about configuration from the descriptors of its keys. */
final class ConfigurationPages {
  private ConfigurationPages() {}

  /** {@code docs/configuration.md}. */
  static String manual() {
    return """
        # Configuration

        A configuration is a HOCON file (`--conf FILE`, or a folder of `*.conf`, run in order of name). \
        `--set KEY=VALUE` sets one key on top; the value is read as HOCON, or as it stands where it is \
        none (`s3a://bucket/path`). Environment variables and other keys can be referred to: `${HOME}`. \
        Relative paths are against the working directory. `plumbline plan --config` shows each \
        effective setting and where it comes from.

        A key that is not known is refused (exit code 78) with the nearest that is, a value that is not \
        served likewise with what to set instead. Keys with one possible value are known by name and \
        served by a later version. Durations are whole days: `365 days`, `365d`.

        This page and `conf/reference.conf` are made from the descriptors of the keys \
        (`org.plumbline.app.ConfigKeys` lists them); a test holds them equal.

        | key | type | default | unit | since | meaning |
        |---|---|---|---|---|---|
        """
        + ConfigKeys.ALL.stream().map(ConfigurationPages::row).collect(Collectors.joining())
        + """

        ## The long form of a feature

        `data.features` lists columns, or objects with `column`, `kind` (`number`, the default and the \
        only kind of this version) and `missing` (`fail` or `drop`; its own policy instead of \
        `data.missing`):

        ```hocon
        data.features = [area, { column = distance, missing = drop }]
        ```

        ## Conditions

        `data.where` is comparisons joined by `and`: a column, one of `= != < <= > >=` and a literal \
        (number, `'text'`, `true`, `false`, `date 'YYYY-MM-DD'`), or `column is null`, `column is not \
        null`. Names that are no plain words stand in backquotes. A comparison with null is false.

        ## The identity of a configuration

        A run joins the newest cycle of its day with the same configuration. The same means: equal \
        SHA-256 over the meanings of all keys but `home`, those at their default left out, secrets \
        hidden. Options of launcher and Spark (`--spark`, `--master`, …) are no keys and never count.
        """;
  }

  /** {@code conf/reference.conf}. */
  static String reference() {
    return """
        # Every configuration key: its default, or # before a key that has none.
        # Made from the descriptors of the keys; docs/configuration.md says more.

        """
        + ConfigKeys.ALL.stream()
            .map(ConfigurationPages::setting)
            .collect(Collectors.joining("\n"));
  }

  private static String row(ConfigKey<?> key) {
    String fallback =
        key.fallback().map(value -> "`" + value + "`").orElse(key.required() ? "required" : "–");
    List<String> cells =
        List.of(
            "`" + key.name() + "`",
            key.type().replace("|", "\\|"),
            fallback,
            key.unit(),
            key.since(),
            key.help().replace("|", "\\|"));
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String setting(ConfigKey<?> key) {
    String unit = key.unit().isEmpty() || key.unit().equals(key.type()) ? "" : ", in " + key.unit();
    String required = key.required() ? " Required." : "";
    String comment = "# " + key.help() + required + " (" + key.type() + unit + ")\n";
    String line = key.name() + " = ";
    return comment + key.fallback().map(value -> line + value + "\n").orElse("# " + line + "…\n");
  }
}
