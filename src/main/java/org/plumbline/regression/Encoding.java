package org.plumbline.regression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.LevelOrder;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Statistics;

/**
 * The terms of a design, decided: which levels have a coefficient, and what missing numbers are
 * taken to be. Deciding needs statistics alone, so that another decision needs no pass.
 *
 * @param terms in the order of their sources; a source's levels in code-point order, the pooled
 *     ones last
 * @param categories decided, in the order of their sources
 * @param imputed value of each imputed column, in the order of their sources
 */
public record Encoding(
    List<Term> terms, List<CategoryLevels> categories, Map<String, Double> imputed) {

  /** Significant bits of a mean before it is rounded. */
  private static final int BITS = 128;

  public Encoding {
    terms = List.copyOf(terms);
    categories = List.copyOf(categories);
    imputed = Collections.unmodifiableMap(new LinkedHashMap<>(imputed));
  }

  /**
   * Decides levels and imputed values from training rows.
   *
   * @throws org.plumbline.Failure DATA for too many levels, or an unknown reference
   */
  public static Encoding decide(List<TermSource> sources, Statistics training) {
    List<CategoryLevels> categories = new ArrayList<>();
    for (TermSource source : sources) {
      if (source instanceof TermSource.Category category) {
        categories.add(CategoryLevels.decide(category, training.levels()));
      }
    }
    return of(sources, categories, means(sources, training));
  }

  /**
   * The terms of what is decided already: those of a model that is kept.
   *
   * @param imputed value of each column that a source imputes
   */
  public static Encoding of(
      List<TermSource> sources, List<CategoryLevels> categories, Map<String, Double> imputed) {
    List<Term> terms = new ArrayList<>();
    for (TermSource source : sources) {
      if (source instanceof TermSource.Numeric number) {
        terms.add(Term.number(number.column()));
      } else if (source instanceof TermSource.Imputed filled) {
        double value = imputed.get(filled.column());
        terms.add(
            new Term(
                filled.column(),
                Optional.empty(),
                List.of(
                    new Term.Part(filled.column(), 1), new Term.Part(filled.indicator(), value))));
        if (filled.kept() == TermSource.IndicatorTerm.KEPT) {
          terms.add(Term.number(filled.indicator()));
        }
      } else if (source instanceof TermSource.Category category) {
        terms.addAll(levels(levelsOf(category.category(), categories)));
      } else if (source instanceof TermSource.Product product) {
        terms.addAll(products(product, levelsOf(product.category(), categories), imputed));
      }
    }
    return new Encoding(terms, categories, imputed);
  }

  /** The same levels with values imputed from other rows: those of a training fold alone. */
  public Encoding imputedFrom(List<TermSource> sources, Statistics training) {
    return of(sources, categories, means(sources, training));
  }

  /** The training mean of each column that a source imputes. */
  private static Map<String, Double> means(List<TermSource> sources, Statistics training) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (TermSource source : sources) {
      if (source instanceof TermSource.Imputed filled) {
        means.put(filled.column(), mean(filled.column(), filled.indicator(), training.moments()));
      } else if (source instanceof TermSource.Product product && product.indicator().isPresent()) {
        String indicator = product.indicator().get();
        means.computeIfAbsent(
            product.column(), column -> mean(column, indicator, training.moments()));
      }
    }
    return means;
  }

  private static CategoryLevels levelsOf(String category, List<CategoryLevels> categories) {
    return categories.stream()
        .filter(each -> each.category().equals(category))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no levels were decided for " + category));
  }

  /** Σ w·x over Σ w, both where x is not missing; 0 where it always is. */
  private static double mean(String column, String indicator, Moments training) {
    int x = training.columns().indexOf(column) + 1;
    int m = training.columns().indexOf(indicator) + 1;
    BigBinary weight = training.at(0, 0).toBigBinary().minus(training.at(0, m).toBigBinary());
    return weight.signum() == 0
        ? 0
        : training.at(0, x).toBigBinary().dividedBy(weight, BITS).doubleValue();
  }

  private static List<Term> levels(CategoryLevels levels) {
    List<Term.Part> constant = List.of(new Term.Part(Term.CONSTANT, 1));
    List<Term> terms = new ArrayList<>();
    named(levels, TermSource.ProductLevels.WITHOUT_REFERENCE)
        .forEach(
            (name, within) ->
                terms.add(
                    new Term(
                        levels.category() + "=" + name,
                        Optional.of(new Term.Within(levels.category(), within)),
                        constant)));
    return terms;
  }

  private static List<Term> products(
      TermSource.Product product, CategoryLevels levels, Map<String, Double> imputed) {
    List<Term.Part> parts = new ArrayList<>();
    parts.add(new Term.Part(product.column(), 1));
    product
        .indicator()
        .ifPresent(name -> parts.add(new Term.Part(name, imputed.get(product.column()))));
    List<Term> terms = new ArrayList<>();
    named(levels, product.levels())
        .forEach(
            (name, within) ->
                terms.add(
                    new Term(
                        levels.category() + "=" + name + ":" + product.column(),
                        Optional.of(new Term.Within(levels.category(), within)),
                        parts)));
    return terms;
  }

  /** The levels by the name of their term: kept ones, then the pooled together. */
  private static Map<String, SortedSet<String>> named(
      CategoryLevels levels, TermSource.ProductLevels which) {
    Map<String, SortedSet<String>> named = new LinkedHashMap<>();
    for (String level : levels.kept()) {
      SortedSet<String> alone = new TreeSet<>(LevelOrder.CODE_POINTS);
      alone.add(level);
      named.put(level, alone);
    }
    if (!levels.pooled().isEmpty()) {
      named.put(CategoryLevels.POOLED, levels.pooled());
    }
    if (which == TermSource.ProductLevels.WITHOUT_REFERENCE) {
      levels.reference().ifPresent(named::remove);
    }
    return named;
  }

  /** The moments of the terms and the label: exact, as those of the statistics are. */
  public Moments moments(Statistics statistics) {
    return TermMoments.of(this, statistics);
  }
}
