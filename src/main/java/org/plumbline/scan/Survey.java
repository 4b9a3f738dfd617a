package org.plumbline.scan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.table.Snapshot;

/**
 * A first look at a table: every column's gaps, range, distinct values and correlation with the
 * label, in one pass over its files. Nothing is stored.
 */
public final class Survey {

  private Survey() {}

  /** Whether columns of this type are looked at: all but bytes. */
  public static boolean covers(ColumnType type) {
    return !(type instanceof ColumnType.Bytes);
  }

  /**
   * The facts of each column that can be read, in the table's order; none of a table without files.
   *
   * @param label a column of numbers
   * @param spark asked for where there are files to read
   * @throws org.plumbline.Failure DATA or UNSUPPORTED for a file that cannot be read; IO where the
   *     storage failed
   */
  public static Map<String, ColumnFacts> of(
      Snapshot snapshot, String label, Supplier<SparkSession> spark) {
    List<String> columns =
        snapshot.schema().fields().stream()
            .filter(field -> covers(field.type()))
            .map(Field::name)
            .toList();
    String description = "survey of %d columns, %s".formatted(columns.size(), snapshot.label());
    Map<String, ColumnFacts> facts = new LinkedHashMap<>();
    for (SurveyTask.Found found :
        Pass.run(spark, description, snapshot.files(), new SurveyTask(snapshot, columns, label))) {
      for (int column = 0; column < columns.size(); column++) {
        facts.merge(columns.get(column), found.facts().get(column), ColumnFacts::plus);
      }
    }
    return facts;
  }
}
