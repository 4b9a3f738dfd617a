package org.plumbline.features;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.columns.Block;

/** Levels of the event day. Neighbours of the same day cost a comparison. */
final class CalendarLevels implements LevelSource {

  private final CalendarPart part;
  private final EventDays days;
  private final List<String> names;
  private int[] codes = new int[0];

  CalendarLevels(CalendarPart part, EventDays days) {
    this.part = part;
    this.days = days;
    List<String> all = new ArrayList<>(part.levels());
    all.add(LevelCodes.MISSING);
    names = List.copyOf(all);
  }

  @Override
  public LevelCodes read(Block block) {
    days.read(block);
    if (codes.length < block.rows()) {
      codes = new int[block.rows()];
    }
    int known = EventDays.NO_DAY;
    int code = names.size() - 1;
    for (int row = 0; row < block.rows(); row++) {
      int day = days.day(row);
      if (day != known) {
        known = day;
        code =
            day == EventDays.NO_DAY ? names.size() - 1 : part.number(LocalDate.ofEpochDay(day)) - 1;
      }
      codes[row] = code;
    }
    return new LevelCodes(codes, names);
  }
}
