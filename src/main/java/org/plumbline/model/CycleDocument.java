package org.plumbline.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * All records of one cycle, as far as they exist: what a report is drawn from.
 *
 * @param decision as it stands: promote where a person has approved it since
 */
public record CycleDocument(
    String name,
    LocalDate asOf,
    int cycle,
    SnapshotRecord snapshot,
    Optional<TrainRecord> train,
    Optional<Model> challenger,
    Optional<Model> champion,
    Optional<Evaluation> evaluation,
    Optional<Decision> decision,
    Optional<ScoresRecord> scores,
    Optional<MonitoringRecord> monitoring,
    Optional<Result> result,
    Optional<Versions> versions) {
  /** From trained.json: when and by which code. */
  public record Versions(String trainedAt, String plumbline, String spark, String java) {}
}
