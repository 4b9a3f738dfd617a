package org.plumbline.app;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Numbers as people read them; {@code -} where there is none. */
final class Figures {
  private static final String NONE = "-";
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Figures() {}

  /** Six significant digits, plain where that is readable. */
  static String of(OptionalDouble value) {
    return value.isPresent() ? of(value.getAsDouble()) : NONE;
  }

  static String of(double value) {
    double magnitude = Math.abs(value);
    if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e9)) {
      return String.format(Locale.ROOT, "%.5e", value);
    }
    int whole = magnitude < 1 ? 1 : (int) Math.floor(Math.log10(magnitude)) + 1;
    return String.format(Locale.ROOT, "%." + Math.max(0, 6 - whole) + "f", value);
  }

  /** Thousands apart. */
  static String of(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String of(OptionalLong count) {
    return count.isPresent() ? of(count.getAsLong()) : NONE;
  }

  static String of(OptionalInt count) {
    return count.isPresent() ? of(count.getAsInt()) : NONE;
  }

  /** Bytes in decimal units: {@code 81.2 kB}. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }
}
