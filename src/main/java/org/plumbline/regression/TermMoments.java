package org.plumbline.regression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.statistics.ExactSum;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.OddityCounts;
import org.plumbline.statistics.Statistics;
import org.plumbline.statistics.Tally;

/** The moments of an encoding's terms, each a sum of products of parts. */
final class TermMoments {

  private final Encoding encoding;
  private final Statistics statistics;
  private final Levels levels;
  private final LevelLayout layout;
  private final List<Term> terms = new ArrayList<>();

  TermMoments(Encoding encoding, Statistics statistics) {
    this.encoding = encoding;
    this.statistics = statistics;
    levels = statistics.levels();
    layout = statistics.layout();
    terms.add(Term.number(Term.CONSTANT));
    terms.addAll(encoding.terms());
    terms.add(Term.number(label()));
  }

  private String label() {
    return layout.columns().get(layout.columns().size() - 1);
  }

  Moments moments() {
    List<String> names = new ArrayList<>();
    terms.subList(1, terms.size()).forEach(term -> names.add(term.name()));
    if (encoding.terms().stream().allMatch(TermMoments::isColumn)) {
      return statistics.moments().select(names);
    }
    List<Expansion> upper = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      for (int j = i; j < terms.size(); j++) {
        upper.add(product(terms.get(i), terms.get(j)));
      }
    }
    return Moments.of(names, tally(), upper);
  }

  private static boolean isColumn(Term term) {
    return term.equals(Term.number(term.name()));
  }

  private Expansion product(Term first, Term second) {
    ExactSum sum = new ExactSum();
    for (Term.Part one : first.parts()) {
      for (Term.Part other : second.parts()) {
        add(sum, first, one, second, other);
      }
    }
    return sum.toExpansion();
  }

  private void add(ExactSum sum, Term first, Term.Part one, Term second, Term.Part other) {
    if (first.within().isEmpty() && second.within().isEmpty()) {
      add(sum, statistics.moments().at(index(one), index(other)), one, other);
    } else if (second.within().isEmpty()) {
      addLevels(sum, first, one, other);
    } else if (first.within().isEmpty()) {
      addLevels(sum, second, other, one);
    } else if (first.within().get().category().equals(second.within().get().category())) {
      addCommon(sum, first, one, second, other);
    } else {
      addPairs(sum, first, one, second, other);
    }
  }

  /** One term within levels, the other everywhere. */
  private void addLevels(ExactSum sum, Term term, Term.Part carried, Term.Part other) {
    Term.Within within = term.within().orElseThrow();
    int category = layout.indexOf(within.category());
    for (String level : within.levels()) {
      add(
          sum,
          levels.at(category, level, carrier(category, carried), index(other)),
          carried,
          other);
    }
  }

  /** Both terms within levels of the same category: only common levels have rows of both. */
  private void addCommon(ExactSum sum, Term first, Term.Part one, Term second, Term.Part other) {
    int category = layout.indexOf(first.within().orElseThrow().category());
    for (String level : first.within().orElseThrow().levels()) {
      if (second.within().orElseThrow().levels().contains(level)) {
        add(sum, levels.at(category, level, carrier(category, one), index(other)), one, other);
      }
    }
  }

  private void addPairs(ExactSum sum, Term first, Term.Part one, Term second, Term.Part other) {
    int a = layout.indexOf(first.within().orElseThrow().category());
    int b = layout.indexOf(second.within().orElseThrow().category());
    if (a > b) {
      addPairs(sum, second, other, first, one);
      return;
    }
    for (String low : first.within().orElseThrow().levels()) {
      for (String high : second.within().orElseThrow().levels()) {
        Expansion pair =
            levels.pair(a, b, new Levels.Pair(low, high), carrier(a, one), carrier(b, other));
        add(sum, pair, one, other);
      }
    }
  }

  /** Adds number · factor · factor exactly. */
  private static void add(ExactSum sum, Expansion number, Term.Part one, Term.Part other) {
    if (one.factor() == 1 && other.factor() == 1) {
      sum.add(number);
    } else {
      sum.add(number.times(one.factor()).times(other.factor()));
    }
  }

  private int index(Term.Part part) {
    return part.column().equals(Term.CONSTANT) ? 0 : layout.columns().indexOf(part.column()) + 1;
  }

  private int carrier(int category, Term.Part part) {
    return part.column().equals(Term.CONSTANT)
        ? 0
        : layout.categories().get(category).carriers().indexOf(part.column()) + 1;
  }

  /** Odd values of a term are those of the column that it is made from. */
  private Tally tally() {
    Tally known = statistics.moments().tally();
    Map<String, OddityCounts> odd = new HashMap<>(known.columns());
    for (Term term : encoding.terms()) {
      String column = term.parts().get(0).column();
      if (!column.equals(Term.CONSTANT)) {
        odd.put(term.name(), known.of(column));
      }
    }
    return new Tally(
        known.rows(),
        known.positiveRows(),
        known.weightSquares(),
        known.refused(),
        known.longestSum(),
        new TreeMap<>(odd));
  }
}
