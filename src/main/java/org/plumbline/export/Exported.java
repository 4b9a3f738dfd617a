package org.plumbline.export;

import java.time.LocalDate;
import org.plumbline.columns.Schema;
import org.plumbline.features.Scorer;
import org.plumbline.table.Json;

/**
 * What is exported: a predictor and the columns that it reads, typed as the table has them that it
 * is to score.
 *
 * @param name of the model's configuration
 * @param model id
 * @param label what is predicted
 * @param schema the scorer's columns; text that is used as a number is one as of a partition
 */
public record Exported(
    String name, String model, LocalDate asOf, String label, Schema schema, Scorer scorer) {

  /**
   * With the scorer's columns alone.
   *
   * @param table whose columns the scorer was checked against
   */
  public static Exported of(
      String name, String model, LocalDate asOf, String label, Schema table, Scorer scorer) {
    Schema read =
        new Schema(
            scorer.columns().stream().map(column -> table.field(column).orElseThrow()).toList());
    return new Exported(name, model, asOf, label, read, scorer);
  }

  /** Its flat terms in JSON, as {@link ModelScorer} reads them. */
  public byte[] json() {
    return Json.pretty(TermsDocument.of(this));
  }
}
