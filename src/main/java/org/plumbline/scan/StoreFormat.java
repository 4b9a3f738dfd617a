package org.plumbline.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Schema;
import org.plumbline.scan.StoredValue.StoredGroup;
import org.plumbline.statistics.Group;
import org.plumbline.table.Json;

/**
 * Rows of a store file: one for each file, kind, fold and day, its key in readable columns, its
 * value in the column of its kind. A file in which the row rule found nothing has one row of each
 * kind without a fold; distributions, which are of all folds, have −1. The groups of a value are
 * adjacent, and all in one store file. Files from before there were levels or distributions lack
 * their columns.
 */
final class StoreFormat {

  private static final ColumnType TEXT = new ColumnType.Text();
  private static final ColumnType LONG = new ColumnType.Whole(64, true);
  private static final ColumnType INT = new ColumnType.Whole(32, true);

  /** The columns, in the order of {@link #write} and {@link #read}. */
  static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field("table", TEXT),
              new Field("file", TEXT),
              new Field("size", LONG),
              new Field("modified", LONG),
              new Field("etag", TEXT),
              new Field("deletion_vector", TEXT),
              new Field("row_rule", TEXT),
              new Field("kind", TEXT),
              new Field("version", INT),
              new Field("precision", TEXT),
              new Field("columns", TEXT),
              new Field("definitions", TEXT),
              new Field("fold", INT),
              new Field("day", new ColumnType.Date()),
              new Field("rows", LONG),
              new Field("refused", LONG),
              new Field("moments", new ColumnType.Bytes()),
              new Field("levels", new ColumnType.Bytes()),
              new Field("distributions", new ColumnType.Bytes())));

  private static final int COLUMNS = 10;
  private static final int DEFINITIONS = 11;
  private static final int FOLD = 12;
  private static final int DAY = 13;
  private static final int ROWS = 14;
  private static final int REFUSED = 15;

  /** Where the value columns start, each named as its kind is. */
  private static final int VALUES = 16;

  private StoreFormat() {}

  /** Names of the columns that values of a kind need. */
  static List<String> columnsFor(StoreKey.Kind kind) {
    List<String> names = new ArrayList<>(SCHEMA.names().subList(0, VALUES));
    names.add(kind.name());
    return names;
  }

  /** The values as one block. */
  static Block write(List<StoredValue> values) {
    int rows = values.stream().mapToInt(value -> Math.max(1, value.groups().size())).sum();
    List<ColumnBuilder> columns =
        SCHEMA.fields().stream().map(field -> new ColumnBuilder(field.type(), rows)).toList();
    for (StoredValue value : values) {
      if (value.groups().isEmpty()) {
        writeKey(value, columns);
        columns.subList(FOLD, columns.size()).forEach(ColumnBuilder::addNull);
      }
      for (StoredGroup group : value.groups()) {
        writeKey(value, columns);
        writeGroup(group, value.key().kind(), columns);
      }
    }
    return new Block(SCHEMA, rows, 0, false, columns.stream().map(ColumnBuilder::build).toList());
  }

  private static void writeKey(StoredValue value, List<ColumnBuilder> columns) {
    StoreKey key = value.key();
    StoreKey.FileIdentity file = key.file();
    columns.get(0).add(key.table());
    columns.get(1).add(file.path());
    columns.get(2).add(file.size());
    columns.get(3).add(file.modified());
    columns.get(4).add(file.etag());
    columns.get(5).add(file.deletionVector());
    columns.get(6).add(key.rule());
    columns.get(7).add(key.kind().name());
    columns.get(8).add(key.kind().version());
    columns.get(9).add(key.kind().precision());
    columns.get(COLUMNS).add(Json.compact(value.names()));
    columns.get(DEFINITIONS).add(Json.compact(value.digests()));
  }

  private static void writeGroup(
      StoredGroup stored, StoreKey.Kind kind, List<ColumnBuilder> columns) {
    columns.get(FOLD).add(stored.group().fold());
    if (stored.group().day() == Group.NO_DAY) {
      columns.get(DAY).addNull();
    } else {
      columns.get(DAY).add(stored.group().day());
    }
    columns.get(ROWS).add(stored.rows());
    columns.get(REFUSED).add(stored.refused());
    for (int column = VALUES; column < columns.size(); column++) {
      if (SCHEMA.fields().get(column).name().equals(kind.name())) {
        columns.get(column).add(stored.value());
      } else {
        columns.get(column).addNull();
      }
    }
  }

  /**
   * The values of a block; the groups of its last one may go on in the next block.
   *
   * @param place for messages
   */
  static List<StoredValue> read(Block block, String place) {
    List<StoredValue> values = new ArrayList<>();
    int from = 0;
    while (from < block.rows()) {
      StoreKey key = readKey(block, from);
      String digests = text(block, DEFINITIONS, from);
      List<StoredGroup> groups = new ArrayList<>();
      int row = from;
      while (row < block.rows()
          && readKey(block, row).equals(key)
          && text(block, DEFINITIONS, row).equals(digests)) {
        if (!block.columns().get(FOLD).missing().at(row)) {
          groups.add(readGroup(block, row, key.kind()));
        }
        row++;
      }
      List<String> names = strings(text(block, COLUMNS, from), place);
      values.add(new StoredValue(key, names, strings(digests, place), groups));
      from = row;
    }
    return values;
  }

  private static StoreKey readKey(Block block, int row) {
    return new StoreKey(
        text(block, 0, row),
        new StoreKey.FileIdentity(
            text(block, 1, row),
            number(block, 2, row),
            number(block, 3, row),
            text(block, 4, row),
            text(block, 5, row)),
        text(block, 6, row),
        new StoreKey.Kind(text(block, 7, row), (int) number(block, 8, row), text(block, 9, row)));
  }

  private static StoredGroup readGroup(Block block, int row, StoreKey.Kind kind) {
    boolean noDay = block.columns().get(DAY).missing().at(row);
    int day = noDay ? Group.NO_DAY : (int) number(block, DAY, row);
    return new StoredGroup(
        new Group((int) number(block, FOLD, row), day),
        number(block, ROWS, row),
        number(block, REFUSED, row),
        value(block, row, kind));
  }

  /** Empty where the column of the kind was not read: such values are passed over. */
  private static byte[] value(Block block, int row, StoreKey.Kind kind) {
    int column = block.schema().names().indexOf(kind.name());
    if (column < 0 || block.columns().get(column).missing().at(row)) {
      return new byte[0];
    }
    BytesColumn values = (BytesColumn) block.columns().get(column);
    return values.dictionary().entry(values.codes()[row]);
  }

  private static List<String> strings(String json, String place) {
    return List.of(Json.read(json.getBytes(StandardCharsets.UTF_8), String[].class, place));
  }

  private static String text(Block block, int column, int row) {
    BytesColumn texts = (BytesColumn) block.columns().get(column);
    return texts.dictionary().text(texts.codes()[row]);
  }

  private static long number(Block block, int column, int row) {
    Column numbers = block.columns().get(column);
    return ((LongColumn) numbers).values()[row];
  }
}
