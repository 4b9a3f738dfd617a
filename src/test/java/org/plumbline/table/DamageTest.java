package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;

/** Damaged files end in one failure that names them, never in other values. */
class DamageTest {

  private static final long SEED = 42;

  @TempDir private Path folder;

  private Path written(CompressionCodecName codec) {
    return written(codec, true);
  }

  private Path written(CompressionCodecName codec, boolean checksums) {
    return ParquetFiles.write(
        folder.resolve("good.parquet"),
        "message m { optional double x; required int64 n; optional binary text (STRING); }",
        1_000,
        builder ->
            builder
                .withCompressionCodec(codec)
                .withPageRowCountLimit(300)
                .withPageWriteChecksumEnabled(checksums),
        (group, row) -> {
          if (row % 10 != 0) {
            group.add("x", Math.sqrt(row));
          }
          group.add("n", row * 31L);
          group.add("text", "t" + row % 20);
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "ZSTD", "GZIP", "LZ4_RAW"})
  void aFlippedBitIsNeverAnotherValue(CompressionCodecName codec) throws IOException {
    Path good = written(codec);
    Snapshot table = ParquetFiles.table(good);
    byte[] bytes = Files.readAllBytes(good);
    Map<String, List<Object>> values = ParquetFiles.read(good);
    Random random = new Random(SEED);
    int refused = 0;
    for (int trial = 0; trial < 300; trial++) {
      int bit = random.nextInt(8 * (bytes.length - footerLength(bytes)));
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Path file = Files.write(folder.resolve("flipped.parquet"), damaged);
      try {
        assertThat(read(table, file)).as("seed %d, bit %d", SEED, bit).isEqualTo(values);
      } catch (Failure failure) {
        assertThat(failure.kind()).isIn(Kind.DATA, Kind.UNSUPPORTED);
        assertThat(failure).hasMessageContaining("/flipped.parquet: ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(150);
  }

  /** Then other values are possible, but no other exception. */
  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "ZSTD", "GZIP", "LZ4", "LZ4_RAW"})
  void aFlippedBitWithoutChecksumsIsReadOrRefused(CompressionCodecName codec) throws IOException {
    assertReadOrRefused(written(codec, false));
  }

  /** Deltas, prefixes, streams of bytes and runs of booleans. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFlippedBitInLaterEncodingsIsReadOrRefused(boolean split) throws IOException {
    assertReadOrRefused(
        ParquetFiles.write(
            folder.resolve("good.parquet"),
            "message m { optional double x; required int64 n; optional binary text (STRING);"
                + " optional boolean flag; required fixed_len_byte_array(4) four; }",
            1_000,
            builder ->
                builder
                    .withWriterVersion(WriterVersion.PARQUET_2_0)
                    .withDictionaryEncoding(false)
                    .withByteStreamSplitEncoding(split)
                    .withPageRowCountLimit(300)
                    .withPageWriteChecksumEnabled(false),
            (group, row) -> {
              if (row % 10 != 0) {
                group.add("x", Math.sqrt(row));
                group.add("text", "text " + row / 3);
                group.add("flag", row % 3 == 0);
              }
              group.add("n", row * 31L);
              group.add("four", Binary.fromConstantByteArray(new byte[] {1, (byte) row, 3, 4}));
            }));
  }

  private void assertReadOrRefused(Path good) throws IOException {
    Snapshot table = ParquetFiles.table(good);
    byte[] bytes = Files.readAllBytes(good);
    Random random = new Random(SEED);
    for (int trial = 0; trial < 300; trial++) {
      int bit = random.nextInt(8 * bytes.length);
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Path file = Files.write(folder.resolve("flipped.parquet"), damaged);
      try {
        assertThat(read(table, file).keySet()).isSubsetOf(table.schema().names());
      } catch (Failure failure) {
        assertThat(failure.kind())
            .as("seed %d, bit %d", SEED, bit)
            .isIn(Kind.DATA, Kind.UNSUPPORTED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.3, 0.7, 0.99})
  void aFileThatIsCutShort(double part) throws IOException {
    Path good = written(CompressionCodecName.SNAPPY);
    Snapshot table = ParquetFiles.table(good);
    byte[] bytes = Files.readAllBytes(good);
    byte[] cut = Arrays.copyOf(bytes, (int) (bytes.length * part));
    Path file = Files.write(folder.resolve("cut.parquet"), cut);

    Failure failure = catchThrowableOfType(Failure.class, () -> read(table, file));
    assertThat(failure.kind()).isEqualTo(Kind.DATA);
    assertThat(failure)
        .hasMessageContaining("/cut.parquet: damaged, cut short, or not a Parquet file: ");
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  @Test
  void aFileThatIsNoParquet() throws IOException {
    Snapshot table = ParquetFiles.table(written(CompressionCodecName.SNAPPY));
    Path file = Files.writeString(folder.resolve("text.parquet"), "a,b\n1,2\n".repeat(100));
    Failure failure = catchThrowableOfType(Failure.class, () -> read(table, file));
    assertThat(failure.kind()).isEqualTo(Kind.DATA);
    assertThat(failure)
        .hasMessageEndingWith(
            "/text.parquet: damaged, cut short, or not a Parquet file: text.parquet is not a"
                + " Parquet file. Expected magic number at tail, but found [49, 44, 50, 10]");
  }

  @Test
  void theColumnIsNamedWhereItIsKnown() throws IOException {
    Path good = written(CompressionCodecName.UNCOMPRESSED);
    Snapshot table = ParquetFiles.table(good);
    Path file =
        ParquetFiles.write(
            folder.resolve("plain.parquet"),
            "message m { optional double x; required int64 n; optional binary text (STRING); }",
            100,
            builder -> builder.withDictionaryEncoding(false).withPageWriteChecksumEnabled(false),
            (group, row) -> {
              group.add("n", (long) row);
              group.add("text", "abcdefgh");
            });
    byte[] bytes = Files.readAllBytes(file);
    int text = indexOf(bytes, "abcdefgh");
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(text - 4, 1 << 30);
    Files.write(file, bytes);

    Failure failure = catchThrowableOfType(Failure.class, () -> read(table, file));
    assertThat(failure.kind()).isEqualTo(Kind.DATA);
    assertThat(failure)
        .hasMessageContaining(
            "/plain.parquet: column text: damaged, cut short, or not a Parquet file: ");
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  /** With the length itself and the magic number behind it. */
  private static int footerLength(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8) + 8;
  }

  private static Map<String, List<Object>> read(Snapshot table, Path file) {
    try (BlockReader reader =
        BlockReader.open(
            table,
            ParquetFiles.dataFile(file, Map.of()),
            table.schema().names(),
            ByteRange.ALL,
            ParquetFiles.HADOOP)) {
      return ParquetFiles.drain(reader);
    }
  }
}
