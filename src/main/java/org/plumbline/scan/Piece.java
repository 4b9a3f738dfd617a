package org.plumbline.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.table.ByteRange;
import org.plumbline.table.DataFile;

/**
 * A range of bytes of a data file, read by one task.
 *
 * @param index the file's place in the list that was cut
 */
record Piece(int index, DataFile file, ByteRange range) implements Serializable {

  /** About a row group or two; a task of this size outweighs its start by far. */
  private static final long LARGEST = 128L << 20;

  private static final long SMALLEST = 1L << 20;

  /** What opening a file costs, as bytes that could be read meanwhile. */
  private static final long OPENING = 1L << 20;

  private static final int TASKS_PER_CORE = 4;

  /** Whether it is the file. */
  boolean isWhole() {
    return range.from() == 0 && range.to() == Long.MAX_VALUE;
  }

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
      for (Piece piece : cut(index, files.get(index), target)) {
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

  private static List<Piece> cut(int index, DataFile file, long target) {
    long count = Math.max(1, Math.round((double) file.size() / target));
    List<Piece> pieces = new ArrayList<>();
    for (long piece = 0; piece < count; piece++) {
      long from = file.size() * piece / count;
      long to = piece == count - 1 ? Long.MAX_VALUE : file.size() * (piece + 1) / count;
      pieces.add(new Piece(index, file, new ByteRange(from, to)));
    }
    return pieces;
  }
}
