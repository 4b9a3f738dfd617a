package org.plumbline.app;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.plumbline.Failure;

/** Places that a driver on another machine is to find as well. */
final class SharedPlaces {
  private static final String PLACE = "path or URI";

  private SharedPlaces() {}

  /**
   * Looks at the places of a job.
   *
   * @return a word on those that lie on a local disk, which every machine would have to share
   * @throws Failure CONFIGURATION for one that depends on the working directory of this machine
   */
  static Optional<String> require(JobConfig job, Configuration hadoop) {
    String local =
        ConfigKeys.ALL.stream()
            .filter(key -> key.type().equals(PLACE))
            .filter(key -> isLocal(job.settings(), key, hadoop))
            .map(ConfigKey::name)
            .collect(Collectors.joining(", "));
    return local.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "warning: %s: %s on a local disk, which driver and executors must share"
                .formatted(job.name(), local));
  }

  private static boolean isLocal(Settings settings, ConfigKey<?> key, Configuration hadoop) {
    Optional<Path> place = settings.optional(key).map(String::valueOf).map(Path::new);
    boolean local = place.filter(path -> scheme(path, hadoop).equals("file")).isPresent();
    if (local && !place.get().isAbsolute()) {
      throw settings.refused(
          key,
          "a driver in the cluster has another working directory",
          "write an absolute path or a URI");
    }
    return local;
  }

  /** Without asking its file system, which the driver may know and this process may not. */
  private static String scheme(Path path, Configuration hadoop) {
    String scheme = path.toUri().getScheme();
    return scheme == null ? FileSystem.getDefaultUri(hadoop).getScheme() : scheme;
  }

  /** A place as it is called everywhere. */
  static String qualified(String place, Configuration hadoop) {
    Path path = new Path(place);
    FileSystem files = fileSystem(path, hadoop);
    return path.makeQualified(files.getUri(), files.getWorkingDirectory()).toString();
  }

  private static FileSystem fileSystem(Path path, Configuration hadoop) {
    try {
      return path.getFileSystem(hadoop);
    } catch (IOException unknown) {
      throw new Failure(
          Failure.Kind.UNSUPPORTED,
          path + ": " + Configurations.oneLine(String.valueOf(unknown.getMessage())),
          "name a place that Hadoop's file systems serve",
          unknown);
    }
  }
}
