package org.plumbline.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.security.AccessControlException;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;

/** Says who must act when storage throws. */
public final class IoFailures {

  /** What S3A throws where the bucket is missing. */
  private static final String UNKNOWN_BUCKET = "UnknownStoreException";

  private IoFailures() {}

  /** IO, or what the absence of the file, its bucket or its file system means. */
  public static Failure reading(String path, Exception e) {
    Optional<Failure> known = known(path, e);
    if (known.isPresent()) {
      return known.get();
    }
    if (e instanceof FileNotFoundException || e instanceof java.nio.file.NoSuchFileException) {
      return new Failure(
          Kind.MISSING_INPUT, path + ": no such file", "Restore the file or correct the path.", e);
    }
    String remedy =
        e instanceof AccessDeniedException || e instanceof AccessControlException
            ? "Check with whose credentials this runs, and what they allow."
            : "";
    return new Failure(Kind.IO, path + ": reading failed: " + cause(e), remedy, e);
  }

  /** OUTPUT where the place refuses us, IO where writing failed on the way. */
  public static Failure writing(String path, Exception e) {
    Optional<Failure> known = known(path, e);
    if (known.isPresent()) {
      return known.get();
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

  /** What a file system says in a way of its own, whatever was asked of it. */
  private static Optional<Failure> known(String path, Exception e) {
    if (isUnknownFileSystem(e)) {
      return Optional.of(
          new Failure(
              Kind.UNSUPPORTED,
              path + ": no file system for it: " + cause(e),
              "Correct the path's scheme, or add the library that serves it to Spark's jars.",
              e));
    }
    if (has(e, SafeModeException.class.getSimpleName())) {
      return Optional.of(
          new Failure(
              Kind.IO,
              path + ": HDFS is in safe mode and takes no changes",
              "Run again once it has left it (hdfs dfsadmin -safemode get).",
              e));
    }
    if (has(e, UNKNOWN_BUCKET)) {
      return Optional.of(
          new Failure(
              Kind.MISSING_INPUT,
              path + ": no such bucket at the S3 service asked",
              "Create the bucket, or correct the path or fs.s3a.endpoint.",
              e));
    }
    return Optional.empty();
  }

  /** By name: a class of S3A is there only with its library, and servers send names. */
  private static boolean has(Throwable thrown, String simpleName) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getSimpleName().equals(simpleName)) {
        return true;
      }
    }
    return false;
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
}
