package org.plumbline.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.Failure;
import org.plumbline.model.Result;

/** Results of runs that ended before, or outside of, their cycle. */
final class FailedResult {

  /** Ended by SIGTERM. */
  static final int TERMINATED = 143;

  private FailedResult() {}

  /**
   * @param name of the model, absent where the configuration could not be read
   */
  static Result of(
      String command,
      Optional<String> name,
      Optional<LocalDate> asOf,
      String runId,
      Failure failure) {
    String kind = failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    Result.ErrorRecord error =
        new Result.ErrorRecord(
            kind, Configurations.oneLine(failure.getMessage()), failure.remedy());
    return of(command, name, asOf, runId, failure.kind().exitCode(), error);
  }

  static Result terminated(
      String command, Optional<String> name, Optional<LocalDate> asOf, String runId) {
    return of(
        command,
        name,
        asOf,
        runId,
        TERMINATED,
        new Result.ErrorRecord(
            "terminated", "ended by SIGTERM", "run it again: it goes on where it stopped"));
  }

  private static Result of(
      String command,
      Optional<String> name,
      Optional<LocalDate> asOf,
      String runId,
      int exitCode,
      Result.ErrorRecord error) {
    return new Result(
        1,
        command,
        name,
        asOf,
        Optional.empty(),
        runId,
        "failed",
        false,
        exitCode,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.of(error));
  }
}
