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
        settings.optional(WatchingKeys.METRICS_PATH),
        settings
            .optional(WatchingKeys.NOTIFICATION_TO)
            .map(
                to ->
                    new Notification(
                        to,
                        settings.value(WatchingKeys.NOTIFICATION_ON),
                        settings.value(WatchingKeys.NOTIFICATION_TIMEOUT),
                        Math.toIntExact(settings.value(WatchingKeys.NOTIFICATION_ATTEMPTS)),
                        settings.optional(WatchingKeys.NOTIFICATION_SIGNATURE))));
  }
}
