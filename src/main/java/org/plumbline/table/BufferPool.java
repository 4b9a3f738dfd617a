package org.plumbline.table;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.parquet.bytes.ByteBufferAllocator;

/**
 * Arrays for compressed chunks that are used again for the next row group, so that they are neither
 * cleared nor collected each time. Holds no more than was once in use together. For one thread.
 */
final class BufferPool implements ByteBufferAllocator {

  private final Deque<byte[]> free = new ArrayDeque<>();
  private long freeBytes;
  private long usedBytes;
  private long mostUsedBytes;

  @Override
  public ByteBuffer allocate(int size) {
    byte[] array = take(size);
    usedBytes += array.length;
    mostUsedBytes = Math.max(mostUsedBytes, usedBytes);
    return ByteBuffer.wrap(array, 0, size).slice();
  }

  /** A free array that is large enough and not more than twice that, else a new one. */
  private byte[] take(int size) {
    for (Iterator<byte[]> arrays = free.iterator(); arrays.hasNext(); ) {
      byte[] array = arrays.next();
      if (array.length >= size && array.length / 2 <= size) {
        arrays.remove();
        freeBytes -= array.length;
        return array;
      }
    }
    return new byte[size];
  }

  /** Only parquet-java calls this, with what {@link #allocate} gave. */
  @Override
  public void release(ByteBuffer buffer) {
    if (buffer.arrayOffset() != 0) {
      throw new IllegalArgumentException("not a buffer of this pool");
    }
    byte[] array = buffer.array();
    usedBytes -= array.length;
    freeBytes += array.length;
    free.addFirst(array);
    while (freeBytes + usedBytes > mostUsedBytes) {
      freeBytes -= free.removeLast().length;
    }
  }

  /** Forgets what was never released, as after a failure. */
  void forgetUsed() {
    usedBytes = 0;
  }

  @Override
  public boolean isDirect() {
    return false;
  }
}
