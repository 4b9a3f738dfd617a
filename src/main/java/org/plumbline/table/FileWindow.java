package org.plumbline.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.io.SeekableInputStream;

/** A stretch of a file held in memory, which moves towards the file's end. */
final class FileWindow implements AutoCloseable {

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final SeekableInputStream file;
  private final long length;
  private final ByteBufferAllocator allocator;
  private ByteBuffer bytes;

  /** Where in the file the window begins, and how many bytes of it are held. */
  private long from;

  private int held;

  FileWindow(SeekableInputStream file, long length, ByteBufferAllocator allocator) {
    this.file = file;
    this.length = length;
    this.allocator = allocator;
    this.bytes = allocator.allocate(0);
  }

  /** Bytes of the whole file. */
  long length() {
    return length;
  }

  /** So many bytes of the file from a position on; valid until the next call. */
  ByteBuffer at(long position, int size) throws IOException {
    if (position < from || position > from + held) {
      from = position;
      held = 0;
    }
    if (position + size > from + held) {
      moveTo(position, size);
    }
    return bytes.slice((int) (position - from), size);
  }

  /** Keeps what is held behind the position, and reads what the size lacks. */
  private void moveTo(long position, int size) throws IOException {
    ByteBuffer kept = bytes.slice((int) (position - from), (int) (from + held - position));
    if (size <= bytes.capacity()) {
      bytes.clear().put(kept);
    } else {
      int room = (int) Math.min(size + size / 8L, LARGEST_ARRAY);
      ByteBuffer larger = allocator.allocate(Math.max(size, room)).put(kept);
      allocator.release(bytes);
      bytes = larger;
    }
    bytes.limit(size);
    from = position;
    held = 0; // nothing that can be relied on, should reading fail
    file.seek(from + bytes.position());
    file.readFully(bytes);
    held = size;
  }

  @Override
  public void close() {
    allocator.release(bytes);
  }
}
