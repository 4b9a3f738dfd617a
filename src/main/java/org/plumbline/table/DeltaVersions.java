package org.plumbline.table;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Which versions of a Delta table can still be rebuilt, from the names in its log. */
final class DeltaVersions {

  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
  private static final Pattern CHECKPOINT = Pattern.compile("(\\d{20})\\.checkpoint\\..*parquet");

  private DeltaVersions() {}

  /** 0 while the first commit is there, else the oldest checkpoint. */
  static long oldest(String root, Configuration hadoop) {
    Path folder = new Path(root + "/_delta_log");
    long checkpoint = Long.MAX_VALUE;
    try {
      for (FileStatus file : FileSystems.of(folder, hadoop).listStatus(folder)) {
        String name = file.getPath().getName();
        Matcher commit = COMMIT.matcher(name);
        if (commit.matches() && Long.parseLong(commit.group(1)) == 0) {
          return 0;
        }
        Matcher found = CHECKPOINT.matcher(name);
        if (found.matches()) {
          checkpoint = Math.min(checkpoint, Long.parseLong(found.group(1)));
        }
      }
    } catch (IOException e) {
      throw IoFailures.reading(folder.toString(), e);
    }
    return checkpoint;
  }
}
