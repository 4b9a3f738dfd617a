package org.plumbline.table;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.plumbline.Failure;
import org.xerial.snappy.SnappyIOException;

/**
 * Says what is wrong with a file that could not be read. parquet-java reports damage by exceptions
 * of many classes, runtime ones among them, so this judges by exclusion: what is neither a missing
 * file, missing keys nor failing storage is a damaged file.
 */
final class Unreadable {

  private Unreadable() {}

  /**
   * @param file name for messages
   * @param column where it is known which one was being decoded
   * @param thrown by parquet-java, or a failure of ours, which does not name the place yet
   * @return MISSING_INPUT, UNSUPPORTED, IO or DATA
   */
  static Failure failure(String file, Optional<String> column, Exception thrown) {
    String where = column.map(name -> file + ": column " + name).orElse(file);
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return new Failure(
            failure.kind(), where + ": " + failure.getMessage(), failure.remedy(), thrown);
      }
      if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
        return new Failure(
            Failure.Kind.MISSING_INPUT,
            file + ": the file is gone, though its table lists it",
            "Pin the table anew with --refresh, or restore the file.",
            thrown);
      }
      if (cause instanceof ParquetCryptoRuntimeException) {
        return new Failure(
            Failure.Kind.UNSUPPORTED,
            file + ": encrypted, and its keys cannot be had: " + reason(cause),
            "Give Hadoop's options parquet.crypto.factory.class and those of its key service.",
            thrown);
      }
      if (isStorage(cause)) {
        return new Failure(
            Failure.Kind.IO,
            file + ": reading failed: " + reason(cause),
            "Run again; if it stays, look at the storage.",
            thrown);
      }
    }
    return new Failure(
        Failure.Kind.DATA,
        where + ": damaged, cut short, or not a Parquet file: " + reason(root(thrown)),
        "Write the file anew, or remove it from its table.",
        thrown);
  }

  /** Storage throws children of IOException that neither parquet-java nor a codec throws. */
  private static boolean isStorage(Throwable cause) {
    return cause instanceof IOException
        && cause.getClass() != IOException.class
        && !(cause instanceof EOFException)
        && !(cause instanceof ZipException)
        && !(cause instanceof SnappyIOException)
        && !(cause instanceof ChecksumException);
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** In one line. */
  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
