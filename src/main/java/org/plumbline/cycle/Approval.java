package org.plumbline.cycle;

import java.util.Optional;
import org.plumbline.Failure;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.CycleId;
import org.plumbline.model.Decision;
import org.plumbline.model.FormatVersion;

/**
 * A person approves the challenger of a cycle whose decision holds for approval alone.
 *
 * <p>{@code decision.json} stays as it is; the approval is the champion pointer of kind {@code
 * approve} that names it. The rules are asked once more before, since the champion may have changed
 * while the decision waited.
 */
final class Approval {

  private final Run run;
  private final CycleFolder folder;

  Approval(Run run, CycleFolder folder) {
    this.run = run;
    this.folder = folder;
  }

  /**
   * Puts the challenger in force.
   *
   * @return whether the decision was approved before, and nothing was left to do
   * @throws Failure DATA where the decision waits for nobody's approval, CONFLICT where it was
   *     overtaken while it waited
   */
  boolean approve(Command.Approve order) {
    Decision decision = run.registry().decision(folder).orElseThrow();
    if (decision.isApproved()) {
      return true;
    }
    if (!decision.awaitsApproval()) {
      throw refused(decision);
    }
    Decision today =
        new Promote(run, folder).decide(run.specification().policy().withoutApproval());
    if (!today.decision().equals(Decision.PROMOTE)) {
      throw overtaken(decision, String.join(" ", today.reasons()));
    }
    if (run.registry().enthrone(pointer(today, order))) {
      return false;
    }
    if (run.registry().champions().approvalOf(folder.id()).isPresent()) {
      return true;
    }
    throw overtaken(decision, "Another run changed the champion at the same moment.");
  }

  private Champion pointer(Decision today, Command.Approve order) {
    CycleId cycle = folder.id();
    return new Champion(
        FormatVersion.CURRENT,
        today.sequence().orElseThrow(),
        today.model(),
        today.champion(),
        cycle.asOf(),
        Optional.of(cycle.number()),
        Champion.APPROVE,
        Optional.of(cycle.decision()),
        run.id(),
        Optional.of(order.by()),
        Optional.of(order.reason()));
  }

  private Failure refused(Decision decision) {
    return new Failure(
        Failure.Kind.DATA,
        decision.model()
            + " waits for no approval, its decision is "
            + decision.decision()
            + ": "
            + String.join(" ", decision.reasons()),
        "promote --model "
            + decision.model()
            + " --force --reason TEXT puts a model in force against the policy.");
  }

  private static Failure overtaken(Decision decision, String why) {
    return new Failure(
        Failure.Kind.CONFLICT,
        decision.model() + " was overtaken while it waited for approval: " + why,
        "Judge it again with retrain --refresh.");
  }
}
