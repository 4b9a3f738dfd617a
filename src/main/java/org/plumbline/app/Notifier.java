package org.plumbline.app;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Supplier;
import org.plumbline.Failure;
import org.plumbline.model.Layout;
import org.plumbline.model.Result;
import org.plumbline.table.Json;
import org.plumbline.table.Storage;

/** Sends the news of runs to where they are wanted: to a webhook, or as files into a folder. */
final class Notifier {
  private final Webhook webhook;
  private final Supplier<Storage> storage;

  /**
   * @param storage asked for once a file has to be written
   */
  Notifier(Webhook webhook, Supplier<Storage> storage) {
    this.webhook = webhook;
    this.storage = storage;
  }

  /**
   * Sends a result's news, if any of those asked for are among them.
   *
   * @throws Failure where they did not get through
   */
  void send(Notification notification, Result result) {
    Set<News> news = News.of(result);
    news.retainAll(notification.on());
    if (news.isEmpty()) {
      return;
    }
    String message = Json.compact(NewsMessage.of(news, result)) + "\n";
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    if (notification.isWebhook()) {
      webhook.post(notification, bytes);
    } else {
      storage.get().replace(file(notification.to(), result), bytes);
    }
  }

  /** One file a run: {@code <name>-<command>-<as-of>-<run-id>.json}. */
  private static String file(String folder, Result result) {
    return Layout.within(
        folder,
        "%s-%s-%s%s.json"
            .formatted(
                result.name().orElse("plumbline"),
                result.command(),
                result.asOf().map(LocalDate::toString).map(day -> day + "-").orElse(""),
                result.runId()));
  }
}
