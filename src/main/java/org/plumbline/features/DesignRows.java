package org.plumbline.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;

/**
 * From blocks to rows of a design. After {@link #take}, the block's kept rows are ordered by group
 * (fold and day), their terms and label are finite numbers, and what was odd can be asked for. One
 * a thread; everything returned is valid until the next block.
 *
 * <p>Groups: {@code for g < groups()}: fold, day, rows {@code order()[from(g)] … order()[to(g) −
 * 1]}. A feature's missing or infinite value reads as 0 where its row is kept, and is counted.
 */
public final class DesignRows {

  /** Receives how often a column was odd in a group. */
  @FunctionalInterface
  public interface FlawSink {
    void note(int fold, int day, String column, Flaw flaw, long count);
  }

  private static final double[] ALL_ONE = new double[0];

  private record Source(String name, FlawMask flaws) {}

  private final Split split;
  private final Optional<ConditionFilter> where;
  private final Optional<EventDays> days;
  private final KeyHash keys;
  private final TermColumns columns;
  private final List<TermColumn> z = new ArrayList<>();
  private final Optional<NumberColumn> weight;
  private final int weightIndex;
  private final Droppers droppers;
  private final List<LevelSource> categories;
  private final LevelCodes[] levels;
  private final List<FlawMask> strict = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final Selection selection = new Selection();
  private final GroupOrder groups = new GroupOrder();
  private final double[][] values;
  private int[] folds = new int[0];
  private int rows;

  /**
   * @param schema of the blocks: at least the design's columns
   */
  public DesignRows(Design design, Schema schema) {
    RowRule rule = design.rule();
    split = rule.split();
    where = rule.where().map(condition -> new ConditionFilter(condition, schema));
    columns = new TermColumns(schema);
    days = rule.datedBy().map(columns::days);
    keys = new KeyHash(split.by(), schema);
    z.addAll(columns.terms(design.definitions()));
    z.add(columns.term(rule.labelDefinition()));
    weight = rule.weight().map(NumberColumn::new);
    weightIndex = rule.weight().map(schema.names()::indexOf).orElse(-1);
    droppers = new Droppers(rule, columns, schema);
    categories = design.categories().stream().map(each -> each.category().levels(schema)).toList();
    levels = new LevelCodes[categories.size()];
    values = new double[z.size()][];
    listSources(design);
  }

  private void listSources(Design design) {
    Set<String> listed = new HashSet<>();
    List<String> names = design.names();
    for (int column = 0; column < names.size(); column++) {
      list(names.get(column), z.get(column).flaws(), listed);
    }
    strict.add(z.get(z.size() - 1).flaws());
    weight.ifPresent(column -> listStrict(column.name(), column.flaws(), listed));
    days.ifPresent(column -> listStrict(column.name(), column.flaws(), listed));
    for (int key = 0; key < keys.keys(); key++) {
      listStrict(keys.name(key), keys.flaws(key), listed);
    }
    droppers.forEach((name, flaws) -> list(name, flaws, listed));
  }

  private void listStrict(String name, FlawMask flaws, Set<String> listed) {
    strict.add(flaws);
    list(name, flaws, listed);
  }

  /** A column in two roles is counted once, in the first. */
  private void list(String name, FlawMask flaws, Set<String> listed) {
    if (listed.add(name)) {
      sources.add(new Source(name, flaws));
    }
  }

  public void take(Block block) {
    rows = block.rows();
    selection.reset(rows);
    where.ifPresent(filter -> filter.exclude(block, selection));
    columns.read(block);
    droppers.read(block);
    for (int column = 0; column < values.length; column++) {
      values[column] = z.get(column).values();
    }
    weight.ifPresent(
        column -> {
          column.read(block.columns().get(weightIndex), rows);
          column.markNegatives(rows);
        });
    for (int category = 0; category < levels.length; category++) {
      levels[category] = categories.get(category).read(block);
    }
    readFolds(block);
    refuse();
    groups.arrange(rows, folds, split.folds() + 1, days.orElse(null), selection);
  }

  private void readFolds(Block block) {
    if (folds.length < rows) {
      folds = new int[rows];
    }
    keys.read(block);
    if (keys.keys() == 0) {
      Arrays.fill(folds, 0, rows, 1);
    } else {
      split.folds(keys.hashes(), rows, folds);
    }
  }

  private void refuse() {
    for (FlawMask flaws : strict) {
      for (int row = 0; !flaws.clean() && row < rows; row++) {
        if (!flaws.usable(row)) {
          selection.refuse(row);
        }
      }
    }
    droppers.refuse(rows, selection);
  }

  /** How many groups have rows in the block, kept or refused; ordered by day, then fold. */
  public int groups() {
    return groups.groups();
  }

  public int fold(int group) {
    return groups.fold(group);
  }

  /** Days since 1970-01-01, or {@link EventDays#NO_DAY}. */
  public int day(int group) {
    return groups.day(group);
  }

  /** Where the group's kept rows start in {@link #order}. */
  public int from(int group) {
    return groups.from(group);
  }

  /** Where the group's kept rows end in {@link #order}. */
  public int to(int group) {
    return groups.to(group);
  }

  /** Rows of the group that the row rule refused. */
  public int refused(int group) {
    return groups.refused(group);
  }

  /** The kept rows by group. */
  public int[] order() {
    return groups.order();
  }

  /** {@code z()[k][row]}: the terms in order, then the label; finite. */
  public double[][] z() {
    return values;
  }

  /** The levels of the block's rows in a category of the design, refused rows among them. */
  public LevelCodes levels(int category) {
    return levels[category];
  }

  /** {@code weights()[row]}; empty where every weight is 1. */
  public double[] weights() {
    return weight.map(NumberColumn::values).orElse(ALL_ONE);
  }

  /** Tells every flaw of rows that are kept or refused, by group and column. */
  public void flaws(FlawSink sink) {
    for (Source source : sources) {
      if (!source.flaws().clean()) {
        tell(source, sink);
      }
    }
  }

  private void tell(Source source, FlawSink sink) {
    long[] counts = new long[groups.cells() * Flaw.CODES];
    for (int row = 0; row < rows; row++) {
      byte code = source.flaws().at(row);
      if (code != Flaw.NONE && !selection.excluded(row)) {
        counts[groups.cell(row) * Flaw.CODES + code]++;
      }
    }
    for (int cell = 0; cell < groups.cells(); cell++) {
      for (Flaw flaw : Flaw.values()) {
        long count = counts[cell * Flaw.CODES + flaw.code()];
        if (count > 0) {
          sink.note(groups.cellFold(cell), groups.cellDay(cell), source.name(), flaw, count);
        }
      }
    }
  }
}
