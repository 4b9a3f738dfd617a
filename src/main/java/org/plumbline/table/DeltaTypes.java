package org.plumbline.table;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/** What a new Delta table of protocol (1,2) may hold. */
final class DeltaTypes {

  private static final String FORBIDDEN = " ,;{}()\n\t=";

  private DeltaTypes() {}

  /**
   * @throws Failure UNSUPPORTED naming a column whose name or type Delta's protocol (1,2) lacks
   */
  static void requireStorable(String root, Schema schema) {
    Set<String> names = new HashSet<>();
    for (Field field : schema.fields()) {
      if (field.name().chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
        throw unstorable(root, field, "has one of \"" + FORBIDDEN.strip() + "\" or a blank in it");
      }
      if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
        throw unstorable(root, field, "differs from another column by case alone");
      }
      boolean unsigned = field.type() instanceof ColumnType.Whole whole && !whole.signed();
      boolean local = field.type() instanceof ColumnType.Timestamp timestamp && !timestamp.zoned();
      if (unsigned || local) {
        throw unstorable(root, field, "is of type " + TypeText.of(field.type()));
      }
    }
  }

  private static Failure unstorable(String root, Field field, String why) {
    return new Failure(
        Kind.UNSUPPORTED,
        "%s: a Delta table of protocol 2 cannot hold column %s, which %s"
            .formatted(root, field.name(), why),
        "Leave the column out, or write format = parquet.");
  }

  /**
   * @throws Failure OUTPUT where files lie in the folder that is to become a table
   */
  static void requireEmpty(String root, Configuration hadoop) {
    new HadoopStorage(hadoop)
        .list(root).stream()
            .filter(entry -> !entry.startsWith("scores-") && !entry.equals("_delta_log"))
            .findFirst()
            .ifPresent(
                entry -> {
                  throw ScoreTables.notOurs(root, "it holds " + entry + " and no Delta log");
                });
  }
}
