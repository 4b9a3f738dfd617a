package org.plumbline.scan;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.table.BlockSource;
import org.plumbline.table.ByteRange;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/** Rows that one task reads: a range of a data file, or a partition of a relation. */
sealed interface Piece permits FilePiece, RelationPiece {

  /** About a row group or two; a task of this size outweighs its start by far. */
  long LARGEST = 128L << 20;

  long SMALLEST = 1L << 20;

  /** What opening a file costs, as bytes that could be read meanwhile. */
  long OPENING = 1L << 20;

  int TASKS_PER_CORE = 4;

  /** The file's place in the list that was cut. */
  int index();

  /** The file, or what stands for the rows of a relation. */
  DataFile file();

  /** Whether it is the file. */
  boolean isWhole();

  /**
   * Opens the piece, once.
   *
   * @param columns of each block
   */
  BlockSource open(Snapshot snapshot, List<String> columns, Configuration hadoop);

  /**
   * Cuts large files and packs small ones into tasks of about the same size: the files' order is
   * kept.
   */
  static List<List<Piece>> tasks(List<DataFile> files, int cores) {
    long total = files.stream().mapToLong(file -> file.size() + OPENING).sum();
    long target = Math.min(LARGEST, Math.max(SMALLEST, total / ((long) cores * TASKS_PER_CORE)));
    List<List<Piece>> tasks = new ArrayList<>();
    List<Piece> task = new ArrayList<>();
    long filled = 0;
    for (int index = 0; index < files.size(); index++) {
      for (FilePiece piece : cut(index, files.get(index), target)) {
        long cost = Math.min(piece.range().to(), piece.file().size()) - piece.range().from();
        if (filled + cost > target && !task.isEmpty()) {
          tasks.add(List.copyOf(task));
          task.clear();
          filled = 0;
        }
        task.add(piece);
        filled += cost + OPENING;
      }
    }
    if (!task.isEmpty()) {
      tasks.add(List.copyOf(task));
    }
    return tasks;
  }

  private static List<FilePiece> cut(int index, DataFile file, long target) {
    long count = Math.max(1, Math.round((double) file.size() / target));
    List<FilePiece> pieces = new ArrayList<>();
    for (long piece = 0; piece < count; piece++) {
      long from = file.size() * piece / count;
      long to = piece == count - 1 ? Long.MAX_VALUE : file.size() * (piece + 1) / count;
      pieces.add(new FilePiece(index, file, new ByteRange(from, to)));
    }
    return pieces;
  }
}
