package org.plumbline.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;

/**
 * The one path from columns to terms, for fit and scoring alike: every column that is used as a
 * number is read once a block, and what is derived from it follows. One a thread.
 */
final class TermColumns {

  /**
   * @param index of the column in a block
   */
  private record Place(NumberColumn column, int index) {}

  private final Schema schema;
  private final Map<String, Place> numbers = new LinkedHashMap<>();
  private final Map<EventTime, EventDays> days = new LinkedHashMap<>();
  private final Map<Definition, TermColumn> terms = new HashMap<>();

  /** In the order in which they were asked for: each after those that it is made from. */
  private final List<DerivedColumn> derived = new ArrayList<>();

  TermColumns(Schema schema) {
    this.schema = schema;
  }

  /** The column of this name as a number, read with every block from now on. */
  NumberColumn number(String name) {
    return numbers.computeIfAbsent(name, this::placed).column();
  }

  private Place placed(String name) {
    return new Place(new NumberColumn(name), schema.names().indexOf(name));
  }

  /** The event days, read with every block from now on. */
  EventDays days(EventTime time) {
    return days.computeIfAbsent(time, each -> new EventDays(each.column(), each.zone(), schema));
  }

  /** The column of a definition, computed with every block from now on. */
  TermColumn term(Definition definition) {
    TermColumn known = terms.get(definition);
    if (known != null) {
      return known;
    }
    TermColumn column = definition.column(this);
    terms.put(definition, column);
    if (column instanceof DerivedColumn made) {
      derived.add(made);
    }
    return column;
  }

  /** The columns of the definitions, in order. */
  List<TermColumn> terms(List<Definition> definitions) {
    return definitions.stream().map(this::term).toList();
  }

  void read(Block block) {
    for (Place place : numbers.values()) {
      place.column().read(block.columns().get(place.index()), block.rows());
    }
    days.values().forEach(events -> events.read(block));
    derived.forEach(column -> column.compute(block.rows()));
  }
}
