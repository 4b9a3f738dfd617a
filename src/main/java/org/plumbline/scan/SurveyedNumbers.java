package org.plumbline.scan;

import java.util.List;
import java.util.Optional;
import org.plumbline.columns.Block;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;
import org.plumbline.columns.Schema;
import org.plumbline.features.InputColumns;
import org.plumbline.features.Inputs;

/**
 * A column's rows as numbers: as a regression reads it, a timestamp as its microseconds. One a
 * thread; valid until the next block.
 */
final class SurveyedNumbers {

  private final int index;
  private final Optional<InputColumns> numbers;
  private double[] values = new double[0];
  private Missing missing = Missing.NONE;

  SurveyedNumbers(Field field, Schema schema) {
    index = schema.names().indexOf(field.name());
    numbers =
        field.type() instanceof ColumnType.Timestamp
            ? Optional.empty()
            : Optional.of(new InputColumns(new Inputs(List.of(field.name()), List.of()), schema));
  }

  void read(Block block) {
    if (values.length < block.rows()) {
      values = new double[Block.MAX_ROWS];
    }
    Column column = block.columns().get(index);
    missing = column.missing();
    if (numbers.isPresent()) {
      readNumbers(numbers.get(), block);
    } else {
      readTimestamps((LongColumn) column, block.rows());
    }
  }

  private void readNumbers(InputColumns read, Block block) {
    read.read(block);
    if (read.areFinite(0)) {
      System.arraycopy(read.values(0), 0, values, 0, block.rows());
      return;
    }
    for (int row = 0; row < block.rows(); row++) {
      values[row] = missing.at(row) ? Double.NaN : read.value(0, row);
    }
  }

  private void readTimestamps(LongColumn column, int rows) {
    for (int row = 0; row < rows; row++) {
      values[row] = missing.at(row) ? Double.NaN : column.values()[row];
    }
  }

  boolean isNull(int row) {
    return missing.at(row);
  }

  /** NaN where the row is null, too. */
  double at(int row) {
    return values[row];
  }
}
