package org.plumbline.features;

import java.util.List;
import java.util.Optional;

/** What is asked of a model's terms: an element of {@code data.features}. Closed. */
public sealed interface Feature {

  /** For people, unique in a design. */
  String name();

  /** The columns of z that it needs, in order. */
  List<Definition> definitions();

  /** A number. */
  record Numeric(Definition definition, MissingValues missing) implements Feature {

    @Override
    public String name() {
      return definition.term();
    }

    @Override
    public List<Definition> definitions() {
      return withIndicator(definition, missing);
    }
  }

  /** Both waves of the year. */
  record YearCycle(EventTime time) implements Feature {

    /** As the configuration writes it. */
    public static final String KIND = "year-cycle";

    @Override
    public String name() {
      return KIND;
    }

    @Override
    public List<Definition> definitions() {
      return List.of(
          new Definition.YearCycle(time, Definition.Wave.SINE),
          new Definition.YearCycle(time, Definition.Wave.COSINE));
    }
  }

  /** A category. */
  record Levels(Category category, LevelChoice choice, UnseenLevels unseen, MissingLevels missing)
      implements Feature {

    @Override
    public String name() {
      return category.name();
    }

    @Override
    public List<Definition> definitions() {
      return List.of();
    }
  }

  /**
   * Which levels of a category have a coefficient.
   *
   * @param reference has none; empty: the first level kept, in code-point order
   * @param leastRows levels of fewer training rows are pooled; 0: none is
   * @param mostLevels more than so many are refused
   */
  record LevelChoice(Optional<String> reference, long leastRows, int mostLevels) {}

  /** A number within each level of a category that is a feature too. */
  record Slopes(Category category, Definition number, MissingValues missing) implements Feature {

    @Override
    public String name() {
      return category.name() + ":" + number.term();
    }

    @Override
    public List<Definition> definitions() {
      return withIndicator(number, missing);
    }

    /** What varies within the levels, by its name in z. */
    List<String> carriers() {
      return definitions().stream().map(Definition::term).toList();
    }
  }

  private static List<Definition> withIndicator(Definition definition, MissingValues missing) {
    return missing.imputes()
        ? List.of(definition, new Definition.MissingIndicator(definition))
        : List.of(definition);
  }
}
