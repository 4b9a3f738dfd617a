package org.plumbline;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.plumbline.table.Storage;

/**
 * Storage with a halt point before and after each creation of a file, and a say in each listing.
 *
 * @param before is told of a file that is about to be created; what it throws leaves none
 * @param after is told of a file that was created
 * @param listed what a listing becomes
 */
public record FaultyStorage(
    Storage storage,
    Consumer<String> before,
    Consumer<String> after,
    UnaryOperator<List<String>> listed)
    implements Storage {

  /** The process is gone. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed(String at) {
      super("killed at " + at);
    }
  }

  /** Dies right after so many files were created. */
  public static FaultyStorage dyingAfter(int creations, Storage storage) {
    AtomicInteger left = new AtomicInteger(creations);
    return after(path -> left.decrementAndGet() <= 0, storage);
  }

  /** Lets so many files be created, and dies before the next one. */
  public static FaultyStorage dyingBeforeMoreThan(int creations, Storage storage) {
    AtomicInteger left = new AtomicInteger(creations);
    return new FaultyStorage(
        storage,
        path -> dieIf(left.get() <= 0, path),
        path -> left.decrementAndGet(),
        UnaryOperator.identity());
  }

  /** Dies before a file is created whose path holds a part. */
  public static FaultyStorage dyingBefore(String part, Storage storage) {
    return telling(path -> dieIf(path.contains(part), path), storage);
  }

  /** Dies right after a file was created whose path holds a part. */
  public static FaultyStorage dyingAfter(String part, Storage storage) {
    return after(path -> path.contains(part), storage);
  }

  /** Tells of each file before it is created. */
  public static FaultyStorage telling(Consumer<String> before, Storage storage) {
    return new FaultyStorage(storage, before, path -> {}, UnaryOperator.identity());
  }

  /** Lists something else than what is there. */
  public static FaultyStorage listing(UnaryOperator<List<String>> listed, Storage storage) {
    return new FaultyStorage(storage, path -> {}, path -> {}, listed);
  }

  private static FaultyStorage after(Predicate<String> dies, Storage storage) {
    Consumer<String> after = path -> dieIf(dies.test(path), path);
    return new FaultyStorage(storage, path -> {}, after, UnaryOperator.identity());
  }

  private static void dieIf(boolean dies, String path) {
    if (dies) {
      throw new Killed(path);
    }
  }

  @Override
  public boolean createIfAbsent(String path, byte[] bytes) {
    before.accept(path);
    boolean created = storage.createIfAbsent(path, bytes);
    if (created) {
      after.accept(path);
    }
    return created;
  }

  @Override
  public void replace(String path, byte[] bytes) {
    storage.replace(path, bytes);
  }

  @Override
  public Optional<byte[]> read(String path) {
    return storage.read(path);
  }

  @Override
  public List<String> list(String folder) {
    return listed.apply(storage.list(folder));
  }

  @Override
  public boolean delete(String path) {
    return storage.delete(path);
  }
}
