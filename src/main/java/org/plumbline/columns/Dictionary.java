package org.plumbline.columns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Byte strings one behind the other: entry {@code c} is {@code bytes[offsets[c]] … bytes[offsets[c
 * + 1] − 1]}. Arrays are shared with their producer and may be longer than needed.
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a shared buffer, never compared
public record Dictionary(byte[] bytes, int[] offsets, int size) {

  public int length(int code) {
    return offsets[code + 1] - offsets[code];
  }

  public byte[] entry(int code) {
    return Arrays.copyOfRange(bytes, offsets[code], offsets[code + 1]);
  }

  /** The entry as UTF-8 text. */
  public String text(int code) {
    return new String(bytes, offsets[code], length(code), StandardCharsets.UTF_8);
  }
}
