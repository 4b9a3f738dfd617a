package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Registry;
import org.plumbline.model.Result;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Json;
import org.plumbline.table.Storage;

/** The whole cycle on HDFS. */
@Tag("cluster") // ends its session
class HdfsTest {

  private static final Configuration HADOOP = new Configuration();

  @TempDir private static Path folder;

  private static MiniDFSCluster cluster;
  private static String hdfs;
  private static Result onDisk;
  private static List<CommandLineRun> asShown;

  @BeforeAll
  static void runWhatThePageShows() throws Exception {
    Configuration settings = new Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("dfs").toString());
    cluster = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
    cluster.waitActive();
    hdfs = cluster.getURI().toString();
    HouseSample sample = HouseSample.make(folder);
    onDisk = sample.retrainOnDisk();
    sample.copyTo(hdfs, HADOOP);
    ManualPage page = ManualPage.of("hdfs.md").at("hdfs://namenode:8020", hdfs);
    sample.write("hdfs.conf", page.blocks("hocon").get(0));
    asShown = page.commands().stream().map(sample::localised).map(CommandLineRun::of).toList();
  }

  @AfterAll
  static void stop() throws Exception {
    SparkSession.active().stop();
    FileSystem.closeAll();
    cluster.shutdown();
  }

  @Test
  void theCommandsShownRunACycleWithTheNumbersOfADisk() {
    assertThat(asShown).allSatisfy(run -> assertThat(run.exitCode()).as(run.err()).isZero());
    Result result = HouseSample.result(asShown.get(1));
    HouseSample.assertSame(result, onDisk);
    byte[] written = storage().read(hdfs + "/results/2026-01-05.json").orElseThrow();
    assertThat(Json.read(written, Result.class, "result")).isEqualTo(result);
    assertThat(asShown.get(2).out()).contains(result.model().orElseThrow().id());
  }

  @Test
  void parquetTablesAndScoresDoToo() {
    CommandLineRun run =
        retrain(
            "2026-01-05",
            "--set",
            "name=parquet",
            "--set",
            "data.table.format=parquet",
            "--set",
            "data.table.path=" + hdfs + "/sales-parquet",
            "--set",
            "scoring.output.format=parquet",
            "--set",
            "scoring.output.path=" + hdfs + "/scores-parquet");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(HouseSample.result(run).scores().orElseThrow().rows())
        .isEqualTo(onDisk.scores().orElseThrow().rows());
    assertThat(storage().list(hdfs + "/scores-parquet/_manifests/2026-01-05")).hasSize(1);
  }

  @Test
  void twoProcessesInOneCyclePublishOnce() throws Exception {
    List<Result> results =
        TwoProcesses.run(
            folder,
            Map.of(),
            "retrain",
            "--conf",
            folder.resolve("sample/hdfs.conf").toString(),
            "--as-of",
            "2026-01-04",
            "--set",
            "name=two",
            "--set",
            "scoring.output.path=" + hdfs + "/scores-two");

    TwoProcesses.assertOneCycle(
        results,
        Registry.open(hdfs + "/models", "two", storage()),
        storage(),
        hdfs + "/scores-two");
  }

  @Test
  void safeModeIsToldInOneLineAndLeavesNothing() throws Exception {
    DistributedFileSystem files = cluster.getFileSystem();
    List<String> before = everything(files);
    CommandLineRun run;
    CommandLineRun plan;
    files.setSafeMode(SafeModeAction.ENTER);
    try {
      run = retrainSafely();
      plan =
          CommandLineRun.of(
              "plan",
              "--conf",
              folder.resolve("sample/hdfs.conf").toString(),
              "--as-of",
              "2026-01-03");
    } finally {
      files.setSafeMode(SafeModeAction.LEAVE);
    }

    assertThat(run.exitCode()).as(run.err()).isEqualTo(74);
    assertThat(run.errLines().stream().filter(line -> line.startsWith("plumbline: ")))
        .hasSize(1)
        .allMatch(line -> line.contains("HDFS is in safe mode and takes no changes. Run again"));
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(everything(files)).isEqualTo(before);
    assertThat(plan.exitCode()).as(plan.err()).isZero();

    CommandLineRun again = retrainSafely();
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(everything(files)).noneMatch(file -> file.endsWith(".tmp"));
  }

  private static CommandLineRun retrainSafely() {
    return retrain(
        "2026-01-03",
        "--set",
        "name=safe",
        "--set",
        "scoring.output.path=" + hdfs + "/scores-safe");
  }

  private static List<String> everything(FileSystem files) throws Exception {
    List<String> paths = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all =
        files.listFiles(new org.apache.hadoop.fs.Path("/"), true);
    while (all.hasNext()) {
      paths.add(all.next().getPath().toString());
    }
    return paths;
  }

  private static CommandLineRun retrain(String asOf, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "retrain",
                "--conf",
                folder.resolve("sample/hdfs.conf").toString(),
                "--as-of",
                asOf));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private static Storage storage() {
    return new HadoopStorage(HADOOP);
  }
}
