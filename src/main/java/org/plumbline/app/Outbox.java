package org.plumbline.app;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.plumbline.Failure;
import org.plumbline.model.Result;
import org.plumbline.table.Json;

/**
 * Where results go: one line each on standard output, the last one to {@code --result}, and to an
 * audience besides.
 */
final class Outbox {
  private final Console console;
  private final Supplier<Optional<ResultFile>> file;
  private final Optional<String> submission;
  private final Consumer<Result> audience;
  private Optional<Result> last = Optional.empty();
  private boolean closed;

  /**
   * @param file empty: results are printed only; asked for once a result has to be written
   * @param submission of a run that was announced in this file
   * @param audience told of each result, and of one that comes from outside once it is written
   */
  Outbox(
      Console console,
      Supplier<Optional<ResultFile>> file,
      Optional<String> submission,
      Consumer<Result> audience) {
    this.console = console;
    this.file = file;
    this.submission = submission;
    this.audience = audience;
  }

  /** Prints a result; nothing once the outbox is closed. */
  synchronized void send(Result result) {
    if (!closed) {
      print(result);
      audience.accept(result);
    }
  }

  private void print(Result result) {
    console.result(Json.compact(result));
    last = Optional.of(result);
  }

  /**
   * The run is over: writes its last result, after which nothing is heard any more.
   *
   * @return the exit code of the process as far as this result says: its own, or that of an output
   *     which cannot be written
   */
  synchronized int close(int exitCode) {
    if (closed) {
      return exitCode;
    }
    closed = true;
    try {
      last.ifPresent(result -> file.get().ifPresent(place -> write(place, result)));
      return exitCode;
    } catch (Failure failure) {
      console.failure(failure);
      return exitCode == 0 ? failure.kind().exitCode() : exitCode;
    }
  }

  /** Sends a last result: what comes later, from a run that is being torn down, is not heard. */
  synchronized void close(Result result) {
    if (!closed) {
      print(result);
      close(result.exitCode());
      audience.accept(result);
    }
  }

  private void write(ResultFile place, Result result) {
    if (!place.write(result, submission)) {
      console.note(place.path() + ": a later run is awaited there; this one's result is not kept");
    }
  }
}
