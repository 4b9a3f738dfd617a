package org.plumbline.table;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;

/** Decimals of more than 18 digits: big-endian two's complement of a fixed length, plain. */
final class WidePages extends ColumnPages {

  private final int length;
  private final int scale;
  private BigInteger least;
  private BigInteger greatest;

  WidePages(PrimitiveType stored, int scale) {
    super(stored);
    this.length = stored.getTypeLength();
    this.scale = scale;
  }

  @Override
  void write(Column column, int from, int to) throws IOException {
    BytesColumn bytes = (BytesColumn) column;
    byte[][] extended = new byte[bytes.dictionary().size()][];
    ByteBuffer out = ByteBuffer.allocate(length * (to - from));
    Statistics<?> statistics = statistics();
    for (int row = from; row < to; row++) {
      if (!bytes.missing().at(row)) {
        int code = bytes.codes()[row];
        if (extended[code] == null) {
          extended[code] = extend(bytes.dictionary().entry(code), statistics);
        }
        out.put(extended[code]);
      }
    }
    page(bytes.missing(), from, to, BytesInput.from(out.flip()), Encoding.PLAIN, statistics);
  }

  private byte[] extend(byte[] number, Statistics<?> statistics) {
    BigInteger value = new BigInteger(number);
    byte[] shortest = value.toByteArray();
    byte[] extended = new byte[length];
    java.util.Arrays.fill(extended, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(shortest, 0, extended, length - shortest.length, shortest.length);
    statistics.updateStats(Binary.fromConstantByteArray(extended));
    least = least == null ? value : least.min(value);
    greatest = greatest == null ? value : greatest.max(value);
    return extended;
  }

  @Override
  Optional<String> least() {
    return print(least);
  }

  @Override
  Optional<String> greatest() {
    return print(greatest);
  }

  private Optional<String> print(BigInteger unscaled) {
    return unscaled == null
        ? Optional.empty()
        : Optional.of(new BigDecimal(unscaled, scale).toPlainString());
  }
}
