package org.plumbline.scan;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.plumbline.Failure;
import org.plumbline.table.BlockReader;
import org.plumbline.table.BlockWriter;
import org.plumbline.table.ByteRange;
import org.plumbline.table.DataFile;
import org.plumbline.table.FileSystems;
import org.plumbline.table.IoFailures;
import org.plumbline.table.Snapshot;
import org.plumbline.table.TableFormat;

/** One immutable Parquet file of the store. */
final class StoreFile {

  static final String SUFFIX = ".parquet";

  private final String folder;
  private final String name;
  private final Configuration hadoop;

  StoreFile(String folder, String name, Configuration hadoop) {
    this.folder = folder;
    this.name = name;
    this.hadoop = hadoop;
  }

  String path() {
    return folder + "/" + name;
  }

  /**
   * Reads the values wanted, one after the other: no more than a row group is held.
   *
   * @param columns names, the key's among them
   * @return bytes read
   * @throws Failure MISSING_INPUT where the file is no longer there; another kind where it is
   *     damaged
   */
  long read(List<String> columns, Predicate<StoredValue> wanted, Consumer<StoredValue> sink) {
    Optional<StoredValue> open = Optional.empty();
    try (BlockReader reader =
        BlockReader.open(snapshot(), dataFile(), columns, ByteRange.ALL, hadoop)) {
      while (reader.next()) {
        for (StoredValue next : StoreFormat.read(reader.block(), path())) {
          if (!wanted.test(next)) {
            continue;
          }
          // A value's groups may run over the end of a block.
          if (open.isPresent() && open.get().identity().equals(next.identity())) {
            open = Optional.of(open.get().followedBy(next));
          } else {
            open.ifPresent(sink);
            open = Optional.of(next);
          }
        }
      }
      open.ifPresent(sink);
      return reader.bytesRead();
    }
  }

  /** Every value of every kind. */
  List<StoredValue> readAll() {
    List<StoredValue> values = new ArrayList<>();
    read(StoreFormat.SCHEMA.names(), value -> true, values::add);
    return values;
  }

  private Snapshot snapshot() {
    return new Snapshot(
        TableFormat.PARQUET,
        folder,
        folder,
        OptionalLong.empty(),
        StoreFormat.SCHEMA,
        List.of(),
        List.of());
  }

  private DataFile dataFile() {
    try {
      Path path = new Path(path());
      FileStatus status = FileSystems.of(path, hadoop).getFileStatus(path);
      return new DataFile(
          name,
          status.getLen(),
          status.getModificationTime(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          OptionalLong.empty(),
          Map.of(),
          Map.of());
    } catch (FileNotFoundException e) {
      throw new Failure(Failure.Kind.MISSING_INPUT, path() + " is no longer there", "", e);
    } catch (IOException e) {
      throw IoFailures.reading(path(), e);
    }
  }

  /**
   * Writes the values so that nobody sees a part: an object of an object store appears when it is
   * whole; on other file systems the finished file is given its name.
   *
   * @throws Failure OUTPUT where the folder cannot be written
   */
  void write(Iterator<List<StoredValue>> portions) {
    Path target = new Path(path());
    try {
      FileSystem files = FileSystems.of(target, hadoop);
      if (files.hasPathCapability(target, CommonPathCapabilities.ABORTABLE_STREAM)) {
        write(target, portions);
        return;
      }
      Path hidden = new Path(folder, "." + name);
      write(hidden, portions);
      if (!files.rename(hidden, target)) {
        throw new IOException("the file system refused the new name");
      }
    } catch (IOException e) {
      throw IoFailures.writing(path(), e);
    }
  }

  private void write(Path path, Iterator<List<StoredValue>> portions) {
    try (BlockWriter writer = BlockWriter.create(path.toString(), StoreFormat.SCHEMA, hadoop)) {
      while (portions.hasNext()) {
        writer.write(StoreFormat.write(portions.next()));
      }
      writer.finish();
    }
  }
}
