package org.plumbline.app;

import java.util.Optional;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.Result;
import org.plumbline.table.Json;
import org.plumbline.table.Storage;

/**
 * The file that {@code --result} names.
 *
 * <p>A run that is submitted to a cluster leaves a {@link Notice} there before it is: whoever waits
 * never takes an older result for its own, and a place that cannot be written is found at once. The
 * driver's result takes the place of its own notice, and leaves that of a later submission alone,
 * as a driver does that was given up and goes on all the same.
 *
 * @param path any Hadoop path
 */
record ResultFile(String path, Storage storage) {

  /**
   * What stands in the place of a result that is to come; a result reads as one without submission.
   */
  private record Notice(
      int formatVersion, String command, String status, Optional<String> submission) {}

  /** Announces a run. */
  void announce(String command, String submission) {
    storage.replace(
        path,
        Json.pretty(
            new Notice(FormatVersion.CURRENT, command, "submitted", Optional.of(submission))));
  }

  /**
   * Writes a result.
   *
   * @param submission of the run; empty where it was not announced
   * @return false where a later run has been announced, whose notice stays
   */
  boolean write(Result result, Optional<String> submission) {
    boolean overtaken =
        submission.isPresent()
            && storage
                .read(path)
                .flatMap(this::announced)
                .filter(id -> !id.equals(submission.get()))
                .isPresent();
    if (!overtaken) {
      storage.replace(path, Json.pretty(result));
    }
    return !overtaken;
  }

  /** The result; empty while there is none, or one has been announced. */
  Optional<Result> read() {
    return storage
        .read(path)
        .filter(bytes -> announced(bytes).isEmpty())
        .map(bytes -> Json.read(bytes, Result.class, path));
  }

  private Optional<String> announced(byte[] bytes) {
    return Json.read(bytes, Notice.class, path).submission();
  }
}
