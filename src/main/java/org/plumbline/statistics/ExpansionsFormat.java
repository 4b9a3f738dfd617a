package org.plumbline.statistics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The bytes of a list of exact numbers whose size is known: for each number a byte, how many
 * components it has, then the components of all as doubles.
 */
final class ExpansionsFormat {

  private ExpansionsFormat() {}

  static long length(Expansions numbers) {
    return numbers.size() + (long) Double.BYTES * numbers.doubles();
  }

  static void put(Expansions numbers, ByteBuffer buffer) {
    for (int k = 0; k < numbers.size(); k++) {
      buffer.put((byte) numbers.doubles(k));
    }
    for (int p = 0; p < numbers.doubles(); p++) {
      buffer.putDouble(numbers.part(p));
    }
  }

  /**
   * @throws BufferUnderflowException where the bytes end before the numbers do, or a number has
   *     more components than any has
   */
  static Expansions read(ByteBuffer buffer, int size) {
    byte[] lengths = bytes(buffer, size);
    double[] components = new double[ExactSum.MOST_PARTS];
    Expansions.Builder numbers = new Expansions.Builder(size);
    for (byte length : lengths) {
      if (length < 0 || length > ExactSum.MOST_PARTS) {
        throw new BufferUnderflowException();
      }
      for (int p = 0; p < length; p++) {
        components[p] = buffer.getDouble();
      }
      numbers.append(components, length);
    }
    return numbers.build();
  }

  /**
   * @throws BufferUnderflowException where there are not as many
   */
  static byte[] bytes(ByteBuffer buffer, int length) {
    if (length < 0 || length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }
}
