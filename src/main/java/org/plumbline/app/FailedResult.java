package org.plumbline.app;

import java.time.LocalDate;
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
    Result.ErrorRecord error =
        new Result.ErrorRecord(
            failure.kind().word(), Configurations.oneLine(failure.getMessage()), failure.remedy());
    return Result.failed(
        command, name, asOf, runId, OptionalDouble.empty(), failure.kind().exitCode(), error);
  }

  static Result terminated(
      String command, Optional<String> name, Optional<LocalDate> asOf, String runId) {
    return Result.failed(
        command,
        name,
        asOf,
        runId,
        OptionalDouble.empty(),
        TERMINATED,
        new Result.ErrorRecord(
            "terminated", "ended by SIGTERM", "run it again: it goes on where it stopped"));
  }
}
