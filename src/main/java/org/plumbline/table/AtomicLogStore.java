package org.plumbline.table;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log where Delta's own stores do not keep processes apart: on a local disk, where they
 * rename, which replaces another process's commit silently, and on S3A, where they look first and
 * write then. Each commit is created as {@link AtomicFiles} creates files: by a hard link, or by a
 * put that the store refuses where the object exists. (On HDFS Delta's own store renames without
 * overwriting, which is as safe.)
 *
 * <p>Delta makes it by reflection, for Standalone and Kernel by {@link #configure}; delta-spark
 * takes its name as {@code spark.delta.logStore.file.impl} and {@code
 * spark.delta.logStore.s3a.impl}.
 */
public final class AtomicLogStore extends HadoopFileSystemLogStore {

  private static final List<String> KEYS =
      List.of(
          "delta.logStore.file.impl",
          "delta.logStore.s3a.impl",
          "io.delta.kernel.logStore.file.impl",
          "io.delta.kernel.logStore.s3a.impl");

  public AtomicLogStore(Configuration hadoop) {
    super(hadoop);
  }

  /** A copy with this store for its schemes in both libraries, where no other is configured. */
  static Configuration configure(Configuration hadoop) {
    Configuration configured = new Configuration(hadoop);
    KEYS.forEach(key -> configured.setIfUnset(key, AtomicLogStore.class.getName()));
    return configured;
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    AtomicFiles files = AtomicFiles.of(path, hadoop);
    byte[] lines = lines(actions);
    if (overwrite) {
      files.replace(path, lines);
    } else if (!files.createIfAbsent(path, lines)) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration hadoop) {
    return false;
  }

  private static byte[] lines(Iterator<String> actions) {
    StringBuilder text = new StringBuilder();
    actions.forEachRemaining(action -> text.append(action).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
