package org.plumbline.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.plumbline.Failure;
import org.plumbline.export.Agreement;
import org.plumbline.table.Storage;

/** Where an export is kept: unproven beside it first, under its own name only once proven. */
final class ExportPlace {

  /** Of a pipeline: what is in it, without which nothing loads it. */
  private static final String METADATA = "metadata";

  private final Storage storage;
  private final Configuration hadoop;
  private final String to;
  private final String unproven;

  ExportPlace(Storage storage, Configuration hadoop, String to, String runId) {
    this.storage = storage;
    this.hadoop = hadoop;
    this.to = to.replaceAll("(?<=[^/])/+$", "");
    this.unproven = this.to + "." + runId + ".unproven";
  }

  /** An export that is one file. */
  interface OneFile {
    byte[] bytes();

    /** Compares what was written and read back with the model. */
    Agreement prove(byte[] bytes);
  }

  /** An export that is a folder of small files. */
  interface Folder {
    void write(String folder);

    Agreement prove(String folder);
  }

  /**
   * @throws Failure OUTPUT where a file or a folder that is not empty is there
   */
  void refuseExisting() {
    if (storage.read(to).isPresent() || !storage.list(to).isEmpty()) {
      throw exists();
    }
  }

  private Failure exists() {
    return new Failure(
        Failure.Kind.OUTPUT,
        to + ": there is something already, and an export replaces nothing",
        "Name another path with --to, or remove it.");
  }

  Agreement file(OneFile export) {
    storage.createIfAbsent(unproven, export.bytes());
    try {
      byte[] bytes = storage.read(unproven).orElseThrow();
      Agreement proof = export.prove(bytes);
      if (!storage.createIfAbsent(to, bytes)) {
        throw exists();
      }
      return proof;
    } finally {
      storage.delete(unproven);
    }
  }

  /**
   * The folder appears with its metadata, the last file of it: stages have names of their own, so
   * that of two who write at once one wins whole.
   */
  Agreement folder(Folder export) {
    try {
      export.write(unproven);
      Agreement proof = export.prove(unproven);
      publish(files());
      return proof;
    } finally {
      delete(unproven);
    }
  }

  private List<String> files() {
    Path root = new Path(unproven);
    List<String> names = new ArrayList<>();
    try {
      FileSystem files = root.getFileSystem(hadoop);
      String prefix = files.makeQualified(root).toUri().getPath() + "/";
      RemoteIterator<LocatedFileStatus> all = files.listFiles(root, true);
      while (all.hasNext()) {
        String path = all.next().getPath().toUri().getPath();
        String name = path.substring(prefix.length());
        if (!path.endsWith(".crc") && !path.endsWith("/_SUCCESS")) {
          names.add(name);
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
    return names;
  }

  private void publish(List<String> names) {
    List<String> metadata = names.stream().filter(name -> name.startsWith(METADATA + "/")).toList();
    if (metadata.size() != 1) {
      throw new IllegalStateException("metadata of a pipeline in " + metadata.size() + " files");
    }
    for (String name : names) {
      if (!metadata.contains(name)) {
        storage.createIfAbsent(to + "/" + name, bytes(name));
      }
    }
    if (!storage.createIfAbsent(to + "/" + METADATA + "/part-00000", bytes(metadata.get(0)))) {
      names.stream().filter(name -> !metadata.contains(name)).forEach(this::withdraw);
      throw exists();
    }
  }

  private byte[] bytes(String name) {
    return storage.read(unproven + "/" + name).orElseThrow();
  }

  private void withdraw(String name) {
    storage.delete(to + "/" + name);
  }

  private void delete(String folder) {
    Path path = new Path(folder);
    try {
      path.getFileSystem(hadoop).delete(path, true);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Failure failed(IOException e) {
    return new Failure(
        Failure.Kind.IO, unproven + ": it cannot be written: " + e.getMessage(), "Try again.", e);
  }
}
