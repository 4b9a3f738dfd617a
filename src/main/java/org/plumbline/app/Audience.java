package org.plumbline.app;

import java.util.function.Supplier;
import org.plumbline.Failure;
import org.plumbline.model.Layout;
import org.plumbline.model.Result;
import org.plumbline.table.Storage;

/**
 * Tells others how a run ended: a metrics file, news to those who asked for them. What goes wrong
 * with that is a warning, never a failure of the run.
 */
final class Audience {
  private final Desk desk;
  private final Supplier<Storage> storage;
  private final Notifier notifier;

  Audience(Desk desk, Supplier<Storage> storage) {
    this.desk = desk;
    this.storage = storage;
    this.notifier = new Notifier(Webhook.ofProcess(), storage);
  }

  void tell(Watching watching, Result result) {
    watching.metrics().ifPresent(folder -> unharmed(() -> write(folder, result)));
    watching.notification().ifPresent(wanted -> unharmed(() -> notifier.send(wanted, result)));
  }

  /** One file for each name and command, replaced by every run. */
  private void write(String folder, Result result) {
    String name =
        "plumbline-%s-%s.prom".formatted(result.name().orElse("unnamed"), result.command());
    String file = Layout.within(folder, name);
    storage.get().replace(file, RunMetrics.of(result, desk.clock().instant()));
  }

  private void unharmed(Runnable telling) {
    try {
      telling.run();
    } catch (Failure unheard) {
      desk.console().warning(Console.line(unheard.getMessage(), unheard.remedy()));
    }
  }
}
