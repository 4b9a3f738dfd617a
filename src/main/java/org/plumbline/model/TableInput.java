package org.plumbline.model;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** What was read of a table: the {@code inputs} of a result. */
public record TableInput(
    String format,
    String path,
    OptionalLong version,
    int files,
    OptionalInt filesRead,
    OptionalInt filesReused,
    OptionalLong bytesRead,
    OptionalLong storeBytesRead,
    OptionalLong rows,
    OptionalLong rowsRefused) {

  /** With bytes that another pass over the same table read. */
  public TableInput plusBytesRead(long more) {
    return new TableInput(
        format,
        path,
        version,
        files,
        filesRead,
        filesReused,
        more == 0 ? bytesRead : OptionalLong.of(bytesRead.orElse(0) + more),
        storeBytesRead,
        rows,
        rowsRefused);
  }
}
