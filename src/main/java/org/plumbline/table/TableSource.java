package org.plumbline.table;

import java.io.Serial;
import java.io.Serializable;
import java.util.OptionalLong;

/**
 * Where a table is, as configured.
 *
 * @param path its root; the text of the query where the format is {@link TableFormat#SQL}
 * @param version Delta's, optional
 */
public record TableSource(TableFormat format, String path, OptionalLong version)
    implements Serializable {

  @Serial
  private Object writeReplace() {
    return new ShippedRecord(TableSource.class, Json.compact(this));
  }
}
