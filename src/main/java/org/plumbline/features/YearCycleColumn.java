package org.plumbline.features;

import java.time.LocalDate;

/** A wave of the event day. Neighbours of the same day cost a comparison. */
final class YearCycleColumn extends DerivedColumn {

  private final Definition.Wave wave;
  private final EventDays days;

  YearCycleColumn(String name, Definition.Wave wave, EventDays days) {
    super(name);
    this.wave = wave;
    this.days = days;
  }

  @Override
  void fill(double[] into, int rows) {
    int known = EventDays.NO_DAY;
    double value = 0;
    for (int row = 0; row < rows; row++) {
      int day = days.day(row);
      if (day == EventDays.NO_DAY) {
        putFlaw(into, row, Flaw.NULL.code());
        continue;
      }
      if (day != known) {
        known = day;
        value = wave.on(LocalDate.ofEpochDay(day));
      }
      into[row] = value;
    }
  }
}
