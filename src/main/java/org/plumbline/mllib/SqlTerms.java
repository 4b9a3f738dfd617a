package org.plumbline.mllib;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.regression.Term;

/**
 * The terms of a model as Spark SQL says them: Σ factor·column of z, within levels of a category
 * where the term has some. A column of z that is missing counts as 0 beside another, so that an
 * imputed number is (1 − m)·x + value·m, and makes a term of its own null.
 */
final class SqlTerms {
  private final Design design;
  private final SqlColumns columns;
  private final Map<String, String> numbers = new LinkedHashMap<>();
  private final Map<String, String> levels = new LinkedHashMap<>();

  SqlTerms(Design design, SqlColumns columns) {
    this.design = design;
    this.columns = columns;
    for (Definition definition : design.definitions()) {
      numbers.put(definition.term(), "z_" + numbers.size());
    }
    for (CategoryColumns each : design.categories()) {
      levels.put(each.category().name(), "level_" + levels.size());
    }
  }

  /** What is computed once of each row: the columns of z, and the level of each category. */
  List<Column> ofRows() {
    List<Column> all = new ArrayList<>();
    for (Definition definition : design.definitions()) {
      all.add(expr(columns.number(definition)).as(numbers.get(definition.term())));
    }
    for (CategoryColumns each : design.categories()) {
      all.add(expr(columns.level(each.category())).as(levels.get(each.category().name())));
    }
    return all;
  }

  /** The column of a definition, by its term, among those {@link #ofRows}. */
  Column number(String term) {
    return col(numbers.get(term));
  }

  /** The level of a category among those {@link #ofRows}. */
  Column level(String category) {
    return col(levels.get(category));
  }

  /** A term, made from what is computed of rows: a double. */
  Column term(Term term) {
    Column value =
        term.parts().stream()
            .map(part -> part(part, term.parts().size() > 1))
            .reduce(Column::plus)
            .orElseThrow();
    return term.within()
        .map(
            within ->
                when(level(within.category()).isin(within.levels().toArray()), value)
                    .otherwise(lit(0.0)))
        .orElse(value);
  }

  private Column part(Term.Part part, boolean beside) {
    if (part.column().equals(Term.CONSTANT)) {
      return lit(part.factor());
    }
    Column number = number(part.column());
    Column there = beside ? coalesce(number, lit(0.0)) : number;
    return part.factor() == 1 ? there : there.multiply(lit(part.factor()));
  }
}
