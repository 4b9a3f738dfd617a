package org.plumbline.table;

import java.io.Serial;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A data file as its table lists it.
 *
 * @param path relative to the table's root where it lies below it, decoded
 * @param size bytes
 * @param modified milliseconds since 1970
 * @param etag of the object store, where there is one; of a relation, what its rows were when they
 *     were first read
 * @param deletionVector identity of the deletion vector, empty where there is none (always, for
 *     now)
 * @param partition value by partition column; empty is null
 * @param rows where the log says it
 * @param least smallest values by column name, as the log's statistics print them; empty where
 *     unknown
 * @param greatest largest values likewise
 */
public record DataFile(
    String path,
    long size,
    long modified,
    Optional<String> etag,
    Optional<String> deletionVector,
    Map<String, Optional<String>> partition,
    OptionalLong rows,
    Map<String, String> least,
    Map<String, String> greatest)
    implements Serializable {

  public DataFile {
    partition = Map.copyOf(partition);
    least = Map.copyOf(least);
    greatest = Map.copyOf(greatest);
  }

  /** The same file with these bounds of a column. */
  public DataFile within(String column, String smallest, String largest) {
    return new DataFile(
        path,
        size,
        modified,
        etag,
        deletionVector,
        partition,
        rows,
        Map.of(column, smallest),
        Map.of(column, largest));
  }

  /** The same file, known to hold this. */
  public DataFile holding(String content) {
    return new DataFile(
        path,
        size,
        modified,
        Optional.of(content),
        deletionVector,
        partition,
        rows,
        least,
        greatest);
  }

  @Serial
  private Object writeReplace() {
    return new ShippedRecord(DataFile.class, Json.compact(this));
  }
}
