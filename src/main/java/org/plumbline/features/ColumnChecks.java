package org.plumbline.features;

import java.util.Collection;
import java.util.Set;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * Whether a table has columns of the types that their roles need. Every method throws a {@link
 * Failure} DATA naming column, type and remedy where it has not.
 */
final class ColumnChecks {

  private final Schema table;
  private final Set<String> partitions;

  /**
   * @param partitionColumns whose text is read as numbers and dates
   */
  ColumnChecks(Schema table, Collection<String> partitionColumns) {
    this.table = table;
    partitions = Set.copyOf(partitionColumns);
  }

  void definition(String role, Definition definition) {
    if (definition.eventTime().isPresent()) {
      eventTime(role, "the event time", definition.eventTime().get().column());
    } else {
      definition.columns().forEach(column -> number(role, column));
    }
  }

  void category(String role, Category category) {
    if (category.eventTime().isPresent()) {
      eventTime(role, "the event time", category.eventTime().get().column());
      return;
    }
    for (String column : category.columns()) {
      Field field = field(role, column);
      if (!ColumnLevels.hasLevels(field.type())) {
        throw ColumnFailures.noLevels(role, field);
      }
    }
  }

  void number(String role, String column) {
    Field field = field(role, column);
    boolean partitionText = field.type() instanceof ColumnType.Text && partitions.contains(column);
    if (!field.type().isNumber() && !partitionText) {
      throw ColumnFailures.noNumber(role, field);
    }
  }

  /** A column that drops rows: a number's, or a category's. */
  void numberOrLevels(String role, String column) {
    if (!ColumnLevels.hasLevels(field(role, column).type())) {
      number(role, column);
    }
  }

  /**
   * @param key of the configuration that names the column
   */
  void eventTime(String role, String key, String column) {
    Field field = field(role, column);
    if (!EventDays.isEventTime(field.type(), partitions.contains(column))) {
      throw ColumnFailures.noEventTime(role, key, field);
    }
  }

  private Field field(String role, String column) {
    return table.field(column).orElseThrow(() -> ColumnFailures.absent(role, column, table));
  }
}
