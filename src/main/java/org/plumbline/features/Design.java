package org.plumbline.features;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * What a pass computes of each row: the row rule, and the terms of z = (1, terms, label).
 *
 * @param definitions in the order of the configured features
 */
public record Design(RowRule rule, List<Definition> definitions) implements Serializable {

  public Design {
    definitions = List.copyOf(definitions);
    Set<String> terms = new HashSet<>();
    for (Definition definition : definitions) {
      if (!terms.add(definition.term())) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "data.features names `" + definition.term() + "` twice",
            "Name each feature once.");
      }
    }
    if (terms.contains(rule.label())) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "`" + rule.label() + "` is both data.label and one of data.features",
          "Leave the label out of the features.");
    }
  }

  /** Columns of the table that must be read, each once. */
  public List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    definitions.forEach(definition -> columns.addAll(definition.columns()));
    columns.add(rule.label());
    rule.weight().ifPresent(columns::add);
    rule.eventTime().ifPresent(columns::add);
    columns.addAll(rule.split().by());
    columns.addAll(rule.droppers());
    rule.where().ifPresent(where -> columns.addAll(where.columns()));
    return List.copyOf(columns);
  }

  /** Names of z without the constant: terms in order, then the label. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    definitions.forEach(definition -> names.add(definition.term()));
    names.add(rule.label());
    return List.copyOf(names);
  }

  /** Digests of z without the constant: those of the terms, then the label's. */
  public List<String> digests() {
    List<String> digests = new ArrayList<>();
    definitions.forEach(definition -> digests.add(definition.digest()));
    digests.add(new Definition.NumberTerm(rule.label()).digest());
    return List.copyOf(digests);
  }

  /**
   * Checks names and types against a table.
   *
   * @param partitionColumns whose text is read as numbers and dates
   * @throws Failure DATA naming column and type
   */
  public void check(Schema table, Collection<String> partitionColumns) {
    Set<String> partitions = Set.copyOf(partitionColumns);
    for (Definition definition : definitions) {
      for (String column : definition.columns()) {
        checkNumber("feature", column, table, partitions);
      }
    }
    checkNumber("label", rule.label(), table, partitions);
    rule.weight().ifPresent(weight -> checkNumber("weight", weight, table, partitions));
    rule.droppers().forEach(column -> checkNumber("feature", column, table, partitions));
    rule.eventTime()
        .ifPresent(
            column -> checkEventTime("event time", "data.event-time", column, table, partitions));
    rule.where().ifPresent(where -> where.check(table));
    rule.split().check(table);
  }

  /**
   * Checks names and types against a table that a model of this design would score.
   *
   * @param partitionColumns whose text is read as numbers and dates
   * @param eventTime by which its rows are chosen
   * @throws Failure DATA naming column and type
   */
  public void checkScoring(
      Schema table, Collection<String> partitionColumns, Optional<String> eventTime) {
    Set<String> partitions = Set.copyOf(partitionColumns);
    definitions.stream()
        .flatMap(definition -> definition.columns().stream())
        .forEach(column -> checkNumber("scoring feature", column, table, partitions));
    eventTime.ifPresent(
        column ->
            checkEventTime("scoring event time", "scoring.event-time", column, table, partitions));
  }

  static void checkNumber(String role, String column, Schema table, Set<String> partitions) {
    Field field = table.field(column).orElseThrow(() -> ColumnFailures.absent(role, column, table));
    boolean partitionText = field.type() instanceof ColumnType.Text && partitions.contains(column);
    if (!field.type().isNumber() && !partitionText) {
      throw ColumnFailures.noNumber(role, field);
    }
  }

  private static void checkEventTime(
      String role, String key, String column, Schema table, Set<String> partitions) {
    Field field = table.field(column).orElseThrow(() -> ColumnFailures.absent(role, column, table));
    if (!EventDays.isEventTime(field.type(), partitions.contains(column))) {
      throw ColumnFailures.noEventTime(role, key, field);
    }
  }
}
