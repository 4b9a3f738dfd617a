package org.plumbline;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.table.Storage;

/** Storage in a map, for tests that need no file system. */
public final class MemoryStorage implements Storage {

  private final TreeMap<String, byte[]> files = new TreeMap<>();

  @Override
  public synchronized boolean createIfAbsent(String path, byte[] bytes) {
    return files.putIfAbsent(path, bytes.clone()) == null;
  }

  @Override
  public synchronized void replace(String path, byte[] bytes) {
    files.put(path, bytes.clone());
  }

  @Override
  public synchronized Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path)).map(byte[]::clone);
  }

  @Override
  public synchronized List<String> list(String folder) {
    String prefix = folder + "/";
    return files.keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()).split("/", 2)[0])
        .distinct()
        .toList();
  }

  @Override
  public synchronized boolean delete(String path) {
    return files.remove(path) != null;
  }

  public synchronized List<String> paths() {
    return List.copyOf(files.keySet());
  }
}
