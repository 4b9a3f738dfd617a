package org.plumbline.table;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.apache.parquet.bytes.ByteBufferReleaser;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.plumbline.Failure;
import org.xerial.snappy.Snappy;

/**
 * Decompresses pages from array to array, into one reused array for each column chunk. One is
 * enough: a chunk's page has been decoded before its next one is asked for.
 */
final class PageCodecs implements CompressionCodecFactory {

  /** A way to decompress a whole page; gives the bytes written, never more than {@code size}. */
  private interface Scheme {
    int decompress(byte[] input, int from, int length, byte[] output, int size) throws IOException;
  }

  private final LZ4SafeDecompressor lz4 = LZ4Factory.fastestInstance().safeDecompressor();
  private final List<PageDecompressor> decompressors = new ArrayList<>();
  private ZstdDecompressCtx zstd;
  private int used;

  /** Gives the arrays of the chunks so far, whose pages end here, to those that come. */
  void reuse() {
    used = 0;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    Scheme scheme =
        switch (codec) {
          case UNCOMPRESSED -> PageCodecs::copy;
          case SNAPPY -> PageCodecs::snappy;
          case ZSTD -> this::zstd;
          case GZIP -> PageCodecs::gzip;
          case LZ4_RAW -> this::rawLz4;
          case LZ4 -> this::framedLz4;
          case LZO, BROTLI ->
              throw new Failure(
                  Failure.Kind.UNSUPPORTED,
                  "compressed with " + codec + ", a codec that is not served",
                  "Write the file with Snappy, zstd, gzip, lz4 or uncompressed.");
        };
    if (used == decompressors.size()) {
      decompressors.add(new PageDecompressor());
    }
    PageDecompressor decompressor = decompressors.get(used++);
    decompressor.begin(codec, scheme);
    return decompressor;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("a reader's codecs do not compress");
  }

  /** Keeps the arrays: these codecs can be used for another file. */
  @Override
  public void release() {
    reuse();
    if (zstd != null) {
      zstd.close();
      zstd = null;
    }
  }

  private static int copy(byte[] input, int from, int length, byte[] output, int size) {
    System.arraycopy(input, from, output, 0, length);
    return length;
  }

  /** Snappy itself trusts the length in its first bytes, and would write beyond the array. */
  private static int snappy(byte[] input, int from, int length, byte[] output, int size)
      throws IOException {
    int promised = Snappy.uncompressedLength(input, from, length);
    return promised == size ? Snappy.uncompress(input, from, length, output, 0) : promised;
  }

  private int zstd(byte[] input, int from, int length, byte[] output, int size) {
    if (zstd == null) {
      zstd = new ZstdDecompressCtx();
    }
    return zstd.decompressByteArray(output, 0, size, input, from, length);
  }

  private static int gzip(byte[] input, int from, int length, byte[] output, int size)
      throws IOException {
    try (GZIPInputStream stream =
        new GZIPInputStream(new ByteArrayInputStream(input, from, length), 1 << 14)) {
      int written = stream.readNBytes(output, 0, size);
      return stream.read() < 0 ? written : size + 1;
    }
  }

  private int rawLz4(byte[] input, int from, int length, byte[] output, int size) {
    return lz4.decompress(input, from, length, output, 0, size);
  }

  /**
   * Hadoop's framing of LZ4: blocks of a total length, then one or more chunks, each behind its
   * compressed length, until that total is reached; lengths are big-endian.
   */
  private int framedLz4(byte[] input, int from, int length, byte[] output, int size) {
    ByteBuffer frames = ByteBuffer.wrap(input, from, length);
    int written = 0;
    while (frames.hasRemaining()) {
      int end = written + frames.getInt();
      while (written < end) {
        int chunk = frames.getInt();
        written += lz4.decompress(input, frames.position(), chunk, output, written, size - written);
        frames.position(frames.position() + chunk);
      }
    }
    return written;
  }

  /** The decompressor of one column chunk, with the array that its pages share. */
  private static final class PageDecompressor implements BytesInputDecompressor {
    private CompressionCodecName codec;
    private Scheme scheme;
    private byte[] output = new byte[0];

    void begin(CompressionCodecName nextCodec, Scheme nextScheme) {
      codec = nextCodec;
      scheme = nextScheme;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      if (codec == CompressionCodecName.UNCOMPRESSED) {
        return bytes;
      }
      if (size == 0) { // some writers store nothing at all then
        return BytesInput.empty();
      }
      if (output.length < size) {
        output = new byte[size];
      }
      try (ByteBufferReleaser copies =
          new ByteBufferReleaser(HeapByteBufferAllocator.getInstance())) {
        decompress(bytes.toByteBuffer(copies), output, size);
      }
      return BytesInput.from(ByteBuffer.wrap(output, 0, size)); // from(array, …) would be copied
    }

    private void decompress(ByteBuffer input, byte[] target, int size) throws IOException {
      int written;
      if (input.hasArray()) {
        int from = input.arrayOffset() + input.position();
        written = scheme.decompress(input.array(), from, input.remaining(), target, size);
      } else {
        byte[] copy = new byte[input.remaining()];
        input.duplicate().get(copy);
        written = scheme.decompress(copy, 0, copy.length, target, size);
      }
      if (written != size) {
        throw new IOException(
            "a page of " + written + " bytes where its header says " + size + " (" + codec + ")");
      }
    }

    @Override
    public void decompress(ByteBuffer input, int length, ByteBuffer target, int size)
        throws IOException {
      byte[] bytes = new byte[size];
      ByteBuffer slice = input.slice(input.position(), length);
      decompress(slice, bytes, size);
      input.position(input.position() + length);
      target.put(bytes);
    }

    @Override
    public void release() {
      output = new byte[0];
    }
  }
}
