package org.plumbline.model;

import java.time.LocalDate;
import java.util.Optional;
import org.plumbline.table.Snapshot;

/**
 * {@code snapshot.json}, the first record of a cycle: configuration digest and pinned training
 * table.
 *
 * @param model given by {@code --model}: then the cycle trains none, and only {@code promote} joins
 *     it
 */
public record SnapshotRecord(
    int formatVersion,
    String name,
    LocalDate asOf,
    String configuration,
    String runId,
    Optional<String> model,
    Snapshot training) {

  /** The same with a relation known to hold this. */
  public SnapshotRecord holding(String content) {
    return new SnapshotRecord(
        formatVersion, name, asOf, configuration, runId, model, training.holding(content));
  }
}
