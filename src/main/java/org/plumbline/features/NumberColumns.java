package org.plumbline.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;

/**
 * The one path from columns to terms: every column that is used as a number, read once a block, for
 * fit and scoring alike. One a thread.
 */
final class NumberColumns {

  private final Schema schema;
  private final Map<String, NumberColumn> columns = new LinkedHashMap<>();

  NumberColumns(Schema schema) {
    this.schema = schema;
  }

  /** The column of this name, read with every block from now on. */
  NumberColumn column(String name) {
    return columns.computeIfAbsent(name, NumberColumn::new);
  }

  /** The terms of the definitions, in order. */
  List<NumberColumn> terms(List<Definition> definitions) {
    List<NumberColumn> terms = new ArrayList<>();
    for (Definition definition : definitions) {
      if (definition instanceof Definition.NumberTerm number) {
        terms.add(column(number.column()));
      }
    }
    return terms;
  }

  void read(Block block) {
    List<String> names = schema.names();
    for (NumberColumn column : columns.values()) {
      column.read(block.columns().get(names.indexOf(column.name())), block.rows());
    }
  }
}
