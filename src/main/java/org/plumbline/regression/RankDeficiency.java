package org.plumbline.regression;

import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.Failure;

/** Refuses a design that is rank deficient, by the names of its columns. */
final class RankDeficiency {
  /** More names than this help nobody. */
  private static final int NAMED = 10;

  private RankDeficiency() {}

  static void refuse(Training training, Factorization factorization) {
    refuse(training, factorization.aliased());
  }

  /**
   * @param aliased every column of the design that is not kept
   */
  static void refuse(Training training, List<Alias> aliased) {
    if (aliased.isEmpty()) {
      return;
    }
    throw new Failure(
        Failure.Kind.DATA,
        "design has rank "
            + (training.columns() - aliased.size())
            + " of "
            + training.columns()
            + "; "
            + aliased.stream()
                .limit(NAMED)
                .map(alias -> describe(training, alias))
                .collect(Collectors.joining("; "))
            + (aliased.size() > NAMED ? "; and " + (aliased.size() - NAMED) + " more" : ""),
        "Drop these columns, or set training.aliased = drop.");
  }

  private static String describe(Training training, Alias alias) {
    String name = training.moments().name(alias.column());
    if (alias.constant()) {
      return name + " is constant";
    }
    if (alias.suspects().isEmpty()) {
      return name + " is zero";
    }
    return alias.suspects().stream()
        .limit(NAMED)
        .map(training.moments()::name)
        .collect(
            Collectors.joining(
                ", ", name + " is a combination of the columns before it (suspects ", ")"));
  }
}
