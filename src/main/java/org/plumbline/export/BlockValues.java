package org.plumbline.export;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.LongColumn;

/** The rows of a block as Java values: {@link Rows} the other way round. */
public final class BlockValues {

  private BlockValues() {}

  /** The first rows of a block, at most so many. */
  public static List<Map<String, Object>> rows(Block block, int most) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = 0; row < Math.min(most, block.rows()); row++) {
      Map<String, Object> values = new HashMap<>();
      for (int column = 0; column < block.columns().size(); column++) {
        Column each = block.columns().get(column);
        if (!each.missing().at(row)) {
          values.put(block.schema().fields().get(column).name(), value(each, row));
        }
      }
      rows.add(values);
    }
    return rows;
  }

  private static Object value(Column column, int row) {
    if (column instanceof DoubleColumn doubles) {
      return doubles.values()[row];
    }
    if (column instanceof LongColumn longs) {
      return value(column.type(), longs.values()[row]);
    }
    BytesColumn bytes = (BytesColumn) column;
    int code = bytes.codes()[row];
    return bytes.type() instanceof ColumnType.Decimal decimal
        ? new BigDecimal(new BigInteger(bytes.dictionary().entry(code)), decimal.scale())
        : bytes.dictionary().text(code);
  }

  private static Object value(ColumnType type, long value) {
    if (type instanceof ColumnType.Decimal decimal) {
      return BigDecimal.valueOf(value, decimal.scale());
    }
    if (type instanceof ColumnType.Bool) {
      return value != 0;
    }
    if (type instanceof ColumnType.Date) {
      return LocalDate.ofEpochDay(value);
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      Instant instant = Instant.EPOCH.plus(value, ChronoUnit.MICROS);
      return timestamp.zoned() ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    boolean unsigned = type.equals(new ColumnType.Whole(64, false));
    return unsigned ? new BigInteger(Long.toUnsignedString(value)) : (Object) value;
  }
}
