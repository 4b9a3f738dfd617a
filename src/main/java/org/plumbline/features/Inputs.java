package org.plumbline.features;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.columns.Schema;

/**
 * The columns of a table whose distributions are watched, as they are stored, not the terms made of
 * them; a column that is both a number and a category is watched as a category. What comes from the
 * event time alone (a part of the calendar) is not among them: it changes with the date.
 */
public record Inputs(List<String> numbers, List<CategoryInput> categories) implements Serializable {

  /** Levels of a category that is not limited otherwise. */
  private static final int MOST_LEVELS = 1_000;

  /**
   * @param known levels counted in any case
   * @param mostOthers of the others, the first in code-point order
   */
  public record CategoryInput(String column, Set<String> known, int mostOthers)
      implements Serializable {
    public CategoryInput {
      known = Set.copyOf(known);
    }

    Category category() {
      return new Category.OfColumn(column);
    }
  }

  public Inputs {
    numbers = List.copyOf(numbers);
    categories = List.copyOf(categories);
  }

  /** What a design reads, its label last. */
  public static Inputs of(Design design) {
    Map<String, CategoryInput> categories = new LinkedHashMap<>();
    for (CategoryColumns each : design.categories()) {
      columnOf(each.category())
          .ifPresent(
              column ->
                  categories.put(column, new CategoryInput(column, Set.of(), each.mostLevels())));
    }
    List<Definition> definitions = new ArrayList<>(design.definitions());
    definitions.add(design.rule().labelDefinition());
    return of(definitions, categories);
  }

  /** What a scorer reads, with the levels that it knows. */
  public static Inputs of(Scorer scorer) {
    Map<String, CategoryInput> categories = new LinkedHashMap<>();
    List<Definition> definitions = new ArrayList<>(scorer.definitions());
    for (LevelEffects each : scorer.categories()) {
      definitions.addAll(each.carriers());
      columnOf(each.category())
          .ifPresent(
              column ->
                  categories.put(
                      column, new CategoryInput(column, each.byLevel().keySet(), MOST_LEVELS)));
    }
    return of(definitions, categories);
  }

  private static Optional<String> columnOf(Category category) {
    return category instanceof Category.OfColumn column
        ? Optional.of(column.column())
        : Optional.empty();
  }

  private static Inputs of(List<Definition> definitions, Map<String, CategoryInput> categories) {
    Set<String> numbers = new LinkedHashSet<>();
    definitions.stream()
        .filter(definition -> definition.eventTime().isEmpty())
        .forEach(definition -> numbers.addAll(definition.columns()));
    numbers.removeAll(categories.keySet());
    return new Inputs(List.copyOf(numbers), List.copyOf(categories.values()));
  }

  /** The same without the columns that are not among some. */
  public Inputs among(Collection<String> some) {
    return new Inputs(
        numbers.stream().filter(some::contains).toList(),
        categories.stream().filter(each -> some.contains(each.column())).toList());
  }

  /** The columns, numbers first. */
  public List<String> columns() {
    return Stream.concat(numbers.stream(), categories.stream().map(CategoryInput::column)).toList();
  }

  /** What each column is read as: equal digests, equal distributions. */
  public List<String> digests() {
    return Stream.concat(
            numbers.stream().map(column -> new Definition.NumberTerm(column).digest()),
            categories.stream().map(each -> each.category().digest() + "/" + each.mostOthers()))
        .toList();
  }

  /**
   * Checks names and types against a table.
   *
   * @param partitionColumns whose text is read as numbers
   * @throws org.plumbline.Failure DATA naming column and type
   */
  public void check(Schema table, Collection<String> partitionColumns) {
    ColumnChecks checks = new ColumnChecks(table, partitionColumns);
    numbers.forEach(column -> checks.number("watched", column));
    categories.forEach(each -> checks.category("watched", each.category()));
  }
}
