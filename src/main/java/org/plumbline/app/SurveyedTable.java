package org.plumbline.app;

import java.util.List;
import java.util.Map;
import org.plumbline.columns.Field;
import org.plumbline.scan.ColumnFacts;
import org.plumbline.table.Snapshot;

/**
 * A table and what a first look at it found.
 *
 * @param path as a configuration names it
 * @param label column to be predicted
 * @param facts by column, in the table's order, of those that can be read
 */
record SurveyedTable(Snapshot snapshot, String path, String label, Map<String, ColumnFacts> facts) {

  /** Below 1 by five standard errors of an estimated count. */
  private static final double NEARLY = 0.9;

  long rows() {
    return facts.values().stream().mapToLong(ColumnFacts::rows).findFirst().orElse(0);
  }

  Field field(String column) {
    return snapshot.column(column);
  }

  /** Columns that were looked at, but for the label. */
  List<Field> others() {
    return snapshot.schema().fields().stream()
        .filter(field -> facts.containsKey(field.name()) && !field.name().equals(label))
        .toList();
  }

  /** Whether a column has (nearly) as many values as rows. */
  boolean isNearlyUnique(String column) {
    ColumnFacts found = facts.get(column);
    long present = found.rows() - found.missing();
    return present > 1 && found.distinct().count() >= NEARLY * present;
  }
}
