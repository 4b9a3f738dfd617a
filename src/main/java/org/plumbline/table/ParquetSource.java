package org.plumbline.table;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/**
 * A Parquet file and the way to its bytes.
 *
 * @param name for messages
 * @param path absolute
 */
record ParquetSource(String name, Path path, Configuration hadoop) {

  static ParquetSource of(Snapshot snapshot, DataFile file, Configuration hadoop) {
    String location = snapshot.location(file);
    return new ParquetSource(location, new Path(location), hadoop);
  }

  static ParquetSource of(String path, Configuration hadoop) {
    return new ParquetSource(path, new Path(path), hadoop);
  }

  /** Opens the file and reads its footer. */
  ParquetPages open(ReadBuffers buffers) throws IOException {
    boolean local = isLocal();
    ParquetReadOptions options =
        HadoopReadOptions.builder(hadoop, path)
            .usePageChecksumVerification()
            .withUseHadoopVectoredIo(!local) // a gain on object stores, a loss on a disk
            .withCodecFactory(buffers.codecs())
            .withAllocator(buffers.chunks())
            .build();
    InputFile file =
        local
            ? new LocalFile(java.nio.file.Path.of(path.toUri().getPath()), buffers.piece())
            : HadoopInputFile.fromPath(path, hadoop);
    return ParquetPages.open(file, options, buffers);
  }

  /**
   * Whether the file lies on this machine's own disk, reached by Hadoop's plain file system: then
   * it is read past Hadoop, whose checksums cost a third of the time.
   */
  private boolean isLocal() throws IOException {
    return FileSystems.of(path, hadoop).getClass() == LocalFileSystem.class;
  }
}
