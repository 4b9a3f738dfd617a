package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.plumbline.model.Result;
import org.plumbline.table.Json;

/** The sample of six days on a local disk, and its copy on a store. */
record HouseSample(Path folder) {

  static HouseSample make(Path parent) {
    Path folder = parent.resolve("sample");
    CommandLineRun run =
        CommandLineRun.of(
            "sample", "--out", folder.toString(), "--days", "6", "--rows-per-day", "200");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new HouseSample(folder);
  }

  /** What the cycle of 2026-01-05 gives without any store. */
  Result retrainOnDisk() {
    String conf = folder.resolve("house-prices.conf").toString();
    CommandLineRun run = CommandLineRun.of("retrain", "--conf", conf, "--as-of", "2026-01-05");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return result(run);
  }

  /**
   * A cycle on a store has the model, the errors, the scores and the bytes of the same on a disk.
   */
  static void assertSame(Result onStore, Result onDisk) {
    assertThat(onStore.status()).isEqualTo("promoted");
    assertThat(onStore.model().orElseThrow().id()).isEqualTo(onDisk.model().orElseThrow().id());
    assertThat(onStore.metrics()).isEqualTo(onDisk.metrics());
    assertThat(onStore.scores().orElseThrow().rows())
        .isEqualTo(onDisk.scores().orElseThrow().rows());
    assertThat(onStore.inputs().orElseThrow().training().orElseThrow().bytesRead())
        .isEqualTo(onDisk.inputs().orElseThrow().training().orElseThrow().bytesRead());
  }

  /** The result that a run printed. */
  static Result result(CommandLineRun run) {
    return Json.read(run.out().getBytes(StandardCharsets.UTF_8), Result.class, "output");
  }

  /** Copies the tables below a place. */
  void copyTo(String place, Configuration hadoop) throws IOException {
    FileSystem files = new org.apache.hadoop.fs.Path(place + "/").getFileSystem(hadoop);
    for (String table : List.of("sales", "sales-parquet", "listings")) {
      FileUtil.copy(
          folder.resolve(table).toFile(),
          files,
          new org.apache.hadoop.fs.Path(place + "/" + table),
          false,
          hadoop);
    }
  }

  /** Writes a file beside the sample's configuration. */
  Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  /** A command whose arguments name files beside the sample's configuration. */
  String[] localised(String[] arguments) {
    return Arrays.stream(arguments)
        .map(word -> Files.isRegularFile(folder.resolve(word)) ? folder.resolve(word) + "" : word)
        .toArray(String[]::new);
  }
}
