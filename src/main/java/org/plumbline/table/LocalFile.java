package org.plumbline.table;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file of the local disk, read without copies through Hadoop's streams. */
final class LocalFile implements InputFile {

  private final Path path;
  private final ByteBuffer piece;

  /**
   * @param piece direct, small enough to stay in a core's cache between the system's copy and ours
   */
  LocalFile(Path path, ByteBuffer piece) throws FileNotFoundException {
    if (!Files.isRegularFile(path)) {
      throw new FileNotFoundException(path.toString());
    }
    this.path = path;
    this.piece = piece;
  }

  @Override
  public long getLength() throws IOException {
    return Files.size(path);
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return new Stream(path, piece);
  }

  @Override
  public String toString() {
    return path.getFileName().toString();
  }

  private static final class Stream extends SeekableInputStream {
    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer piece;
    private long position;

    Stream(Path path, ByteBuffer piece) throws IOException {
      this.path = path;
      this.piece = piece;
      this.channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void seek(long newPosition) {
      position = newPosition;
    }

    @Override
    public int read() throws IOException {
      return fetch(1) < 0 ? -1 : piece.get() & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
      int got = fetch(length);
      if (got > 0) {
        piece.get(bytes, start, got);
      }
      return got;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int got = fetch(target.remaining());
      if (got > 0) {
        target.put(piece);
      }
      return got;
    }

    @Override
    public void readFully(byte[] bytes) throws IOException {
      readFully(bytes, 0, bytes.length);
    }

    @Override
    public void readFully(byte[] bytes, int start, int length) throws IOException {
      readFully(ByteBuffer.wrap(bytes, start, length));
    }

    @Override
    public void readFully(ByteBuffer target) throws IOException {
      while (target.hasRemaining()) {
        if (read(target) < 0) {
          throw new EOFException("the file ends at byte " + position);
        }
      }
    }

    /** Fills the piece with up to {@code length} bytes, ready to be taken; -1 at the end. */
    private int fetch(int length) throws IOException {
      piece.clear().limit(Math.min(length, piece.capacity()));
      try {
        int got = channel.read(piece, position);
        position += Math.max(got, 0);
        piece.flip();
        return got;
      } catch (IOException e) { // an error of the disk, told apart from parquet-java's own
        throw (FileSystemException)
            new FileSystemException(path.toString(), null, e.toString()).initCause(e);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
