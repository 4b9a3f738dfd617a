package org.plumbline.features;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.columns.Schema;

/**
 * The {@code where} of a row rule: comparisons joined by {@code and}. A comparison with a null is
 * false; NaN is, as in Spark SQL, equal to itself and above every number.
 *
 * <p>Grammar: {@code column op literal}, op one of {@code = != < <= > >=}, or {@code column is
 * [not] null}. A literal is a number, {@code 'text'} (a quote inside is doubled), {@code true},
 * {@code false} or {@code date 'YYYY-MM-DD'}. Names that are more than letters, digits and
 * underscores stand in backticks (a backtick inside is doubled).
 *
 * @param comparisons sorted by their text, each once
 */
public record Condition(List<Comparison> comparisons) implements Serializable {

  public Condition {
    comparisons =
        comparisons.stream().distinct().sorted(Comparator.comparing(Comparison::text)).toList();
  }

  /**
   * @throws org.plumbline.Failure CONFIGURATION naming the place that is not understood
   */
  public static Condition parse(String text) {
    return new ConditionParser(text).parse();
  }

  /** Canonical text, which {@link #parse} reads back: the same for equal conditions. */
  public String text() {
    return comparisons.stream().map(Comparison::text).collect(Collectors.joining(" and "));
  }

  /** The columns it reads, each once. */
  public List<String> columns() {
    return comparisons.stream().map(Comparison::column).distinct().toList();
  }

  /** The same condition in Spark SQL. */
  public String sql() {
    return comparisons.stream().map(Comparison::sql).collect(Collectors.joining(" AND "));
  }

  /**
   * @throws org.plumbline.Failure DATA naming a column that is not there or of a type that cannot
   *     be compared with its literal
   */
  void check(Schema schema) {
    for (Comparison comparison : comparisons) {
      comparison.check(
          schema
              .field(comparison.column())
              .orElseThrow(() -> ColumnFailures.absent("where", comparison.column(), schema)));
    }
  }
}
