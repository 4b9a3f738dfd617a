package org.plumbline.features;

import java.io.Serializable;

/** The days {@code first … last}, both included, as days since 1970-01-01. */
public record DayRange(int first, int last) implements Serializable {

  /** Every day, and rows without one. */
  public static final DayRange ALL = new DayRange(Integer.MIN_VALUE, Integer.MAX_VALUE);

  public boolean contains(int day) {
    return first <= day && day <= last;
  }

  public boolean isEmpty() {
    return first > last;
  }
}
