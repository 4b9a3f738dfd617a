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
import org.plumbline.columns.Schema;

/**
 * What a pass computes of each row: the row rule, the columns of z = (1, definitions, label), and
 * the levels of categories.
 *
 * @param definitions in the order of the configured features
 * @param categories in the same order; carriers are terms of definitions
 */
public record Design(RowRule rule, List<Definition> definitions, List<CategoryColumns> categories)
    implements Serializable {

  public Design {
    definitions = List.copyOf(definitions);
    categories = List.copyOf(categories);
    Set<String> terms = new HashSet<>();
    definitions.forEach(definition -> addOnce(definition.term(), terms));
    Set<String> names = new HashSet<>();
    categories.forEach(each -> addOnce(each.category().name(), names));
    if (terms.contains(rule.label()) || terms.contains(rule.labelDefinition().term())) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "`" + rule.label() + "` is both data.label and one of data.features",
          "Leave the label out of the features.");
    }
    for (CategoryColumns each : categories) {
      if (!terms.containsAll(each.carriers())) {
        throw new IllegalArgumentException(each + " carries what is not among " + terms);
      }
    }
  }

  /** Without categories. */
  public Design(RowRule rule, List<Definition> definitions) {
    this(rule, definitions, List.of());
  }

  private static void addOnce(String name, Set<String> names) {
    if (!names.add(name)) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "data.features names `" + name + "` twice",
          "Name each feature once.");
    }
  }

  /** Columns of the table that must be read, each once. */
  public List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    definitions.forEach(definition -> columns.addAll(definition.columns()));
    categories.forEach(each -> columns.addAll(each.category().columns()));
    columns.add(rule.label());
    rule.weight().ifPresent(columns::add);
    rule.eventTime().ifPresent(columns::add);
    columns.addAll(rule.split().by());
    columns.addAll(rule.droppers());
    rule.droppingTerms().forEach(term -> columns.addAll(term.columns()));
    rule.where().ifPresent(where -> columns.addAll(where.columns()));
    return List.copyOf(columns);
  }

  /** Names of z without the constant: terms in order, then the label. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    definitions.forEach(definition -> names.add(definition.term()));
    names.add(rule.labelDefinition().term());
    return List.copyOf(names);
  }

  /** Digests of z without the constant: those of the terms, then the label's. */
  public List<String> digests() {
    List<String> digests = new ArrayList<>();
    definitions.forEach(definition -> digests.add(definition.digest()));
    digests.add(rule.labelDefinition().digest());
    return List.copyOf(digests);
  }

  /**
   * Checks names and types against a table.
   *
   * @param partitionColumns whose text is read as numbers and dates
   * @throws Failure DATA naming column and type
   */
  public void check(Schema table, Collection<String> partitionColumns) {
    ColumnChecks checks = new ColumnChecks(table, partitionColumns);
    definitions.forEach(definition -> checks.definition("feature", definition));
    categories.forEach(each -> checks.category("category", each.category()));
    checks.number("label", rule.label());
    rule.weight().ifPresent(weight -> checks.number("weight", weight));
    rule.droppers().forEach(column -> checks.numberOrLevels("feature", column));
    rule.droppingTerms().forEach(term -> checks.definition("feature", term));
    rule.eventTime().ifPresent(column -> checks.eventTime("event time", "data.event-time", column));
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
    ColumnChecks checks = new ColumnChecks(table, partitionColumns);
    Optional<EventTime> time = eventTime.map(column -> new EventTime(column, rule.timeZone()));
    for (Definition definition : definitions) {
      checks.definition("scoring feature", time.map(definition::datedBy).orElse(definition));
    }
    for (CategoryColumns each : categories) {
      checks.category(
          "scoring category", time.map(each.category()::datedBy).orElse(each.category()));
    }
    eventTime.ifPresent(
        column -> checks.eventTime("scoring event time", "scoring.event-time", column));
  }
}
