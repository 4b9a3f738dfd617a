package org.plumbline.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A champion pointer, {@code champion/0000000007.json}.
 *
 * @param previous the model it took over from
 * @param asOf of its cycle; without one, of the model
 * @param kind {@code promote}, {@code rollback}, {@code force} or {@code approve}
 * @param decision path of the decision that made it, relative to home/name
 */
public record Champion(
    int formatVersion,
    long sequence,
    String model,
    Optional<String> previous,
    LocalDate asOf,
    Optional<Integer> cycle,
    String kind,
    Optional<String> decision,
    String runId,
    Optional<String> by,
    Optional<String> reason) {

  public static final String PROMOTE = "promote";
  public static final String ROLLBACK = "rollback";
  public static final String FORCE = "force";
  public static final String APPROVE = "approve";
}
