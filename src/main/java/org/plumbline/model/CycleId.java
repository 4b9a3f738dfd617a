package org.plumbline.model;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * A cycle: the day it stands for and its number among the cycles of that day, from 1. Newer ones
 * are greater.
 */
public record CycleId(LocalDate asOf, int number) implements Comparable<CycleId> {

  private static final Comparator<CycleId> ORDER =
      Comparator.comparing(CycleId::asOf).thenComparingInt(CycleId::number);

  /** Relative to home/name. */
  public String folder() {
    return "cycles/" + asOf + "/" + number;
  }

  /** How a champion pointer names the decision that made it. */
  public String decision() {
    return folder() + "/decision.json";
  }

  @Override
  public int compareTo(CycleId other) {
    return ORDER.compare(this, other);
  }
}
