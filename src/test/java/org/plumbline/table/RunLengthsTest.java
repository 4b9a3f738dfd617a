package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLengthsTest {

  private static final long SEED = 20260301;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 13, 16, 20, 24, 31, 32})
  void readsWhatParquetJavaWrites(int width) throws IOException {
    Random random = new Random(SEED + width);
    int[] values = values(random, width);
    byte[] bytes = encoded(values, width);
    RunLengths runs = new RunLengths();
    runs.start(bytes, 3, bytes.length, width);
    int[] read = new int[values.length];
    for (int at = 0; at < read.length; ) {
      int n = Math.min(1 + random.nextInt(200), read.length - at);
      runs.read(read, at, n);
      at += n;
    }
    assertThat(read).as("seed %d, width %d", SEED, width).isEqualTo(values);
  }

  @Test
  void readsLevels() throws IOException {
    int[] levels = values(new Random(SEED), 1);
    byte[] bytes = encoded(levels, 1);
    RunLengths runs = new RunLengths();
    runs.start(bytes, 3, bytes.length, 1);
    boolean[] missing = new boolean[levels.length];
    int present = 0;
    for (int at = 0; at < levels.length; at += 61) {
      present += runs.readMissing(missing, at, Math.min(61, levels.length - at));
    }
    assertThat(present).isEqualTo(Arrays.stream(levels).sum());
    for (int i = 0; i < levels.length; i++) {
      assertThat(missing[i]).as("seed %d, level %d", SEED, i).isEqualTo(levels[i] == 0);
    }
  }

  @Test
  void packedValuesOfNoBitsTakeNoBytes() {
    RunLengths runs = new RunLengths();
    runs.start(new byte[] {0, 0, 0, 0, 0, 0, 0, 3}, 7, 8, 0);
    int[] read = {1, 1, 1, 1};
    runs.read(read, 1, 3);
    assertThat(read).containsExactly(1, 0, 0, 0);
  }

  @Test
  void refusesToReadBeyondTheEnd() throws IOException {
    byte[] bytes = encoded(new int[] {1, 2, 3, 4, 5, 6, 7, 0, 1}, 3);
    RunLengths runs = new RunLengths();
    runs.start(bytes, 3, bytes.length, 3);
    assertThatThrownBy(() -> runs.read(new int[100], 0, 100))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Runs of one value and stretches of many, in turn. */
  private static int[] values(Random random, int width) {
    int[] values = new int[5_003];
    for (int at = 0; at < values.length; ) {
      int length = Math.min(1 + random.nextInt(100), values.length - at);
      boolean repeat = random.nextBoolean();
      int value = next(random, width);
      for (int i = 0; i < length; i++) {
        values[at++] = repeat ? value : next(random, width);
      }
    }
    return values;
  }

  private static int next(Random random, int width) {
    return width == 0 ? 0 : random.nextInt() >>> (32 - width);
  }

  /** Three other bytes in front, none behind. */
  private static byte[] encoded(int[] values, int width) throws IOException {
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            width, 64, 64, HeapByteBufferAllocator.getInstance())) {
      for (int value : values) {
        encoder.writeInt(value);
      }
      ByteArrayOutputStream shifted = new ByteArrayOutputStream();
      shifted.write(new byte[3]);
      encoder.toBytes().writeAllTo(shifted);
      return shifted.toByteArray();
    }
  }
}
