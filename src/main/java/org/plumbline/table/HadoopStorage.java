package org.plumbline.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Storage on Hadoop's file systems. Creation is a hard link on a local disk, a rename without
 * overwriting on HDFS and a conditional put on S3A; other schemes are refused, since nothing there
 * keeps two processes apart.
 */
public final class HadoopStorage implements Storage {

  private final Configuration hadoop;

  public HadoopStorage(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  @Override
  public boolean createIfAbsent(String path, byte[] bytes) {
    try {
      Path qualified = qualified(path);
      return AtomicFiles.of(qualified, hadoop).createIfAbsent(qualified, bytes);
    } catch (IOException e) {
      throw IoFailures.writing(path, e);
    }
  }

  @Override
  public void replace(String path, byte[] bytes) {
    try {
      Path qualified = qualified(path);
      AtomicFiles.of(qualified, hadoop).replace(qualified, bytes);
    } catch (IOException e) {
      throw IoFailures.writing(path, e);
    }
  }

  @Override
  public Optional<byte[]> read(String path) {
    Path file = new Path(path);
    try (FSDataInputStream in = FileSystems.of(file, hadoop).open(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw IoFailures.reading(path, e);
    }
  }

  @Override
  public List<String> list(String folder) {
    Path path = new Path(folder);
    try {
      return Arrays.stream(FileSystems.of(path, hadoop).listStatus(path))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (FileNotFoundException absent) {
      return List.of();
    } catch (IOException e) {
      throw IoFailures.reading(folder, e);
    }
  }

  @Override
  public boolean delete(String path) {
    Path file = new Path(path);
    try {
      return FileSystems.of(file, hadoop).delete(file, false);
    } catch (IOException e) {
      throw IoFailures.writing(path, e);
    }
  }

  private Path qualified(String path) throws IOException {
    Path file = new Path(path);
    FileSystem files = FileSystems.of(file, hadoop);
    return file.makeQualified(files.getUri(), files.getWorkingDirectory());
  }
}
