package org.plumbline.features;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.columns.Block;
import org.plumbline.columns.Column;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.Schema;

/**
 * The watched columns of blocks, as numbers and levels. One a thread; valid until the next block.
 */
public final class InputColumns {

  private final List<NumberColumn> numbers = new ArrayList<>();
  private final int[] places;
  private final List<LevelSource> categories;
  private final LevelCodes[] levels;
  private final Column[] read;

  /**
   * @param schema of the blocks: at least the inputs' columns
   */
  public InputColumns(Inputs inputs, Schema schema) {
    inputs.numbers().forEach(column -> numbers.add(new NumberColumn(column)));
    places = inputs.numbers().stream().mapToInt(schema.names()::indexOf).toArray();
    categories = inputs.categories().stream().map(each -> each.category().levels(schema)).toList();
    levels = new LevelCodes[categories.size()];
    read = new Column[places.length];
  }

  public void read(Block block) {
    for (int number = 0; number < places.length; number++) {
      read[number] = block.columns().get(places[number]);
      numbers.get(number).read(read[number], block.rows());
    }
    for (int category = 0; category < levels.length; category++) {
      levels[category] = categories.get(category).read(block);
    }
  }

  /** {@code values(number)[row]}: 0 where the row has no finite value. */
  public double[] values(int number) {
    return numbers.get(number).values();
  }

  /** Whether every row of a number has a finite value. */
  public boolean areFinite(int number) {
    return numbers.get(number).flaws().clean();
  }

  /** Whether the row is null. */
  public boolean isNull(int number, int row) {
    return numbers.get(number).flaws().at(row) == Flaw.NULL.code();
  }

  /** The row's value, which may be NaN or infinite. */
  public double value(int number, int row) {
    FlawMask flaws = numbers.get(number).flaws();
    if (flaws.at(row) == Flaw.NONE || flaws.at(row) == Flaw.CONVERTED.code()) {
      return numbers.get(number).values()[row];
    }
    return read[number] instanceof DoubleColumn doubles
        ? doubles.values()[row]
        : Double.POSITIVE_INFINITY;
  }

  /** The levels of the block's rows. */
  public LevelCodes levels(int category) {
    return levels[category];
  }
}
