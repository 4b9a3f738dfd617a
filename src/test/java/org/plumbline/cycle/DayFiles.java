package org.plumbline.cycle;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.StructType;
import org.plumbline.SparkSessions;
import org.plumbline.table.DataFile;
import org.plumbline.table.DeltaAppend;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;
import org.plumbline.table.WrittenFile;

/** A Parquet table that grows by a file at a time. */
record DayFiles(Path path, StructType schema) {

  void append(List<Row> rows) {
    SparkSessions.shared()
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .mode(SaveMode.Append)
        .parquet(path.toString());
  }

  /** A Delta table of the same files, of {@code rows} each, in one commit; its folder. */
  String copiedToDelta(Path folder, int rows) throws IOException {
    Configuration hadoop = new Configuration();
    Snapshot snapshot =
        Snapshots.pin(
            new TableSource(TableFormat.PARQUET, path.toString(), OptionalLong.empty()), hadoop);
    DeltaAppend table = DeltaAppend.create(folder.toString(), snapshot.schema(), List.of(), hadoop);
    List<DeltaAppend.Added> added = new ArrayList<>();
    for (DataFile file : snapshot.files()) {
      String copy = table.newFile(Map.of());
      Path target = Path.of(URI.create(copy).getPath());
      Files.createDirectories(target.getParent());
      Files.copy(path.resolve(file.path()), target);
      WrittenFile written =
          new WrittenFile(copy, file.size(), file.modified(), rows, Map.of(), Map.of(), Map.of());
      added.add(new DeltaAppend.Added(written, Map.of()));
    }
    table.append(added);
    return folder.toString();
  }
}
