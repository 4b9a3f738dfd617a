package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.model.Champion;

/**
 * Every model of a name, oldest first, and who reigned.
 *
 * @param champion the model in force
 * @param champions every pointer, in order of sequence: the audit log
 */
public record ModelListing(
    String name, Optional<String> champion, List<Entry> models, List<Champion> champions) {

  /**
   * @param verdict of its last decision: {@code promote}, {@code hold} or {@code reject}; absent
   *     where none was made
   * @param reasons of that verdict
   * @param rmse on the holdout of its last evaluation
   */
  public record Entry(
      String id,
      LocalDate asOf,
      Standing standing,
      long rows,
      OptionalDouble rmse,
      OptionalDouble r2,
      Optional<String> verdict,
      List<String> reasons) {}

  /** Where a model stands. */
  public enum Standing {
    CHAMPION,
    FORMER,
    BANNED,
    CHALLENGER
  }
}
