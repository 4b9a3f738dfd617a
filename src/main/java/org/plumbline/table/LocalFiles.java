package org.plumbline.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

/**
 * A local disk: the finished temporary file, its name beginning with a dot, is linked to the final
 * name, which the kernel refuses where that exists; unlike a rename, which replaces silently.
 */
record LocalFiles() implements AtomicFiles {

  @Override
  public boolean createIfAbsent(Path path, byte[] bytes) throws IOException {
    java.nio.file.Path target = nio(path);
    if (Files.exists(target)) {
      return false;
    }
    java.nio.file.Path finished = finishedBeside(target, bytes);
    try {
      Files.createLink(target, finished);
      return true;
    } catch (FileAlreadyExistsException lost) {
      return false;
    } finally {
      Files.deleteIfExists(finished);
    }
  }

  @Override
  public void replace(Path path, byte[] bytes) throws IOException {
    java.nio.file.Path target = nio(path);
    java.nio.file.Path finished = finishedBeside(target, bytes);
    try {
      // Hadoop's local file system may have left a checksum of the old content.
      Files.deleteIfExists(target.resolveSibling("." + target.getFileName() + ".crc"));
      Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(finished);
    }
  }

  static java.nio.file.Path nio(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private static java.nio.file.Path finishedBeside(java.nio.file.Path target, byte[] bytes)
      throws IOException {
    Files.createDirectories(target.getParent());
    java.nio.file.Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      // The name must not survive a power cut that the content does not.
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    return temporary;
  }
}
