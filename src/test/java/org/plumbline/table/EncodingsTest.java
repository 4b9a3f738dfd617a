package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of every encoding, page version and codec, written by parquet-java. */
class EncodingsTest {

  /** More than a block, in pages and row groups that end where blocks do not. */
  private static final int ROWS = 70_001;

  private static final String ALL_TYPES =
      """
      message all {
        optional int32 int32; required int64 int64; optional float float; optional double double;
        required double dense; optional boolean flag; required boolean required_flag;
        optional int32 int8 (INTEGER(8,true)); optional int32 uint8 (INTEGER(8,false));
        optional int32 uint32 (INTEGER(32,false));
        optional int64 uint64 (INTEGER(64,false)); optional int32 small (DECIMAL(7,2));
        optional int64 large (DECIMAL(18,4)); optional fixed_len_byte_array(9) fixed (DECIMAL(18,3));
        optional binary variable (DECIMAL(10,1)); optional fixed_len_byte_array(16) wide (DECIMAL(38,2));
        optional int32 day (DATE); optional int64 millis (TIMESTAMP(MILLIS,true));
        optional int64 micros (TIMESTAMP(MICROS,false)); optional int64 nanos (TIMESTAMP(NANOS,true));
        optional int96 old; optional binary text (STRING); optional binary few (ENUM);
        optional binary bytes; optional fixed_len_byte_array(3) three; optional double nothing;
      }
      """;

  /** What the reader must give for a row, by the same formula that filled the file. */
  private static final Map<String, IntFunction<Object>> EXPECTED =
      Map.ofEntries(
          Map.entry("int32", row -> row % 10 == 3 ? null : (long) (row * 7919 - 100_000)),
          Map.entry("int64", row -> row * 1_000_003L * 1_000_003L),
          Map.entry("float", row -> row % 7 == 0 ? null : (double) (row / 3f)),
          Map.entry("double", row -> row % 11 == 0 ? null : Math.sqrt(row)),
          Map.entry("dense", row -> row % 100 == 5 ? Double.NaN : row / 7.0),
          Map.entry("flag", row -> row % 5 == 0 ? null : row % 3 == 0 ? 1L : 0L),
          Map.entry("required_flag", row -> row % 1000 < 500 ? 1L : 0L),
          Map.entry("int8", row -> row % 13 == 0 ? null : (long) (row % 256 - 128)),
          Map.entry("uint8", row -> row % 13 == 1 ? null : (long) (row % 256)),
          Map.entry("uint32", row -> row % 13 == 2 ? null : 4_294_967_295L - row),
          Map.entry("uint64", row -> row % 13 == 3 ? null : Long.MAX_VALUE - row),
          Map.entry("small", row -> row % 17 == 0 ? null : (long) (row - 35_000)),
          Map.entry("large", row -> row % 17 == 1 ? null : row * 9_999_999_999L - 1),
          Map.entry("fixed", row -> row % 17 == 2 ? null : -row * 1_234_567_891L),
          Map.entry("variable", row -> row % 17 == 3 ? null : (long) (row % 2000 - 1000)),
          Map.entry("wide", row -> row % 17 == 4 ? null : ParquetFiles.bytes(wide(row))),
          Map.entry("day", row -> row % 19 == 0 ? null : (long) (row - 30_000)),
          Map.entry("millis", row -> row % 19 == 1 ? null : (row * 3_600_001L - 7) * 1000),
          Map.entry("micros", row -> row % 19 == 2 ? null : row * 3_600_000_001L - 9),
          Map.entry(
              "nanos", row -> row % 19 == 3 ? null : Math.floorDiv(row * 1_000_001L - 5, 1000L)),
          Map.entry("old", row -> row % 19 == 4 ? null : (row - 40_000) * 86_400_000_000L + row),
          Map.entry("text", row -> row % 23 == 0 ? null : "straße " + row),
          Map.entry("few", row -> row % 23 == 1 ? null : "level" + row % 9),
          Map.entry("bytes", row -> row % 23 == 2 ? null : ParquetFiles.bytes(new byte[row % 4])),
          Map.entry("three", row -> row % 23 == 3 ? null : ParquetFiles.bytes(three(row))),
          Map.entry("nothing", row -> null));

  @TempDir private Path folder;

  private static byte[] wide(int row) {
    byte[] value = BigInteger.valueOf(row - 1000).multiply(BigInteger.TEN.pow(25)).toByteArray();
    byte[] padded = new byte[16];
    Arrays.fill(padded, (byte) (value[0] >> 7));
    System.arraycopy(value, 0, padded, 16 - value.length, value.length);
    return padded;
  }

  private static byte[] three(int row) {
    return new byte[] {(byte) (row % 50), 1, (byte) -(row % 50)};
  }

  private static void fill(Group group, int row) {
    EXPECTED.forEach(
        (name, value) -> {
          Object expected = value.apply(row);
          if (expected != null) {
            add(group, name, expected, row);
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static void add(Group group, String name, Object value, int row) {
    switch (name) {
      case "float" -> group.add(name, (float) (double) value);
      case "double", "dense" -> group.add(name, (double) value);
      case "flag", "required_flag" -> group.add(name, (long) value == 1);
      case "int32", "int8", "uint8", "uint32", "small", "day" ->
          group.add(name, (int) (long) value);
      case "millis" -> group.add(name, (long) value / 1000);
      case "nanos" -> group.add(name, row * 1_000_001L - 5);
      case "fixed" -> group.add(name, Binary.fromConstantByteArray(padded((long) value, 9)));
      case "variable" ->
          group.add(
              name, Binary.fromConstantByteArray(BigInteger.valueOf((long) value).toByteArray()));
      case "old" -> group.add(name, Binary.fromConstantByteArray(int96((long) value)));
      case "text", "few" -> group.add(name, (String) value);
      case "wide", "bytes", "three" -> {
        List<Byte> bytes = (List<Byte>) value;
        byte[] array = new byte[bytes.size()];
        for (int i = 0; i < array.length; i++) {
          array[i] = bytes.get(i);
        }
        group.add(name, Binary.fromConstantByteArray(array));
      }
      default -> group.add(name, (long) value);
    }
  }

  private static byte[] padded(long value, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (int i = 0; i < length - Long.BYTES; i++) {
      bytes.put((byte) (value >> 63));
    }
    return bytes.putLong(value).array();
  }

  private static byte[] int96(long micros) {
    long day = Math.floorDiv(micros, 86_400_000_000L);
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(Math.floorMod(micros, 86_400_000_000L) * 1000 + 999)
        .putInt((int) (day + 2_440_588))
        .array();
  }

  private record Way(String name, ParquetFiles.Settings settings, Set<Encoding> encodings) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Way> ways() {
    return Stream.of(
        new Way(
            "v1 plain",
            builder -> builder.withDictionaryEncoding(false),
            EnumSet.of(Encoding.PLAIN)),
        new Way(
            "v1 dictionary, falling back within a chunk",
            builder -> builder.withDictionaryPageSize(20_000).withPageSize(10_000),
            EnumSet.of(Encoding.PLAIN)),
        new Way(
            "v2 dictionary, falling back within a chunk",
            builder ->
                builder
                    .withWriterVersion(WriterVersion.PARQUET_2_0)
                    .withDictionaryPageSize(20_000)
                    .withPageSize(10_000),
            EnumSet.of(
                Encoding.RLE_DICTIONARY, Encoding.DELTA_BINARY_PACKED, Encoding.DELTA_BYTE_ARRAY)),
        new Way(
            "v2 without dictionary",
            builder ->
                builder.withWriterVersion(WriterVersion.PARQUET_2_0).withDictionaryEncoding(false),
            EnumSet.of(Encoding.RLE, Encoding.DELTA_BINARY_PACKED, Encoding.DELTA_BYTE_ARRAY)),
        new Way(
            "byte stream split",
            builder ->
                builder
                    .withWriterVersion(WriterVersion.PARQUET_2_0)
                    .withDictionaryEncoding(false)
                    .withByteStreamSplitEncoding(true),
            EnumSet.of(Encoding.BYTE_STREAM_SPLIT)),
        new Way(
            "many row groups",
            builder -> builder.withRowGroupRowCountLimit(3_333).withPageRowCountLimit(1_000),
            EnumSet.of(Encoding.PLAIN)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyEncodingReadsBackEqual(Way way) throws Exception {
    Path file =
        ParquetFiles.write(
            folder.resolve("a.parquet"), ALL_TYPES, ROWS, way.settings(), EncodingsTest::fill);

    assertThat(encodings(file)).containsAll(way.encodings());
    assertEqualToFormula(file, ROWS);
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4", "LZ4_RAW"})
  void everyCodecReadsBackEqual(CompressionCodecName codec) throws Exception {
    for (WriterVersion version : WriterVersion.values()) {
      Path file =
          ParquetFiles.write(
              folder.resolve(version + ".parquet"),
              ALL_TYPES,
              5_000,
              builder -> builder.withCompressionCodec(codec).withWriterVersion(version),
              EncodingsTest::fill);

      assertEqualToFormula(file, 5_000);
    }
  }

  private static Set<Encoding> encodings(Path file) throws Exception {
    Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      reader
          .getRowGroups()
          .forEach(
              group -> group.getColumns().forEach(chunk -> encodings.addAll(chunk.getEncodings())));
    }
    return encodings;
  }

  private static void assertEqualToFormula(Path file, int rows) {
    Map<String, List<Object>> read = ParquetFiles.read(file);
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
    read.forEach(
        (name, values) -> {
          assertThat(values).as(name).hasSize(rows);
          for (int row = 0; row < rows; row++) {
            Object expected = EXPECTED.get(name).apply(row);
            if (!Objects.equals(values.get(row), expected)) {
              assertThat(values.get(row)).as(name + " of row " + row).isEqualTo(expected);
            }
          }
        });
  }
}
