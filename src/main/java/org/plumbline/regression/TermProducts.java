package org.plumbline.regression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.Failure;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Statistics;

/**
 * The sums of products Σ w·tᵢ·tⱼ of terms, found by walking the levels and the pairs of levels that
 * occur: the work grows with these, not with the square of the terms.
 *
 * <p>Term 0 is the constant, term k the k-th of the encoding, the label is last.
 */
final class TermProducts {

  /** Takes a part of a sum: the same i ≤ j may come again, and what never comes is zero. */
  @FunctionalInterface
  interface Sink {
    void add(int i, int j, Expansion number);
  }

  /**
   * A part of a term, by index.
   *
   * @param column of z
   * @param carrier of the term's category; not used outside one
   */
  private record IndexedPart(int column, int carrier, double factor) {}

  private record IndexedTerm(int index, List<IndexedPart> parts) {}

  private final LevelLayout layout;
  private final List<Term> terms = new ArrayList<>();

  /** Terms that are not within levels. */
  private final List<IndexedTerm> everywhere = new ArrayList<>();

  /** By category: the terms within each level, in order. */
  private final List<Map<String, List<IndexedTerm>>> within = new ArrayList<>();

  TermProducts(Encoding encoding, LevelLayout layout) {
    this.layout = layout;
    terms.add(Term.number(Term.CONSTANT));
    terms.addAll(encoding.terms());
    terms.add(Term.number(layout.columns().get(layout.columns().size() - 1)));
    layout.categories().forEach(category -> within.add(new HashMap<>()));
    for (int i = 0; i < terms.size(); i++) {
      place(i, terms.get(i));
    }
  }

  private void place(int index, Term term) {
    if (term.within().isEmpty()) {
      List<IndexedPart> parts =
          term.parts().stream().map(p -> new IndexedPart(column(p), 0, p.factor())).toList();
      everywhere.add(new IndexedTerm(index, parts));
      return;
    }
    int category = layout.indexOf(term.within().get().category());
    List<IndexedPart> parts =
        term.parts().stream()
            .map(p -> new IndexedPart(column(p), carrier(category, p), p.factor()))
            .toList();
    IndexedTerm indexed = new IndexedTerm(index, parts);
    for (String level : term.within().get().levels()) {
      within.get(category).computeIfAbsent(level, l -> new ArrayList<>()).add(indexed);
    }
  }

  private int column(Term.Part part) {
    return part.column().equals(Term.CONSTANT) ? 0 : layout.columns().indexOf(part.column()) + 1;
  }

  private int carrier(int category, Term.Part part) {
    return part.column().equals(Term.CONSTANT)
        ? 0
        : layout.categories().get(category).carriers().indexOf(part.column()) + 1;
  }

  /** The constant, the terms of the encoding, the label. */
  List<Term> terms() {
    return terms;
  }

  /**
   * Walks all sums that some row can have made.
   *
   * @throws Failure DATA where the product of a sum with an imputed value is beyond a double's
   *     range
   */
  void forEach(Statistics statistics, Sink sink) {
    try {
      walkNumbers(statistics, sink);
      Levels levels = statistics.levels();
      for (int category = 0; category < within.size(); category++) {
        walkLevels(levels, category, sink);
        for (int other = category + 1; other < within.size(); other++) {
          walkPairs(levels, category, other, sink);
        }
      }
    } catch (ArithmeticException outOfRange) {
      throw new Failure(
          Failure.Kind.DATA,
          "a sum of products times an imputed value is beyond the range of a double",
          "Rescale the imputed columns, or set their missing = drop.",
          outOfRange);
    }
  }

  private void walkNumbers(Statistics statistics, Sink sink) {
    for (int a = 0; a < everywhere.size(); a++) {
      IndexedTerm first = everywhere.get(a);
      for (IndexedTerm second : everywhere.subList(a, everywhere.size())) {
        for (IndexedPart one : first.parts()) {
          for (IndexedPart other : second.parts()) {
            Expansion sum = statistics.moments().at(one.column(), other.column());
            add(sink, first, one, second, other, sum);
          }
        }
      }
    }
  }

  private void walkLevels(Levels levels, int category, Sink sink) {
    if (within.get(category).isEmpty()) {
      return;
    }
    List<List<IndexedTerm>> byLevel = byLevel(levels, category);
    for (int level = 0; level < byLevel.size(); level++) {
      List<IndexedTerm> here = byLevel.get(level);
      for (int a = 0; a < here.size(); a++) {
        walkLevel(levels, category, level, here.get(a), everywhere, sink);
        walkLevel(levels, category, level, here.get(a), here.subList(a, here.size()), sink);
      }
    }
  }

  private static void walkLevel(
      Levels levels,
      int category,
      int level,
      IndexedTerm first,
      List<IndexedTerm> others,
      Sink sink) {
    for (IndexedTerm second : others) {
      for (IndexedPart one : first.parts()) {
        for (IndexedPart other : second.parts()) {
          Expansion sum = levels.at(category, level, one.carrier(), other.column());
          add(sink, first, one, second, other, sum);
        }
      }
    }
  }

  private void walkPairs(Levels levels, int category, int other, Sink sink) {
    if (within.get(category).isEmpty() || within.get(other).isEmpty()) {
      return;
    }
    List<List<IndexedTerm>> firsts = byLevel(levels, category);
    List<List<IndexedTerm>> seconds = byLevel(levels, other);
    for (int pair = 0; pair < levels.pairCount(category, other); pair++) {
      for (IndexedTerm first : firsts.get(levels.firstLevel(category, other, pair))) {
        for (IndexedTerm second : seconds.get(levels.secondLevel(category, other, pair))) {
          walkPair(levels, category, first, other, second, pair, sink);
        }
      }
    }
  }

  private static void walkPair(
      Levels levels,
      int category,
      IndexedTerm first,
      int other,
      IndexedTerm second,
      int pair,
      Sink sink) {
    for (IndexedPart one : first.parts()) {
      for (IndexedPart two : second.parts()) {
        Expansion sum = levels.pair(category, other, pair, one.carrier(), two.carrier());
        add(sink, first, one, second, two, sum);
      }
    }
  }

  /** The terms within each level that occurs, by its index. */
  private List<List<IndexedTerm>> byLevel(Levels levels, int category) {
    return levels.names(category).stream()
        .map(name -> within.get(category).getOrDefault(name, List.of()))
        .toList();
  }

  private static void add(
      Sink sink,
      IndexedTerm first,
      IndexedPart one,
      IndexedTerm second,
      IndexedPart other,
      Expansion sum) {
    if (sum.signum() != 0) {
      Expansion product = sum.times(one.factor()).times(other.factor());
      sink.add(
          Math.min(first.index(), second.index()),
          Math.max(first.index(), second.index()),
          product);
    }
  }
}
