package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.Failure;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.CycleId;
import org.plumbline.model.DataSummary;
import org.plumbline.model.Decision;
import org.plumbline.model.Evaluation;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.Policy;
import org.plumbline.model.Promotion;
import org.plumbline.model.Registry;
import org.plumbline.model.TrainRecord;

/**
 * Applies the policy to a cycle's evaluation, and puts the challenger in force where it says so.
 *
 * <p>{@code decision.json} comes first and names the sequence number it will take; the promotion is
 * done when that pointer exists and names this decision. So a run that was killed in between is
 * finished by the next one, and of two at once one wins.
 */
final class Promote {

  private static final double CLOSE_TO_COLLINEAR = 0.999;
  private static final double FAR_FROM_ZERO = 1e4;

  private final Run run;
  private final CycleFolder folder;

  Promote(Run run, CycleFolder folder) {
    this.run = run;
    this.folder = folder;
  }

  /** How a decision ended. */
  enum Outcome {
    PROMOTED("promoted"),
    HELD("held"),
    REJECTED("rejected"),
    /** It said promote, but another pointer took its number: it is held. */
    OVERTAKEN("held");

    private final String status;

    Outcome(String status) {
      this.status = status;
    }

    String status() {
      return status;
    }
  }

  /** The decision of the stage: the one that is there, or a new one; then its pointer. */
  Decision run() {
    Decision decision =
        run.registry()
            .decision(folder)
            .orElseGet(
                () ->
                    run.stage(
                        "promote",
                        "apply the policy",
                        () -> folder.create(decide(run.specification().policy())),
                        Decision::decision));
    if (decision.decision().equals(Decision.PROMOTE)) {
      run.registry().enthrone(pointer(decision));
    }
    return decision;
  }

  /** What a policy says of the challenger today, beside the champion of this moment. */
  Decision decide(Policy policy) {
    Evaluation evaluation =
        folder
            .evaluation()
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.MISSING_INPUT,
                        folder.path() + " has no evaluation.json to decide on",
                        "Run evaluate first."));
    String challenger = evaluation.challenger().model();
    Promotion.Evidence evidence =
        new Promotion.Evidence(
            folder.id(),
            evaluation,
            run.registry().requireModel(challenger).certificate().correctDigits(),
            folder
                .train()
                .filter(train -> train.model().equals(challenger))
                .map(Promote::suspects)
                .orElse(List.of()),
            run.registry().champions());
    return Promotion.decide(evidence, policy);
  }

  /** Columns that cost digits: nearly collinear with an earlier one, or far from zero. */
  private static List<String> suspects(TrainRecord train) {
    List<String> suspects = new ArrayList<>();
    List<DataSummary.ColumnSummary> columns = train.data().columns();
    for (DataSummary.ColumnSummary column : columns.subList(0, columns.size() - 1)) {
      boolean collinear =
          column.correlations().stream()
              .anyMatch(r -> r.isPresent() && Math.abs(r.getAsDouble()) > CLOSE_TO_COLLINEAR);
      if (collinear || Math.abs(column.mean()) > FAR_FROM_ZERO * column.deviation()) {
        suspects.add(column.column());
      }
    }
    return suspects;
  }

  private Champion pointer(Decision decision) {
    CycleId cycle = folder.id();
    return new Champion(
        FormatVersion.CURRENT,
        decision.sequence().orElseThrow(),
        decision.model(),
        decision.champion(),
        cycle.asOf(),
        Optional.of(cycle.number()),
        Champion.PROMOTE,
        Optional.of(cycle.decision()),
        run.id(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * How a decision of a cycle, as it stands, ended, as the pointers say; empty where its pointer is
   * yet to come.
   */
  static Optional<Outcome> outcome(Decision decision, CycleId cycle, Registry registry) {
    return switch (decision.decision()) {
      case Decision.HOLD -> Optional.of(Outcome.HELD);
      case Decision.REJECT -> Optional.of(Outcome.REJECTED);
      default ->
          registry
              .pointer(decision.sequence().orElseThrow())
              .map(
                  pointer ->
                      pointer.decision().filter(cycle.decision()::equals).isPresent()
                          ? Outcome.PROMOTED
                          : Outcome.OVERTAKEN);
    };
  }
}
