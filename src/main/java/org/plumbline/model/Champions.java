package org.plumbline.model;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every champion pointer, in order of sequence: who reigns, who reigned, who is banned.
 *
 * @param pointers the audit log; the last is in force
 */
public record Champions(List<Champion> pointers) {

  public Champions {
    pointers = List.copyOf(pointers);
  }

  public Optional<Champion> inForce() {
    return pointers.isEmpty() ? Optional.empty() : Optional.of(pointers.get(pointers.size() - 1));
  }

  /** The model in force. */
  public Optional<String> model() {
    return inForce().map(Champion::model);
  }

  /** The number that the next pointer takes. */
  public long nextSequence() {
    return inForce().map(Champion::sequence).orElse(0L) + 1;
  }

  /**
   * The newest as-of that ever reigned, with the latest cycle of that day; a newer one may follow.
   */
  public Optional<Reign> newest() {
    return pointers.stream()
        .map(pointer -> new Reign(pointer.asOf(), pointer.cycle().orElse(0)))
        .max(Reign.ORDER);
  }

  /** Models that a rollback left and that nobody has forced since. */
  public Set<String> banned() {
    Set<String> banned = new LinkedHashSet<>();
    for (Champion pointer : pointers) {
      if (pointer.kind().equals(Champion.ROLLBACK)) {
        pointer.previous().ifPresent(banned::add);
      } else if (pointer.kind().equals(Champion.FORCE)) {
        banned.remove(pointer.model());
      }
    }
    return banned;
  }

  /** The pointer by which a person approved the decision of a cycle. */
  public Optional<Champion> approvalOf(CycleId cycle) {
    return pointers.stream()
        .filter(pointer -> pointer.kind().equals(Champion.APPROVE))
        .filter(pointer -> pointer.decision().equals(Optional.of(cycle.decision())))
        .findFirst();
  }

  public boolean everReigned(String model) {
    return pointers.stream().anyMatch(pointer -> pointer.model().equals(model));
  }

  /**
   * Day and cycle of a pointer.
   *
   * @param cycle 0 for a pointer that no cycle made
   */
  public record Reign(LocalDate asOf, int cycle) {
    static final Comparator<Reign> ORDER =
        Comparator.comparing(Reign::asOf).thenComparingInt(Reign::cycle);

    /** Whether a cycle may still unseat it: a later day, or a later cycle of the same day. */
    public boolean yieldsTo(CycleId cycle) {
      return ORDER.compare(this, new Reign(cycle.asOf(), cycle.number())) < 0;
    }
  }
}
