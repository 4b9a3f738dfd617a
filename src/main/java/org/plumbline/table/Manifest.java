package org.plumbline.table;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.plumbline.columns.Schema;

/**
 * The files that are a day's scores: {@code _manifests/<as-of>/<sequence>.json} of a Parquet score
 * table.
 *
 * @param input of the scores: run id, input path, version and model
 * @param schema of the files
 */
record Manifest(
    int formatVersion,
    String name,
    LocalDate asOf,
    String model,
    String runId,
    Map<String, String> input,
    Schema schema,
    List<File> files) {

  static final int VERSION = 1;

  /**
   * @param path relative to the table's root
   * @param modified milliseconds since 1970
   */
  record File(String path, long size, long modified, long rows) {

    static File of(WrittenFile file, String root) {
      return new File(
          DeltaPaths.below(file.path(), root), file.size(), file.modified(), file.rows());
    }

    DataFile dataFile() {
      return new DataFile(
          path,
          size,
          modified,
          Optional.empty(),
          Optional.empty(),
          HivePath.partition(path),
          OptionalLong.of(rows),
          Map.of(),
          Map.of());
    }
  }
}
