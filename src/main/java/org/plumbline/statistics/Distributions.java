package org.plumbline.statistics;

import java.io.Serializable;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.Failure;

/**
 * The distributions of the columns of some rows, by column. Immutable; a commutative monoid under
 * {@link #plus}.
 */
public record Distributions(SortedMap<String, Distribution> columns) implements Serializable {

  /** Of no rows. */
  public static final Distributions NONE = new Distributions(new TreeMap<>());

  public Distributions {
    columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
  }

  /** The rows of both. */
  public Distributions plus(Distributions other) {
    SortedMap<String, Distribution> sums = new TreeMap<>(columns);
    other.columns.forEach((column, more) -> sums.merge(column, more, Distribution::plus));
    return new Distributions(sums);
  }

  /** Rows counted: the same for every column. */
  public long rows() {
    return columns.isEmpty() ? 0 : columns.get(columns.firstKey()).rows();
  }

  /** Those of some of the columns. */
  public Distributions only(Collection<String> some) {
    SortedMap<String, Distribution> left = new TreeMap<>(columns);
    left.keySet().retainAll(some);
    return new Distributions(left);
  }

  /** The distributions of some columns in their order: int length and bytes of each. */
  public byte[] encode(List<String> names) {
    List<byte[]> parts = names.stream().map(name -> columns.get(name).encode()).toList();
    int length = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    byte[] bytes = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    parts.forEach(part -> buffer.putInt(part.length).put(part));
    return bytes;
  }

  /**
   * What was encoded under these names, in their order.
   *
   * @throws Failure IO for bytes that are damaged
   */
  public static Distributions decode(List<String> names, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    SortedMap<String, Distribution> columns = new TreeMap<>();
    try {
      for (String name : names) {
        columns.put(name, Distribution.decode(ExpansionsFormat.bytes(buffer, buffer.getInt())));
      }
    } catch (BufferUnderflowException cause) {
      throw DistributionFormat.damaged("cut off among its " + bytes.length + " bytes", cause);
    }
    if (buffer.hasRemaining()) {
      throw DistributionFormat.damaged(buffer.remaining() + " bytes too many", null);
    }
    return new Distributions(columns);
  }
}
