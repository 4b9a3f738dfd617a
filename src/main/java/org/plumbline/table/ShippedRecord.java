package org.plumbline.table;

import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * A record on its way through Java serialisation, as its JSON: optionals are not serialisable, and
 * the form that is kept in files loses nothing.
 */
record ShippedRecord(Class<?> type, String json) implements Serializable {

  @Serial
  private Object readResolve() {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), type, type.getSimpleName());
  }
}
