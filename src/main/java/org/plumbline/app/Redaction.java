package org.plumbline.app;

import java.util.regex.Pattern;

/** Hides secrets where settings are printed or digested. */
final class Redaction {
  private static final String HIDDEN = "***";

  /** Names of settings that hold secrets, as Spark knows them ({@code spark.redaction.regex}). */
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)secret|password|passphrase|token|credential|access[._-]?key");

  /** {@code user:password@} of a URI. */
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s\"]+@");

  /** Query parameters such as the signatures of object stores. */
  private static final Pattern QUERY = Pattern.compile("(?<=://)([^?\\s\"]+)\\?[^\\s\"]*");

  /** What follows the host: chat services know their callers by it. */
  private static final Pattern PATH = Pattern.compile("^(https?://[^/]+)/.*$");

  private Redaction() {}

  /** Whether a key or variable of this name holds a secret. */
  static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name).find() || name.equals(WatchingKeys.NOTIFICATION_TO.name());
  }

  static String of(String key, String value) {
    if (key.equals(WatchingKeys.NOTIFICATION_TO.name())) {
      return PATH.matcher(value).replaceAll("$1/" + HIDDEN);
    }
    if (isSecret(key)) {
      return HIDDEN;
    }
    String withoutUser = USER_INFO.matcher(value).replaceAll(HIDDEN + "@");
    return QUERY.matcher(withoutUser).replaceAll("$1?" + HIDDEN);
  }
}
