package org.plumbline.cycle;

import java.util.Optional;
import org.plumbline.Failure;
import org.plumbline.model.Champion;
import org.plumbline.model.Champions;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.Model;

/** A person puts a model in force: forced promotion and rollback, pointers without a cycle. */
final class Succession {

  private final Run run;
  private final Champions champions;

  Succession(Run run) {
    this.run = run;
    this.champions = run.championsBefore();
  }

  /**
   * What came of it.
   *
   * @param repeated whether the same order stood as the last pointer already
   */
  record Succeeded(Model model, boolean repeated) {}

  Succeeded force(Command.ForcePromote order) {
    Model model = run.registry().requireModel(order.model());
    run.standsFor(model.asOf());
    return enthrone(model, Champion.FORCE, order.by(), order.reason());
  }

  Succeeded rollback(Command.Rollback order) {
    Model model = run.registry().requireModel(order.to());
    run.standsFor(model.asOf());
    if (champions.inForce().isEmpty()) {
      throw new Failure(
          Failure.Kind.MISSING_INPUT,
          "There is no champion to roll back from under " + run.registry().layout().champions(),
          "Promote a model first.");
    }
    if (!champions.everReigned(order.to())) {
      throw new Failure(
          Failure.Kind.USAGE,
          order.to() + " never reigned, so there is no way back to it",
          "Use promote --model " + order.to() + " --force --reason TEXT.");
    }
    return enthrone(model, Champion.ROLLBACK, order.by(), order.reason());
  }

  private Succeeded enthrone(Model model, String kind, Optional<String> by, String reason) {
    Optional<Champion> reigning = champions.inForce();
    if (reigning.filter(pointer -> pointer.model().equals(model.id())).isPresent()) {
      if (reigning.get().kind().equals(kind)) {
        return new Succeeded(model, true);
      }
      throw new Failure(
          Failure.Kind.USAGE, model.id() + " is the champion already", "There is nothing to do.");
    }
    Champion pointer =
        new Champion(
            FormatVersion.CURRENT,
            champions.nextSequence(),
            model.id(),
            champions.model(),
            model.asOf(),
            Optional.empty(),
            kind,
            Optional.empty(),
            run.id(),
            by,
            Optional.of(reason));
    run.registry().mark();
    if (!run.registry().enthrone(pointer)) {
      throw new Failure(
          Failure.Kind.CONFLICT,
          "Another run put a champion in force at the same moment, as number " + pointer.sequence(),
          "See who reigns with: plumbline models; run again if it is still wanted.");
    }
    return new Succeeded(model, false);
  }
}
