package org.plumbline.table;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;

/** Whole numbers, decimals up to 18 digits, booleans, dates and timestamps, plain. */
final class LongPages extends ColumnPages {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final PrimitiveTypeName physical;
  private final ColumnType type;
  private final boolean signed;
  private boolean any;
  private long least;
  private long greatest;

  LongPages(PrimitiveType stored, ColumnType type) {
    super(stored);
    this.physical = stored.getPrimitiveTypeName();
    this.type = type;
    this.signed = !(type instanceof ColumnType.Whole whole) || whole.signed();
  }

  @Override
  void write(Column column, int from, int to) throws IOException {
    LongColumn longs = (LongColumn) column;
    Statistics<?> statistics = statistics();
    bounds(longs, from, to, statistics);
    BytesInput values =
        switch (physical) {
          case INT32 -> ints(longs, from, to);
          case INT64 -> longs(longs, from, to);
          default -> bits(longs, from, to);
        };
    page(longs.missing(), from, to, values, Encoding.PLAIN, statistics);
  }

  private static BytesInput ints(LongColumn column, int from, int to) {
    ByteBuffer out = buffer(Integer.BYTES * (to - from));
    long[] values = column.values();
    Missing missing = column.missing();
    for (int row = from; row < to; row++) {
      if (!missing.at(row)) {
        out.putInt((int) values[row]);
      }
    }
    return BytesInput.from(out.flip());
  }

  private static BytesInput longs(LongColumn column, int from, int to) {
    ByteBuffer out = buffer(Long.BYTES * (to - from));
    long[] values = column.values();
    Missing missing = column.missing();
    if (!missing.any()) {
      out.asLongBuffer().put(values, from, to - from);
      return BytesInput.from(out);
    }
    for (int row = from; row < to; row++) {
      if (!missing.at(row)) {
        out.putLong(values[row]);
      }
    }
    return BytesInput.from(out.flip());
  }

  private static BytesInput bits(LongColumn column, int from, int to) {
    byte[] packed = new byte[(to - from + 7) / 8];
    int count = 0;
    for (int row = from; row < to; row++) {
      if (!column.missing().at(row)) {
        packed[count / 8] |= (byte) ((column.values()[row] & 1) << (count % 8));
        count++;
      }
    }
    return BytesInput.from(packed, 0, (count + 7) / 8);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void bounds(LongColumn column, int from, int to, Statistics<?> statistics) {
    long[] values = column.values();
    Missing missing = column.missing();
    // Unsigned numbers keep their order when the sign bit is turned.
    long turn = signed ? 0 : Long.MIN_VALUE;
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    boolean found = false;
    for (int row = from; row < to; row++) {
      if (!missing.at(row)) {
        long value = values[row] ^ turn;
        low = Math.min(low, value);
        high = Math.max(high, value);
        found = true;
      }
    }
    if (found) {
      put(statistics, low ^ turn, high ^ turn);
      least = any && (least ^ turn) <= low ? least : low ^ turn;
      greatest = any && (greatest ^ turn) >= high ? greatest : high ^ turn;
      any = true;
    }
  }

  private void put(Statistics<?> statistics, long low, long high) {
    switch (physical) {
      case INT32 -> ((IntStatistics) statistics).setMinMax((int) low, (int) high);
      case INT64 -> ((LongStatistics) statistics).setMinMax(low, high);
      default -> ((BooleanStatistics) statistics).setMinMax(low != 0, high != 0);
    }
  }

  @Override
  Optional<String> least() {
    return any ? print(least, 0) : Optional.empty();
  }

  @Override
  Optional<String> greatest() {
    // Timestamps are printed in milliseconds: the upper bound is rounded up.
    return any ? print(greatest, 999) : Optional.empty();
  }

  private Optional<String> print(long value, int roundingMicros) {
    if (type instanceof ColumnType.Bool) {
      return Optional.empty(); // Delta keeps none
    } else if (type instanceof ColumnType.Date) {
      return Optional.of(LocalDate.ofEpochDay(value).toString());
    } else if (type instanceof ColumnType.Timestamp timestamp) {
      long micros = Math.min(value, Long.MAX_VALUE - roundingMicros) + roundingMicros;
      String text = MILLIS.format(Instant.ofEpochMilli(Math.floorDiv(micros, 1000L)));
      return Optional.of(timestamp.zoned() ? text + "Z" : text);
    } else if (type instanceof ColumnType.Decimal decimal) {
      return Optional.of(
          new BigDecimal(BigInteger.valueOf(value), decimal.scale()).toPlainString());
    }
    return Optional.of(signed ? Long.toString(value) : Long.toUnsignedString(value));
  }
}
