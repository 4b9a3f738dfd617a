package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;

class StorageTest {

  private static final int NAMES = 40;
  private static final int SIZE = 200_000;

  @TempDir private Path folder;
  private final Storage storage = new HadoopStorage(new Configuration());

  @Test
  void createsOnceAndKeepsTheFirst() {
    String path = at("a/b/0000000001.json");

    assertThat(storage.createIfAbsent(path, bytes("first"))).isTrue();
    assertThat(storage.createIfAbsent(path, bytes("second"))).isFalse();
    assertThat(storage.read(path)).hasValue(bytes("first"));
  }

  @Test
  void replacesAndDeletes() {
    String path = at("latest.json");

    storage.replace(path, bytes("first"));
    storage.replace(path, bytes("second"));
    assertThat(storage.read(path)).hasValue(bytes("second"));

    assertThat(storage.delete(path)).isTrue();
    assertThat(storage.delete(path)).isFalse();
    assertThat(storage.read(path)).isEmpty();
  }

  @Test
  void listsFilesAndFoldersInOrderWithoutUnfinishedOnes() throws IOException {
    storage.createIfAbsent(at("f/b"), bytes("b"));
    storage.createIfAbsent(at("f/a"), bytes("a"));
    storage.createIfAbsent(at("f/c/d"), bytes("d"));
    Files.writeString(folder.resolve("f/.b.tmp"), "half");

    assertThat(storage.list(at("f"))).containsExactly("a", "b", "c");
    assertThat(storage.list(at("none"))).isEmpty();
  }

  @Test
  void leavesNoTemporaryFiles() throws IOException {
    storage.createIfAbsent(at("f/a"), bytes("a"));
    storage.createIfAbsent(at("f/a"), bytes("b"));
    storage.replace(at("f/a"), bytes("c"));

    assertThat(folder.resolve("f").toFile().list()).containsExactly("a");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsAnOutputFailureWithThePath() throws IOException {
    Files.writeString(folder.resolve("file"), "not a folder");
    String below = at("file/home/pointer.json");

    for (Runnable write :
        List.<Runnable>of(
            () -> storage.createIfAbsent(below, bytes("x")),
            () -> storage.replace(below, bytes("x")))) {
      assertThatThrownBy(write::run)
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.OUTPUT))
          .hasMessageStartingWith(below + ": cannot be written: ");
    }
  }

  @Test
  void aSchemeWithoutExclusiveCreationIsRefusedByName() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.odd.impl", OddFileSystem.class.getName());

    assertThatThrownBy(() -> new HadoopStorage(hadoop).createIfAbsent("odd://host/a", bytes("x")))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED))
        .hasMessageContaining("scheme odd");
    assertThatThrownBy(() -> storage.createIfAbsent("nosuch://host/a", bytes("x")))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED))
        .hasMessageContaining("nosuch://host/a");
  }

  /** A local file system under a name that promises nothing. */
  public static final class OddFileSystem extends org.apache.hadoop.fs.RawLocalFileSystem {
    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("odd://host");
    }

    @Override
    public String getScheme() {
      return "odd";
    }
  }

  /** The way of HDFS, as far as a local disk shows it: rename without overwriting. */
  @Test
  void renamingKeepsTheFirstAndReplacesWhenTold() throws IOException {
    AtomicFiles files = new HdfsFiles(new Configuration());
    var path = new org.apache.hadoop.fs.Path(folder.toUri().toString(), "h/a");

    assertThat(files.createIfAbsent(path, bytes("first"))).isTrue();
    assertThat(files.createIfAbsent(path, bytes("second"))).isFalse();
    assertThat(storage.read(path.toString())).hasValue(bytes("first"));
    files.replace(path, bytes("third"));
    assertThat(storage.read(path.toString())).hasValue(bytes("third"));
    assertThat(storage.list(at("h"))).containsExactly("a");
  }

  @Test
  void s3aWithoutConditionalCreateIsRefused() {
    AtomicFiles files = new ConditionalFiles(new Configuration());
    var path = new org.apache.hadoop.fs.Path(folder.toUri().toString(), "s/a");

    assertThatThrownBy(() -> files.createIfAbsent(path, bytes("x")))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED))
        .hasMessageContaining("no conditional create");
  }

  @Test
  void manyThreadsOfTwoProcessesHaveOneWinnerEachAndNeverReadAPart() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Racer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = other.outputWriter();
        var in = other.inputReader()) {
      assertThat(in.readLine()).isEqualTo("ready");
      out.write("go\n");
      out.flush();
      int here = race(folder, (byte) 'h');
      int there = Integer.parseInt(in.readLine());
      assertThat(here + there).isEqualTo(NAMES);
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      other.destroyForcibly();
    }
    assertThat(storage.list(folder.toString())).hasSize(NAMES);
  }

  /** The other process. */
  static final class Racer {
    public static void main(String[] args) throws Exception {
      new HadoopStorage(new Configuration()).list(args[0]);
      System.out.println("ready");
      if (System.in.read() >= 0) {
        System.out.println(race(Path.of(args[0]), (byte) 'o'));
      }
    }
  }

  /** Four threads create the same names; how many creations were won here. */
  private static int race(Path folder, byte mark) throws Exception {
    int threads = 4;
    CyclicBarrier barrier = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Integer>> racers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        byte own = (byte) (mark + t);
        racers.add(() -> create(folder, own, barrier));
      }
      int won = 0;
      for (Future<Integer> racer : pool.invokeAll(racers)) {
        won += racer.get();
      }
      return won;
    } finally {
      pool.shutdownNow();
    }
  }

  private static int create(Path folder, byte mark, CyclicBarrier barrier) throws Exception {
    Storage storage = new HadoopStorage(new Configuration());
    byte[] content = new byte[SIZE];
    Arrays.fill(content, mark);
    int won = 0;
    for (int i = 0; i < NAMES; i++) {
      String path = folder.resolve("name-" + i).toString();
      barrier.await(60, TimeUnit.SECONDS);
      boolean mine = storage.createIfAbsent(path, content);
      won += mine ? 1 : 0;
      byte[] read = storage.read(path).orElseThrow();
      byte[] whole = new byte[SIZE];
      Arrays.fill(whole, read[0]);
      if (!Arrays.equals(read, whole) || (mine && read[0] != mark)) {
        throw new AssertionError(path + " is not whole");
      }
    }
    return won;
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
