package org.plumbline.table;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The large arrays of a reader, handed on from a reader that is closed to the next one, on whatever
 * thread: to clear and collect them for each file took a fifth of the time. Idle ones are given up
 * when memory is short.
 *
 * @param chunks of compressed column chunks
 * @param codecs of decompressed pages
 * @param piece direct, between a local file and the chunks
 */
record ReadBuffers(BufferPool chunks, PageCodecs codecs, ByteBuffer piece) {

  private static final int PIECE = 1 << 17;

  private static final Deque<SoftReference<ReadBuffers>> IDLE = new ConcurrentLinkedDeque<>();

  static ReadBuffers take() {
    for (SoftReference<ReadBuffers> idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
      ReadBuffers buffers = idle.get();
      if (buffers != null) {
        return buffers;
      }
    }
    return new ReadBuffers(new BufferPool(), new PageCodecs(), ByteBuffer.allocateDirect(PIECE));
  }

  /** Nobody may hold a buffer of these any more. */
  void giveBack() {
    chunks.forgetUsed();
    codecs.release();
    IDLE.push(new SoftReference<>(this));
  }
}
