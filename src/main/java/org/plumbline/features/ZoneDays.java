package org.plumbline.features;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Days of instants in a time zone. Remembers the stretch of time in which the last instant's day
 * and offset hold, so that neighbours cost a comparison. One a thread.
 */
final class ZoneDays {

  static final long MICROS_OF_SECOND = 1_000_000L;
  static final long MICROS_OF_DAY = 86_400L * MICROS_OF_SECOND;

  private final ZoneRules rules;

  /** Instants in [from, to), microseconds, have {@link #offset}. */
  private long from = 0;

  private long to = 0;
  private long offset;

  /** Instants in [dayFrom, dayTo) are on {@link #day}. */
  private long dayFrom = 0;

  private long dayTo = 0;
  private int day;

  ZoneDays(ZoneId zone) {
    rules = zone.getRules();
  }

  /** Days since 1970-01-01 of the microsecond {@code micros} since 1970-01-01T00:00Z. */
  int dayOf(long micros) {
    if (micros < dayFrom || micros >= dayTo) {
      move(micros);
    }
    return day;
  }

  private void move(long micros) {
    if (micros < from || micros >= to) {
      moveOffset(micros);
    }
    day = (int) Math.floorDiv(micros + offset, MICROS_OF_DAY);
    long start = day * MICROS_OF_DAY - offset;
    dayFrom = Math.max(start, from);
    dayTo = Math.min(start + MICROS_OF_DAY, to);
  }

  private void moveOffset(long micros) {
    Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_OF_SECOND));
    offset = rules.getOffset(instant).getTotalSeconds() * MICROS_OF_SECOND;
    // previousTransition is strict, and a transition holds from its own second on.
    ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    from = before == null ? Long.MIN_VALUE : micros(before);
    to = after == null ? Long.MAX_VALUE : micros(after);
  }

  private static long micros(ZoneOffsetTransition transition) {
    return transition.toEpochSecond() * MICROS_OF_SECOND;
  }
}
