package org.plumbline.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * A folder of Parquet files as a table. Folders named {@code column=value} give text columns; names
 * that begin with {@code _} or {@code .} are no data.
 *
 * <p>The schema is that of the newest file, by modification time and then name: a column that other
 * files lack is missing there, and one that only older files have is not seen.
 */
final class ParquetFolder {

  private ParquetFolder() {}

  /**
   * @param root qualified
   * @throws Failure DATA without data files, or with folders that differ in their partition columns
   */
  static Snapshot pin(String root, Configuration hadoop) {
    List<Manifest> published = new Manifests(root, new HadoopStorage(hadoop)).allInForce();
    if (!published.isEmpty()) {
      return ofManifests(root, published, hadoop);
    }
    List<DataFile> files = files(root, hadoop);
    if (files.isEmpty()) {
      throw new Failure(
          Kind.DATA,
          root + ": no data files",
          "Give a folder of Parquet files; names that begin with _ or . are no data.");
    }
    return of(root, files, partitionColumns(root, files), hadoop);
  }

  /** A score table of ours: the files that its manifests list, and no others. */
  private static Snapshot ofManifests(String root, List<Manifest> published, Configuration hadoop) {
    List<DataFile> files =
        published.stream()
            .flatMap(manifest -> manifest.files().stream())
            .map(Manifest.File::dataFile)
            .toList();
    return of(root, files, List.of(ScoreTable.AS_OF), hadoop);
  }

  /** The table of these files: at least one. */
  static Snapshot of(
      String root, List<DataFile> files, List<String> partitionColumns, Configuration hadoop) {
    DataFile newest =
        files.stream()
            .max(Comparator.comparingLong(DataFile::modified).thenComparing(DataFile::path))
            .orElseThrow();
    ParquetSchema stored = Footer.read(root + "/" + newest.path(), hadoop).schema();
    List<Field> fields = new ArrayList<>(stored.flat().fields());
    fields.removeIf(field -> partitionColumns.contains(field.name()));
    partitionColumns.forEach(name -> fields.add(new Field(name, new ColumnType.Text())));
    Map<String, String> unreadable = new HashMap<>();
    stored.refused().forEach((name, refusal) -> unreadable.put(name, refusal.type()));
    unreadable.keySet().removeAll(partitionColumns);
    return new Snapshot(
        TableFormat.PARQUET,
        root,
        root,
        OptionalLong.empty(),
        new Schema(fields),
        partitionColumns,
        files,
        unreadable);
  }

  /** All data files below a folder; none where there is no folder. */
  static List<DataFile> files(String root, Configuration hadoop) {
    Path folder = new Path(root);
    List<DataFile> files = new ArrayList<>();
    try {
      FileSystem system = FileSystems.of(folder, hadoop);
      for (FileStatus status : below(folder, system)) {
        String path = relative(root, status);
        if (isData(path)) {
          files.add(dataFile(path, status));
        }
      }
    } catch (FileNotFoundException absent) {
      return List.of();
    } catch (IOException e) {
      throw IoFailures.reading(root, e);
    }
    files.sort(Comparator.comparing(DataFile::path));
    return files;
  }

  /**
   * All files below a folder. On a local disk folder by folder: a status with the places of its
   * blocks has the permissions too, and to learn these Hadoop starts a process for each file.
   */
  private static List<FileStatus> below(Path folder, FileSystem system) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    if (system instanceof LocalFileSystem) {
      for (FileStatus status : system.listStatus(folder)) {
        if (status.isDirectory()) {
          files.addAll(below(status.getPath(), system));
        } else {
          files.add(status);
        }
      }
    } else {
      RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
      while (all.hasNext()) {
        files.add(all.next());
      }
    }
    return files;
  }

  private static String relative(String root, FileStatus status) {
    String base = new Path(root).toUri().getPath();
    String path = status.getPath().toUri().getPath();
    return path.substring(base.endsWith("/") ? base.length() : base.length() + 1);
  }

  private static boolean isData(String path) {
    for (String part : path.split("/", -1)) {
      if (part.startsWith("_") || part.startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private static DataFile dataFile(String path, FileStatus status) {
    Optional<String> etag =
        status instanceof EtagSource source
            ? Optional.ofNullable(source.getEtag())
            : Optional.empty();
    return new DataFile(
        path,
        status.getLen(),
        status.getModificationTime(),
        etag,
        Optional.empty(),
        HivePath.partition(path),
        OptionalLong.empty(),
        Map.of(),
        Map.of());
  }

  private static List<String> partitionColumns(String root, List<DataFile> files) {
    List<String> columns = HivePath.columns(files.get(0).path());
    for (DataFile file : files) {
      List<String> others = HivePath.columns(file.path());
      if (!others.equals(columns)) {
        throw new Failure(
            Kind.DATA,
            "%s: %s is partitioned by %s, but %s by %s"
                .formatted(root, files.get(0).path(), columns, file.path(), others),
            "Give the folder of one table, or move the files that do not belong to it.");
      }
    }
    return columns;
  }
}
