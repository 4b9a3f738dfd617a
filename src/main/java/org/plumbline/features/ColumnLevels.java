package org.plumbline.features;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;

/**
 * Levels of a column. Text keeps the codes of its dictionary, and whole numbers get codes in the
 * order in which they first occur, so that each level is made a text once a block; while blocks
 * have the same dictionary, their names are the same list.
 */
final class ColumnLevels implements LevelSource {

  private static final int UNUSED = -1;

  private final int index;
  private final LongCodes numbers = new LongCodes();
  private int[] codes = new int[0];

  /** The dictionary of the block before, and its entries once it is the same in two blocks. */
  private Dictionary known = new Dictionary(new byte[0], new int[1], 0);

  private List<String> texts = List.of();
  private List<String> textsAndMissing = List.of();

  /**
   * @param index of the column in the block
   */
  ColumnLevels(int index) {
    this.index = index;
  }

  /** Whether a column of this type has levels. */
  static boolean hasLevels(ColumnType type) {
    return type instanceof ColumnType.Text
        || type instanceof ColumnType.Whole
        || type instanceof ColumnType.Bool
        || type instanceof ColumnType.Date;
  }

  @Override
  public LevelCodes read(Block block) {
    Column column = block.columns().get(index);
    if (codes.length < block.rows()) {
      codes = new int[block.rows()];
    }
    if (column instanceof BytesColumn texts) {
      return texts(texts, block.rows());
    }
    if (column instanceof LongColumn longs) {
      return longs(longs, block.rows());
    }
    throw new IllegalArgumentException("a column of " + column.type() + " has no levels");
  }

  @SuppressWarnings("ReferenceEquality") // the same entries are the same object, and no other is
  private LevelCodes texts(BytesColumn column, int rows) {
    Dictionary dictionary = column.dictionary();
    if (dictionary != known) {
      known = dictionary;
      texts = List.of();
      textsAndMissing = List.of();
      if (dictionary.size() > rows) {
        return usedTexts(column, rows);
      }
    }
    if (texts.isEmpty()) {
      textsAndMissing = new ArrayList<>(dictionary.size() + 1);
      for (int code = 0; code < dictionary.size(); code++) {
        textsAndMissing.add(dictionary.text(code));
      }
      texts = List.copyOf(textsAndMissing);
      textsAndMissing.add(LevelCodes.MISSING);
    }
    if (!column.missing().any()) {
      return new LevelCodes(column.codes(), texts);
    }
    System.arraycopy(column.codes(), 0, codes, 0, rows);
    return missingAs(texts.size(), textsAndMissing, column.missing(), rows);
  }

  /**
   * Only the entries that rows have, where the dictionary has more entries than that, and may be
   * another one in the next block.
   */
  private LevelCodes usedTexts(BytesColumn column, int rows) {
    int[] places = new int[column.dictionary().size()];
    Arrays.fill(places, UNUSED);
    List<String> names = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      if (column.missing().at(row)) {
        continue;
      }
      int code = column.codes()[row];
      if (places[code] == UNUSED) {
        places[code] = names.size();
        names.add(column.dictionary().text(code));
      }
      codes[row] = places[code];
    }
    return withMissing(names, column.missing(), rows);
  }

  private LevelCodes longs(LongColumn column, int rows) {
    numbers.clear();
    long[] values = column.values();
    Missing missing = column.missing();
    for (int row = 0; row < rows; row++) {
      if (!missing.at(row)) {
        codes[row] = numbers.code(values[row]);
      }
    }
    List<String> names = new ArrayList<>(numbers.size() + 1);
    for (int code = 0; code < numbers.size(); code++) {
      names.add(level(column.type(), numbers.value(code)));
    }
    return withMissing(names, missing, rows);
  }

  private LevelCodes withMissing(List<String> names, Missing missing, int rows) {
    if (!missing.any()) {
      return new LevelCodes(codes, names);
    }
    names.add(LevelCodes.MISSING);
    return missingAs(names.size() - 1, names, missing, rows);
  }

  private LevelCodes missingAs(int code, List<String> names, Missing missing, int rows) {
    for (int row = 0; row < rows; row++) {
      codes[row] = missing.at(row) ? code : codes[row];
    }
    return new LevelCodes(codes, names);
  }

  private static String level(ColumnType type, long value) {
    if (type instanceof ColumnType.Bool) {
      return value == 0 ? "false" : "true";
    }
    if (type instanceof ColumnType.Date) {
      return LocalDate.ofEpochDay(value).toString();
    }
    boolean unsigned = type instanceof ColumnType.Whole whole && !whole.signed();
    return unsigned ? Long.toUnsignedString(value) : Long.toString(value);
  }
}
