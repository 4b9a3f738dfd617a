package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages rewritten as plain ones against what parquet-java's own readers make of them. */
class PlainRewriterTest {

  private static final long SEED = 20260405;
  private static final int FIXED = 5;
  private static final int SLAB = 64;
  private static final int LARGEST = 1 << 24;
  private static final HeapByteBufferAllocator HEAP = HeapByteBufferAllocator.getInstance();

  /**
   * A page of an encoding.
   *
   * @param text for messages
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes that are only read
  private record Page(
      String text, PrimitiveTypeName physical, Encoding encoding, byte[] bytes, int values) {

    PrimitiveType type() {
      return physical == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
          ? Types.required(physical).length(FIXED).named("x")
          : Types.required(physical).named("x");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Deltas of every width, over numbers of pages that fill blocks and miniblocks or do not. */
  private static Stream<Page> deltas() {
    return IntStream.rangeClosed(0, 64)
        .boxed()
        .flatMap(
            bits ->
                IntStream.of(1, 2, 32, 33, 128, 129, 1000)
                    .boxed()
                    .flatMap(count -> Stream.of(longs(bits, count), ints(bits, count))));
  }

  private static Page longs(int bits, int count) {
    Random random = new Random(SEED + bits);
    ValuesWriter writer = new DeltaBinaryPackingValuesWriterForLong(SLAB, LARGEST, HEAP);
    long value = random.nextLong();
    for (int i = 0; i < count; i++) {
      writer.writeLong(value);
      value += bits == 0 ? 3 : random.nextLong() >>> (64 - bits);
    }
    return page("longs of " + bits, PrimitiveTypeName.INT64, writer, count);
  }

  private static Page ints(int bits, int count) {
    Random random = new Random(SEED - bits);
    ValuesWriter writer = new DeltaBinaryPackingValuesWriterForInteger(SLAB, LARGEST, HEAP);
    int value = random.nextInt();
    for (int i = 0; i < count; i++) {
      writer.writeInteger(value);
      value += bits == 0 ? -3 : random.nextInt() >>> Math.max(0, 32 - bits);
    }
    return page("ints of " + bits, PrimitiveTypeName.INT32, writer, count);
  }

  private static Stream<Page> others() {
    return Stream.of(1, 3, 500)
        .flatMap(
            count ->
                Stream.of(
                    text(count, new DeltaLengthByteArrayValuesWriter(SLAB, LARGEST, HEAP), false),
                    text(count, new DeltaByteArrayWriter(SLAB, LARGEST, HEAP), false),
                    text(count, new DeltaByteArrayWriter(SLAB, LARGEST, HEAP), true),
                    text(count, split(FIXED), true),
                    numbers(PrimitiveTypeName.INT32, count),
                    numbers(PrimitiveTypeName.INT64, count),
                    numbers(PrimitiveTypeName.FLOAT, count),
                    numbers(PrimitiveTypeName.DOUBLE, count)));
  }

  private static ValuesWriter split(int width) {
    return new ByteStreamSplitValuesWriter.FixedLenByteArrayByteStreamSplitValuesWriter(
        width, SLAB, LARGEST, HEAP);
  }

  private static Page text(int count, ValuesWriter writer, boolean fixed) {
    Random random = new Random(SEED + count);
    byte[] value = new byte[FIXED];
    for (int i = 0; i < count; i++) {
      byte[] next = new byte[fixed ? FIXED : random.nextInt(40)];
      int shared = Math.min(next.length, random.nextInt(value.length + 1));
      random.nextBytes(next);
      System.arraycopy(value, 0, next, 0, Math.min(shared, value.length));
      writer.writeBytes(Binary.fromConstantByteArray(next));
      value = next;
    }
    PrimitiveTypeName physical =
        fixed ? PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY : PrimitiveTypeName.BINARY;
    return page(writer.getEncoding() + " of " + physical, physical, writer, count);
  }

  private static Page numbers(PrimitiveTypeName physical, int count) {
    Random random = new Random(SEED + count);
    ValuesWriter writer =
        switch (physical) {
          case INT32 ->
              new ByteStreamSplitValuesWriter.IntegerByteStreamSplitValuesWriter(
                  SLAB, LARGEST, HEAP);
          case INT64 ->
              new ByteStreamSplitValuesWriter.LongByteStreamSplitValuesWriter(SLAB, LARGEST, HEAP);
          case FLOAT ->
              new ByteStreamSplitValuesWriter.FloatByteStreamSplitValuesWriter(SLAB, LARGEST, HEAP);
          default ->
              new ByteStreamSplitValuesWriter.DoubleByteStreamSplitValuesWriter(
                  SLAB, LARGEST, HEAP);
        };
    for (int i = 0; i < count; i++) {
      switch (physical) {
        case INT32 -> writer.writeInteger(random.nextInt());
        case INT64 -> writer.writeLong(random.nextLong());
        case FLOAT -> writer.writeFloat(Float.intBitsToFloat(random.nextInt()));
        default -> writer.writeDouble(Double.longBitsToDouble(random.nextLong()));
      }
    }
    return page("streams of " + physical, physical, writer, count);
  }

  private static Page page(
      String text, PrimitiveTypeName physical, ValuesWriter writer, int count) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writer.getBytes().writeAllTo(bytes);
      return new Page(
          text + ", " + count, physical, writer.getEncoding(), bytes.toByteArray(), count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("others")
  void valuesAreThoseOfParquetJava(Page page) throws IOException {
    assertEqualToParquetJava(page);
  }

  @Test
  void deltasOfEveryWidthAreThoseOfParquetJava() throws IOException {
    for (Page page : deltas().toList()) {
      assertEqualToParquetJava(page);
    }
  }

  private static void assertEqualToParquetJava(Page page) throws IOException {
    ColumnDescriptor column = new ColumnDescriptor(new String[] {"x"}, page.type(), 0, 0);
    ValuesReader reader = page.encoding().getValuesReader(column, ValuesType.VALUES);
    reader.initFromPage(
        page.values(), ByteBufferInputStream.wrap(ByteBuffer.wrap(page.bytes().clone())));
    PageBytes rewritten = rewritten(page, page.bytes());
    IntFunction<Object> ours = ours(page, rewritten);
    for (int i = 0; i < page.values(); i++) {
      assertThat(ours.apply(i)).as("seed %d, %s, %d", SEED, page, i).isEqualTo(next(page, reader));
    }
    assertThat(rewritten.position()).as("seed %d, %s", SEED, page).isEqualTo(rewritten.end());
  }

  /** Behind three other bytes, as levels stand before the values of a page. */
  private static PageBytes rewritten(Page page, byte[] bytes) {
    PageBytes values = new PageBytes();
    values.start(ByteBuffer.allocate(3 + bytes.length).put(3, bytes).position(3).slice());
    new PlainRewriter(page.type()).rewrite(page.encoding(), values, page.values());
    return values;
  }

  private static IntFunction<Object> ours(Page page, PageBytes plain) {
    return i ->
        switch (page.physical()) {
          case INT32, FLOAT -> plain.slice(4).order(ByteOrder.LITTLE_ENDIAN).getInt();
          case INT64, DOUBLE -> plain.slice(8).order(ByteOrder.LITTLE_ENDIAN).getLong();
          case BINARY -> plain.slice(plain.length());
          default -> plain.slice(FIXED);
        };
  }

  private static Object next(Page page, ValuesReader reader) {
    return switch (page.physical()) {
      case INT32 -> reader.readInteger();
      case FLOAT -> Float.floatToRawIntBits(reader.readFloat());
      case INT64 -> reader.readLong();
      case DOUBLE -> Double.doubleToRawLongBits(reader.readDouble());
      default -> reader.readBytes().toByteBuffer();
    };
  }

  /** Cut short or with bits flipped, a page is refused or gives no more values than it may. */
  @Test
  void damageIsRefusedOrBounded() {
    Random random = new Random(SEED);
    int refused = 0;
    for (Page page : Stream.concat(deltas().filter(p -> p.values() > 100), others()).toList()) {
      for (int trial = 0; trial < 8; trial++) {
        byte[] damaged =
            trial % 2 == 0
                ? Arrays.copyOf(page.bytes(), 1 + random.nextInt(page.bytes().length))
                : page.bytes().clone();
        damaged[random.nextInt(Math.min(damaged.length, 40))] ^= (byte) (1 << random.nextInt(8));
        try {
          PageBytes values = rewritten(page, damaged);
          assertThat(values.end() - values.position())
              .as("seed %d, %s", SEED, page)
              .isLessThanOrEqualTo(page.values() * 1000);
        } catch (IllegalArgumentException
            | IndexOutOfBoundsException
            | ArithmeticException
            | BufferUnderflowException
            | BufferOverflowException e) {
          refused++;
        }
      }
    }
    assertThat(refused).as("seed %d", SEED).isGreaterThan(1000);
  }
}
