package org.plumbline.table;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A log store that halts at commits: a fresh one for each opened table. */
abstract class HaltingLogStore extends HadoopFileSystemLogStore {

  private final AtomicLogStore store;
  private int commits;

  HaltingLogStore(Configuration hadoop) {
    super(hadoop);
    store = new AtomicLogStore(hadoop);
  }

  abstract boolean haltsBefore(int commit);

  abstract boolean haltsAfter(int commit);

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    int commit = commits++;
    if (haltsBefore(commit)) {
      throw new IOException("halted");
    }
    store.write(path, actions, overwrite, hadoop);
    if (haltsAfter(commit)) {
      throw new IOException("halted");
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration hadoop) {
    return false;
  }

  /** Lands the first commit and throws. */
  public static final class AfterFirst extends HaltingLogStore {
    public AfterFirst(Configuration hadoop) {
      super(hadoop);
    }

    @Override
    boolean haltsBefore(int commit) {
      return false;
    }

    @Override
    boolean haltsAfter(int commit) {
      return commit == 0;
    }
  }

  /** Throws at the first commit and lands none. */
  public static final class BeforeFirst extends HaltingLogStore {
    public BeforeFirst(Configuration hadoop) {
      super(hadoop);
    }

    @Override
    boolean haltsBefore(int commit) {
      return commit == 0;
    }

    @Override
    boolean haltsAfter(int commit) {
      return false;
    }
  }

  /** Lands nothing. */
  public static final class Always extends HaltingLogStore {
    public Always(Configuration hadoop) {
      super(hadoop);
    }

    @Override
    boolean haltsBefore(int commit) {
      return true;
    }

    @Override
    boolean haltsAfter(int commit) {
      return false;
    }
  }
}
