package org.plumbline.model;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.table.Json;

/**
 * A line of {@code inputs.jsonl.gz}: what a data file gave to a model.
 *
 * @param path relative to the table's root
 * @param size bytes
 * @param modified milliseconds since 1970
 * @param deletionVector its identity, where there is one
 * @param rows training rows used
 * @param rowsRefused rows that the row rule dropped
 * @param firstDay first event day used; absent without an event time
 * @param digest of the moments of the model's own columns, in their order, over the rows used
 */
public record InputFile(
    String path,
    long size,
    long modified,
    Optional<String> deletionVector,
    long rows,
    long rowsRefused,
    Optional<LocalDate> firstDay,
    Optional<LocalDate> lastDay,
    String digest) {

  /**
   * What of it enters the model's id, as a JSON array: path, deletion vector, size, rows, first and
   * last day, digest; what is absent is an empty text.
   */
  String identity() {
    return Json.compact(
        List.of(
            path,
            deletionVector.orElse(""),
            size,
            rows,
            firstDay.map(LocalDate::toString).orElse(""),
            lastDay.map(LocalDate::toString).orElse(""),
            digest));
  }

  /** What {@code model.json} says of its inputs where there are no sums by level. */
  public static Model.Inputs summary(List<InputFile> files) {
    return summary(files, Optional.empty());
  }

  /**
   * What {@code model.json} says of its inputs: the SHA-256 of their {@link #identity}, sorted, and
   * then of {@code ["levels",digest]} where there are categories, each line ended by a line feed,
   * in UTF-8; hex.
   *
   * @param levels digest of the sums by level over the training rows of all files: by file they are
   *     not kept
   */
  public static Model.Inputs summary(List<InputFile> files, Optional<String> levels) {
    List<String> lines = new ArrayList<>(files.stream().map(InputFile::identity).sorted().toList());
    levels.ifPresent(digest -> lines.add(Json.compact(List.of("levels", digest))));
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    return new Model.Inputs(
        Digests.sha256(text.getBytes(StandardCharsets.UTF_8)),
        files.size(),
        files.stream().mapToLong(InputFile::rows).sum(),
        files.stream().mapToLong(InputFile::rowsRefused).sum());
  }
}
