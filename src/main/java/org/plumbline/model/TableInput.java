package org.plumbline.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What was read of a table: the {@code inputs} of a result.
 *
 * @param path root of the table; the query of a relation
 * @param files 0 of a relation, as are those read and reused
 * @param bytesRead absent of a relation, which Spark reads
 * @param content of a relation: what its rows were, by number and a sum of each column read
 */
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
    OptionalLong rowsRefused,
    Optional<String> content) {

  /** Of a table of files. */
  public TableInput(
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
    this(
        format,
        path,
        version,
        files,
        filesRead,
        filesReused,
        bytesRead,
        storeBytesRead,
        rows,
        rowsRefused,
        Optional.empty());
  }

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
        rowsRefused,
        content);
  }
}
