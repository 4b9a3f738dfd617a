package org.plumbline.table;

import java.io.Serial;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * A table pinned to version and files.
 *
 * @param root qualified path
 * @param id Delta's table id, or the qualified root
 * @param schema the columns that can be read, partition columns among them (text in a plain Parquet
 *     table)
 * @param partitionColumns in order
 * @param files sorted by path
 * @param unreadable what the other columns are, by name: refused once asked for
 */
public record Snapshot(
    TableFormat format,
    String root,
    String id,
    OptionalLong version,
    Schema schema,
    List<String> partitionColumns,
    List<DataFile> files,
    Map<String, String> unreadable)
    implements Serializable {

  /** How {@link #unreadable} tells a column that holds structures, lists or maps. */
  static final String NESTED = "nested";

  public Snapshot {
    partitionColumns = List.copyOf(partitionColumns);
    files = files.stream().sorted(Comparator.comparing(DataFile::path)).toList();
    unreadable = Map.copyOf(unreadable);
  }

  /** A snapshot whose columns can all be read. */
  public Snapshot(
      TableFormat format,
      String root,
      String id,
      OptionalLong version,
      Schema schema,
      List<String> partitionColumns,
      List<DataFile> files) {
    this(format, root, id, version, schema, partitionColumns, files, Map.of());
  }

  /** For messages: {@code sales v59 (59 files)}. */
  public String label() {
    return name() + " (" + files.size() + (files.size() == 1 ? " file)" : " files)");
  }

  /** The last part of the root, with the version: {@code sales v59}. */
  public String name() {
    String trimmed = root.replaceAll("/+$", "");
    String last = trimmed.substring(trimmed.lastIndexOf('/') + 1);
    return version.isPresent() ? last + " v" + version.getAsLong() : last;
  }

  /**
   * The column of this name, taken literally.
   *
   * @throws Failure DATA where there is none, or a nested one; UNSUPPORTED for a type that is not
   *     read
   */
  public Field column(String name) {
    String other = unreadable.get(name);
    if (other != null) {
      Kind kind = other.startsWith(NESTED) ? Kind.DATA : Kind.UNSUPPORTED;
      throw new Failure(
          kind,
          name() + ": column " + name + " is " + other,
          kind == Kind.DATA
              ? "Write the part that is needed as a flat column of its own."
              : "Write it as a number, a decimal, a date, a timestamp, a boolean or text.");
    }
    return schema
        .field(name)
        .orElseThrow(
            () ->
                new Failure(
                    Kind.DATA,
                    name() + ": no column " + name + "; it has " + String.join(", ", names()),
                    "Correct the column's name."));
  }

  /** Where a file of this table is, absolute. */
  public String location(DataFile file) {
    String path = file.path();
    boolean absolute = path.startsWith("/") || path.matches("[a-zA-Z][a-zA-Z0-9+.-]*:/.*");
    return absolute ? path : root + (root.endsWith("/") ? "" : "/") + path;
  }

  /** The same pin without its files: what a task needs that is given a file. */
  public Snapshot withoutFiles() {
    return withFiles(List.of());
  }

  /** The same table with some of its files alone. */
  public Snapshot withFiles(List<DataFile> some) {
    return new Snapshot(format, root, id, version, schema, partitionColumns, some, unreadable);
  }

  private List<String> names() {
    return schema.names();
  }

  @Serial
  private Object writeReplace() {
    return new ShippedRecord(Snapshot.class, Json.compact(this));
  }
}
