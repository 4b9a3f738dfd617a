package org.plumbline.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.Failure;

/**
 * Configurations by value, for a driver on a machine that has neither their files nor the variables
 * of this one: a {@code data:} URI of RFC 2397 that stands where {@code --conf} has a file, which
 * every resource manager hands on unchanged.
 *
 * <p>Includes and substitutions are resolved, secrets are not: what comes from a variable stays
 * {@code ${NAME}} where either the variable or the key it goes to is called as secrets are, and is
 * looked up where the driver runs.
 */
final class Shipment {
  private static final String PREFIX = "data:application/hocon;base64,";
  private static final String JOBS = "jobs";

  /** Characters of the private use area, which no configuration has a use for. */
  private static final char OPEN = '\ue000';

  private static final char CLOSE = '\ue001';

  private static final Pattern REFERENCE = Pattern.compile(OPEN + "([^" + CLOSE + "]*)" + CLOSE);

  private Shipment() {}

  static boolean is(String conf) {
    return conf.startsWith("data:");
  }

  /**
   * @param written configurations as they are written, not resolved
   * @param environment variables of this process
   */
  static String of(List<Config> written, Map<String, String> environment) {
    String jobs =
        written.stream()
            .map(config -> text(config, environment))
            .collect(Collectors.joining(",", JOBS + "=[", "]"));
    byte[] bytes = jobs.getBytes(StandardCharsets.UTF_8);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The configurations in order, resolved with the variables of this process.
   *
   * @throws Failure CONFIGURATION for a variable that is not set here, USAGE for what no launcher
   *     has made
   */
  static List<Config> read(String conf) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(conf.substring(PREFIX.length()));
      return ConfigFactory.parseString(new String(bytes, StandardCharsets.UTF_8))
          .resolve()
          .getObjectList(JOBS)
          .stream()
          .map(ConfigObject::toConfig)
          .toList();
    } catch (ConfigException.UnresolvedSubstitution unset) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          Configurations.oneLine(unset.getMessage()),
          "set the variable where the driver runs",
          unset);
    } catch (ConfigException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
      throw new Failure(
          Failure.Kind.USAGE,
          "--conf data:…: not a configuration as --deploy-mode cluster ships it",
          "name a file or folder",
          damaged);
    }
  }

  private static String text(Config written, Map<String, String> environment) {
    Config shipped = resolved(written, environment, Redaction::isSecret);
    Config allByReference = resolved(written, environment, name -> true);
    for (ConfigKey<?> key : ConfigKeys.ALL) {
      if (Redaction.isSecret(key.name()) && shipped.hasPath(key.name())) {
        shipped = shipped.withValue(key.name(), allByReference.getValue(key.name()));
      }
    }
    String json = shipped.root().render(ConfigRenderOptions.concise());
    return REFERENCE.matcher(json).replaceAll(Shipment::outsideQuotes);
  }

  /** Substitutions are none within quotes: a quoted text ends before and another begins after. */
  private static String outsideQuotes(MatchResult reference) {
    String name = ConfigUtil.joinPath(reference.group(1));
    return Matcher.quoteReplacement("\"${" + name + "}\"");
  }

  /**
   * Resolved, with marks for the variables that stay references.
   *
   * @param stays by the name of a variable
   */
  private static Config resolved(
      Config written, Map<String, String> environment, Predicate<String> stays) {
    return written.resolve(
        ConfigResolveOptions.noSystem()
            .appendResolver(
                new Variables(
                    name -> {
                      String value = environment.get(name);
                      return value != null && stays.test(name) ? OPEN + name + CLOSE : value;
                    })));
  }

  /** Variables of the environment; substitutions name them as paths. */
  private record Variables(UnaryOperator<String> values) implements ConfigResolver {
    @Override
    public ConfigValue lookup(String path) {
      List<String> names = ConfigUtil.splitPath(path);
      String value = names.size() == 1 ? values.apply(names.get(0)) : null;
      return value == null ? null : ConfigValueFactory.fromAnyRef(value, "the environment");
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
      return this;
    }
  }
}
