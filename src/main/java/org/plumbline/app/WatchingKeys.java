package org.plumbline.app;

import static org.plumbline.app.KeyForms.whole;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Keys of {@code metrics} and {@code notification}: who is told how runs end. */
final class WatchingKeys {
  private WatchingKeys() {}

  static final ConfigKey<String> METRICS_PATH =
      ConfigKey.of(
          "metrics.path",
          "path or URI",
          Readings::text,
          "Folder for a file of each command's figures in Prometheus' text format; unset: none.");
  static final ConfigKey<String> NOTIFICATION_TO =
      ConfigKey.of(
          "notification.to",
          "http(s) address, path or URI",
          Readings::text,
          "Webhook that news are posted to, or folder they are written into; unset: nobody is told.");
  static final ConfigKey<Set<News>> NOTIFICATION_ON =
      ConfigKey.of(
              "notification.on",
              "failed, promoted, held, rejected, watch, retrain",
              Readings.choices(News.BY_WORD),
              "What is news: a run that failed, a verdict, an alarm of monitoring.")
          .orElse("[failed, promoted, held, rejected, watch, retrain]");
  static final ConfigKey<Duration> NOTIFICATION_TIMEOUT =
      ConfigKey.of(
              "notification.timeout",
              "seconds",
              Readings::seconds,
              "How long an attempt to reach a webhook may take.")
          .in("seconds")
          .orElse("10 seconds");
  static final ConfigKey<Long> NOTIFICATION_ATTEMPTS =
      whole("notification.attempts", "Attempts to reach a webhook, 1, 2, 4, … seconds apart.", 1, 8)
          .orElse("3");
  static final ConfigKey<String> NOTIFICATION_SIGNATURE =
      ConfigKey.of(
          "notification.signature-variable",
          "text",
          Readings::text,
          "Environment variable with the secret that signs what a webhook is sent; unset: unsigned.");

  static final List<ConfigKey<?>> ALL =
      List.of(
          METRICS_PATH,
          NOTIFICATION_TO,
          NOTIFICATION_ON,
          NOTIFICATION_TIMEOUT,
          NOTIFICATION_ATTEMPTS,
          NOTIFICATION_SIGNATURE);
}
