package org.plumbline.cycle;

import java.util.Set;
import org.plumbline.Failure;

/** What kind of end a run came to. */
final class Failures {

  private static final Set<Failure.Kind> OF_INPUTS =
      Set.of(Failure.Kind.DATA, Failure.Kind.MISSING_INPUT, Failure.Kind.UNSUPPORTED);

  private Failures() {}

  /**
   * The failure behind a problem, which Spark may have wrapped on its way from a task.
   *
   * @throws RuntimeException the problem itself where none is behind it: a defect of the program
   */
  static Failure anticipated(RuntimeException problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return failure;
      }
    }
    throw problem;
  }

  /** Whether it lies in the inputs, so that the same cycle can never go on. */
  static boolean closesCycle(Failure failure) {
    return OF_INPUTS.contains(failure.kind());
  }
}
