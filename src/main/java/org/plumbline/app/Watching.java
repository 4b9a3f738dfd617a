package org.plumbline.app;

import java.util.Optional;

/**
 * Who else is told how runs end, none of whom can make a run fail.
 *
 * @param metrics folder of metrics files
 */
record Watching(Optional<String> metrics, Optional<Notification> notification) {

  static Watching of(Settings settings) {
    return new Watching(
        settings.optional(ConfigKeys.METRICS_PATH),
        settings
            .optional(ConfigKeys.NOTIFICATION_TO)
            .map(
                to ->
                    new Notification(
                        to,
                        settings.value(ConfigKeys.NOTIFICATION_ON),
                        settings.value(ConfigKeys.NOTIFICATION_TIMEOUT),
                        Math.toIntExact(settings.value(ConfigKeys.NOTIFICATION_ATTEMPTS)),
                        settings.optional(ConfigKeys.NOTIFICATION_SIGNATURE))));
  }
}
