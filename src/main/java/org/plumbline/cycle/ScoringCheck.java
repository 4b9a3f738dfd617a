package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.Failure;
import org.plumbline.features.Design;
import org.plumbline.scan.Rewrite;
import org.plumbline.table.ScoreTable;
import org.plumbline.table.Snapshot;

/**
 * What scoring will need, as far as it can be known before there is a model: found missing at the
 * start, it costs no fit and leaves nothing behind.
 */
final class ScoringCheck {

  private ScoringCheck() {}

  /**
   * Checks the scoring table for the columns carried, of today's features and of the event time,
   * and the output for being ours or new.
   *
   * @return the scoring table as it is now
   * @throws Failure CONFIGURATION a carried column with the name of an output column; MISSING_INPUT
   *     no scoring table; DATA a column missing or of a wrong type; OUTPUT not ours
   */
  static Snapshot check(Run run, Specification.Scoring scoring) {
    Score.checkCarry(scoring);
    Snapshot table = Tables.pin(scoring.table(), run.workshop());
    List<String> features = new ArrayList<>();
    Design design = run.specification().design();
    design.definitions().forEach(definition -> features.addAll(definition.columns()));
    design.categories().forEach(each -> features.addAll(each.category().columns()));
    Tables.refuseUnreadable(features, table);
    run.specification()
        .design()
        .checkScoring(table.schema(), table.partitionColumns(), scoring.eventTime());
    output(run, scoring, table);
    return table;
  }

  /**
   * The table that scores are published in.
   *
   * @throws Failure DATA a carried column is missing; OUTPUT not ours, or of another schema
   */
  static ScoreTable output(Run run, Specification.Scoring scoring, Snapshot table) {
    return ScoreTable.open(
        scoring.output(),
        run.specification().name(),
        Rewrite.schema(table, scoring.carry()),
        run.workshop().storage(),
        run.workshop().hadoop());
  }
}
