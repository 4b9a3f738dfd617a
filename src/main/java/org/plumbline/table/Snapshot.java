package org.plumbline.table;

import java.io.Serial;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * A table pinned to version and files; a relation of Spark pinned to its query and schema alone,
 * for its rows are whatever Spark answers.
 *
 * @param root qualified path; a relation's query
 * @param id Delta's table id, or the root
 * @param schema the columns that can be read, partition columns among them (text in a plain Parquet
 *     table)
 * @param partitionColumns in order
 * @param files sorted by path; a relation has one that stands for all of its rows
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
  public static final String NESTED = "nested";

  /** Path of the file that stands for the rows of a relation. */
  public static final String QUERY = "(query)";

  /** Letters of a query that messages show. */
  private static final int LETTERS = 60;

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

  /**
   * A relation of Spark.
   *
   * @param unreadable as the component of this name
   */
  public static Snapshot ofQuery(String query, Schema schema, Map<String, String> unreadable) {
    DataFile rows =
        new DataFile(
            QUERY,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            OptionalLong.empty(),
            Map.of(),
            Map.of());
    return new Snapshot(
        TableFormat.SQL,
        query,
        query,
        OptionalLong.empty(),
        schema,
        List.of(),
        List.of(rows),
        unreadable);
  }

  /** Whether the rows are Spark's answer to a query, and no files of the table's own. */
  public boolean isRelation() {
    return format == TableFormat.SQL;
  }

  /** A relation known to hold this; any other table as it is. */
  public Snapshot holding(String content) {
    return isRelation() ? withFiles(List.of(files.get(0).holding(content))) : this;
  }

  /** How many data files there are. */
  public int fileCount() {
    return isRelation() ? 0 : files.size();
  }

  /** For messages: {@code sales v59 (59 files)}. */
  public String label() {
    if (isRelation()) {
      return name();
    }
    return name() + " (" + files.size() + (files.size() == 1 ? " file)" : " files)");
  }

  /** The last part of the root, with the version: {@code sales v59}; a query's first words. */
  public String name() {
    if (isRelation()) {
      String line = root.strip().replaceAll("\\s+", " ");
      return "query \"" + (line.length() > LETTERS ? line.substring(0, LETTERS) + "…" : line) + '"';
    }
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
