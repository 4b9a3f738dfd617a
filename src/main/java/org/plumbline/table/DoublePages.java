package org.plumbline.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.FloatStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.plumbline.columns.Column;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.Missing;

/** Floats and doubles, plain. Where a page holds a NaN its bounds are NaN, which readers ignore. */
final class DoublePages extends ColumnPages {

  private final boolean single;
  private boolean any;
  private double least;
  private double greatest;

  DoublePages(PrimitiveType stored) {
    super(stored);
    this.single = stored.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT;
  }

  @Override
  void write(Column column, int from, int to) throws IOException {
    DoubleColumn doubles = (DoubleColumn) column;
    Statistics<?> statistics = statistics();
    bounds(doubles, from, to, statistics);
    BytesInput values = single ? floats(doubles, from, to) : doubles(doubles, from, to);
    page(doubles.missing(), from, to, values, Encoding.PLAIN, statistics);
  }

  private static BytesInput doubles(DoubleColumn column, int from, int to) {
    ByteBuffer out = ByteBuffer.allocate(Double.BYTES * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = column.values();
    Missing missing = column.missing();
    if (!missing.any()) {
      out.asDoubleBuffer().put(values, from, to - from);
      return BytesInput.from(out);
    }
    for (int row = from; row < to; row++) {
      if (!missing.at(row)) {
        out.putDouble(values[row]);
      }
    }
    return BytesInput.from(out.flip());
  }

  private static BytesInput floats(DoubleColumn column, int from, int to) {
    ByteBuffer out = ByteBuffer.allocate(Float.BYTES * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = from; row < to; row++) {
      if (!column.missing().at(row)) {
        out.putFloat((float) column.values()[row]);
      }
    }
    return BytesInput.from(out.flip());
  }

  /** {@code Math.min} and {@code max} carry a NaN on, and order the two zeros. */
  private void bounds(DoubleColumn column, int from, int to, Statistics<?> statistics) {
    double[] values = column.values();
    Missing missing = column.missing();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    boolean found = false;
    for (int row = from; row < to; row++) {
      if (!missing.at(row)) {
        low = Math.min(low, values[row]);
        high = Math.max(high, values[row]);
        found = true;
      }
    }
    if (found) {
      put(statistics, low == 0 ? -0.0 : low, high == 0 ? 0.0 : high);
      least = any ? Math.min(least, low) : low;
      greatest = any ? Math.max(greatest, high) : high;
      any = true;
    }
  }

  /** The sign of a zero bound is set by Parquet's rule: the least is −0, the greatest +0. */
  private void put(Statistics<?> statistics, double low, double high) {
    if (single) {
      ((FloatStatistics) statistics).setMinMax((float) low, (float) high);
    } else {
      ((DoubleStatistics) statistics).setMinMax(low, high);
    }
  }

  @Override
  Optional<String> least() {
    return print(least);
  }

  @Override
  Optional<String> greatest() {
    return print(greatest);
  }

  /** JSON has neither NaN nor infinities. */
  private Optional<String> print(double value) {
    if (!any || !Double.isFinite(value)) {
      return Optional.empty();
    }
    return Optional.of(single ? Float.toString((float) value) : Double.toString(value));
  }
}
