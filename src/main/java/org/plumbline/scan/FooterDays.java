package org.plumbline.scan;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Field;
import org.plumbline.features.DayRange;
import org.plumbline.features.EventDays;
import org.plumbline.table.DataFile;
import org.plumbline.table.Footer;
import org.plumbline.table.Snapshot;

/**
 * Which event days a file holds, as the statistics in its footer say: for tables without a log, and
 * cheaper than reading the column.
 */
final class FooterDays {

  private FooterDays() {}

  /**
   * The first and last day of the file's rows, those without an event time apart; empty where the
   * footer does not say.
   *
   * @param column the event time, no partition column
   */
  static Optional<DayRange> of(
      Snapshot snapshot, DataFile file, String column, EventDays days, Configuration hadoop) {
    if (snapshot.isRelation()) {
      return Optional.empty();
    }
    Footer footer = Footer.read(snapshot, file, hadoop);
    Optional<Field> field = footer.schema().flat().field(column);
    return field.flatMap(
        stored ->
            footer
                .longRange(column)
                .map(
                    range ->
                        new DayRange(
                            days.dayOf(stored.type(), range.least()),
                            days.dayOf(stored.type(), range.greatest()))));
  }
}
