package org.plumbline.features;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.plumbline.columns.Block;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Schema;

/** The columns and terms whose missing value drops the row. One a thread. */
final class Droppers {

  /** Text is never read as a number here: only its nulls count. */
  private record Text(String name, int index, FlawMask flaws) {}

  private final List<Text> texts = new ArrayList<>();
  private final List<TermColumn> terms = new ArrayList<>();

  Droppers(RowRule rule, TermColumns columns, Schema schema) {
    for (String column : rule.droppers()) {
      int index = schema.names().indexOf(column);
      if (schema.fields().get(index).type() instanceof ColumnType.Text) {
        texts.add(new Text(column, index, new FlawMask()));
      } else {
        terms.add(columns.number(column));
      }
    }
    terms.addAll(columns.terms(rule.droppingTerms()));
  }

  /** Reads what the terms' own columns do not. */
  void read(Block block) {
    for (Text text : texts) {
      text.flaws().reset(block.rows());
      text.flaws().markNulls(block.columns().get(text.index()).missing());
    }
  }

  void refuse(int rows, Selection selection) {
    texts.forEach(text -> refuse(text.flaws(), rows, selection));
    terms.forEach(term -> refuse(term.flaws(), rows, selection));
  }

  private static void refuse(FlawMask flaws, int rows, Selection selection) {
    for (int row = 0; !flaws.clean() && row < rows; row++) {
      if (flaws.missing(row)) {
        selection.refuse(row);
      }
    }
  }

  void forEach(BiConsumer<String, FlawMask> sink) {
    texts.forEach(text -> sink.accept(text.name(), text.flaws()));
    terms.forEach(term -> sink.accept(term.name(), term.flaws()));
  }
}
