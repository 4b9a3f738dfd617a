package org.plumbline.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.OddityCounts;
import org.plumbline.statistics.Statistics;
import org.plumbline.statistics.Tally;

/** The moments of an encoding's terms, written out. */
final class TermMoments {

  private TermMoments() {}

  static Moments of(Encoding encoding, Statistics statistics) {
    TermProducts products = new TermProducts(encoding, statistics.layout());
    List<Term> terms = products.terms();
    List<String> names = new ArrayList<>();
    terms.subList(1, terms.size()).forEach(term -> names.add(term.name()));
    if (encoding.terms().stream().allMatch(TermMoments::isColumn)) {
      return statistics.moments().select(names);
    }
    int size = terms.size();
    Expansion[] upper = new Expansion[size * (size + 1) / 2];
    Arrays.fill(upper, Expansion.ZERO);
    products.forEach(
        statistics,
        (i, j, number) -> {
          int place = i * size - i * (i - 1) / 2 + j - i;
          upper[place] = upper[place].plus(number);
        });
    return Moments.of(names, tally(encoding, statistics.moments().tally()), List.of(upper));
  }

  private static boolean isColumn(Term term) {
    return term.equals(Term.number(term.name()));
  }

  /** The counts of the rows; odd values of a term are those of the column that it is made from. */
  static Tally tally(Encoding encoding, Tally known) {
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
