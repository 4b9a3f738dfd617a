package org.plumbline.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code scores.json}: what was published, or why nothing was. */
public record ScoresRecord(
    int formatVersion,
    LocalDate asOf,
    Optional<String> model,
    Optional<TableInput> scoring,
    Optional<Published> scores,
    Optional<String> skipped,
    List<Warning> warnings) {
  public record Published(String path, long rows, OptionalLong version) {}
}
