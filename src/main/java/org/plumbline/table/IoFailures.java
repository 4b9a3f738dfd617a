package org.plumbline.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;

/** Says who must act when storage throws. */
final class IoFailures {

  private IoFailures() {}

  /** IO, or what the file system's absence means. */
  static Failure reading(String path, Exception e) {
    if (isUnknownFileSystem(e)) {
      return unknownFileSystem(path, e);
    }
    if (e instanceof FileNotFoundException || e instanceof java.nio.file.NoSuchFileException) {
      return new Failure(
          Kind.MISSING_INPUT, path + ": no such file", "Restore the file or correct the path.", e);
    }
    return new Failure(Kind.IO, path + ": reading failed: " + cause(e), "", e);
  }

  /** OUTPUT where the place refuses us, IO where writing failed on the way. */
  static Failure writing(String path, Exception e) {
    if (isUnknownFileSystem(e)) {
      return unknownFileSystem(path, e);
    }
    if (isRefused(e)) {
      return new Failure(
          Kind.OUTPUT,
          path + ": cannot be written: " + cause(e),
          "Choose a path where this user may create files.",
          e);
    }
    return new Failure(Kind.IO, path + ": writing failed: " + cause(e), "", e);
  }

  /** The exception on one line, by class name where it says nothing itself. */
  static String cause(Throwable e) {
    String type = e.getClass().getSimpleName();
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? type
        : type + ": " + message.lines().findFirst().orElse("").strip();
  }

  private static boolean isRefused(Exception e) {
    return e instanceof AccessDeniedException
        || e instanceof AccessControlException
        || e instanceof NotDirectoryException
        || e instanceof ParentNotDirectoryException
        || e instanceof FileAlreadyExistsException
        || e instanceof org.apache.hadoop.fs.FileAlreadyExistsException
        || e instanceof FileNotFoundException
        || e instanceof java.nio.file.NoSuchFileException
        || e instanceof ReadOnlyFileSystemException
        || (e instanceof IOException && cause(e).contains("Read-only file system"))
        || (e instanceof IOException && cause(e).contains("Not a directory"))
        || (e instanceof IOException && cause(e).contains("Mkdirs failed"));
  }

  private static boolean isUnknownFileSystem(Exception e) {
    return e instanceof UnsupportedFileSystemException
        || e.getCause() instanceof ClassNotFoundException;
  }

  private static Failure unknownFileSystem(String path, Exception e) {
    return new Failure(
        Kind.UNSUPPORTED,
        path + ": no file system for it: " + cause(e),
        "Correct the path's scheme, or add the library that serves it to Spark's jars.",
        e);
  }
}
