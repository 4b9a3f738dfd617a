package org.plumbline.app;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where and when news of runs is sent.
 *
 * @param to a webhook by http or https, or a folder that Hadoop knows
 * @param timeout of one attempt
 * @param attempts at most
 * @param signatureVariable environment variable whose value signs what a webhook is sent
 */
record Notification(
    String to, Set<News> on, Duration timeout, int attempts, Optional<String> signatureVariable) {

  Notification {
    on = Set.copyOf(on);
  }

  boolean isWebhook() {
    return to.startsWith("http://") || to.startsWith("https://");
  }
}
