package org.plumbline.app;

import java.util.Optional;
import java.util.function.Supplier;
import org.plumbline.Failure;
import org.plumbline.model.Result;
import org.plumbline.table.Json;
import org.plumbline.table.Storage;

/** Where results go: one line each on standard output, and the last one to {@code --result}. */
final class Outbox {
  private final Console console;
  private final Optional<String> place;
  private final Supplier<Storage> storage;
  private boolean closed;

  /**
   * @param place any Hadoop path; empty: results are printed only
   * @param storage asked for once a result has to be written
   */
  Outbox(Console console, Optional<String> place, Supplier<Storage> storage) {
    this.console = console;
    this.place = place;
    this.storage = storage;
  }

  /**
   * Prints and writes a result; nothing once the outbox is closed.
   *
   * @return the exit code of the process as far as this result says: its own, or that of an output
   *     which cannot be written
   */
  synchronized int send(Result result) {
    if (closed) {
      return result.exitCode();
    }
    console.result(Json.compact(result));
    try {
      place.ifPresent(path -> storage.get().replace(path, Json.pretty(result)));
      return result.exitCode();
    } catch (Failure failure) {
      console.failure(failure);
      return result.exitCode() == 0 ? failure.kind().exitCode() : result.exitCode();
    }
  }

  /** Sends a last result: what comes later, from a run that is being torn down, is not heard. */
  synchronized void close(Result last) {
    if (!closed) {
      send(last);
      closed = true;
    }
  }
}
