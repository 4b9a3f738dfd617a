package org.plumbline.table;

import java.io.Serial;
import java.io.Serializable;
import java.util.OptionalLong;

/** Where a table is, as configured; the version is Delta's and optional. */
public record TableSource(TableFormat format, String path, OptionalLong version)
    implements Serializable {

  @Serial
  private Object writeReplace() {
    return new ShippedRecord(TableSource.class, Json.compact(this));
  }
}
