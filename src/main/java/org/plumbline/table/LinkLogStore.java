package org.plumbline.table;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on a local disk, safe between processes: each commit file is created by a hard link
 * of a finished one, as {@link LocalFiles} does. Delta's own store renames, which replaces another
 * process's commit silently.
 *
 * <p>Delta makes it by reflection, for Standalone and Kernel by {@link #configure}; delta-spark
 * takes its name as {@code spark.delta.logStore.file.impl}.
 */
public final class LinkLogStore extends HadoopFileSystemLogStore {

  private static final String STANDALONE_KEY = "delta.logStore.file.impl";
  private static final String KERNEL_KEY = "io.delta.kernel.logStore.file.impl";

  private final LocalFiles files = new LocalFiles();

  public LinkLogStore(Configuration hadoop) {
    super(hadoop);
  }

  /** A copy with this store for {@code file:} in both libraries, where no other is configured. */
  static Configuration configure(Configuration hadoop) {
    Configuration configured = new Configuration(hadoop);
    configured.setIfUnset(STANDALONE_KEY, LinkLogStore.class.getName());
    configured.setIfUnset(KERNEL_KEY, LinkLogStore.class.getName());
    return configured;
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
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
