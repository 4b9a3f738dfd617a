package org.plumbline.app;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.scan.Survey;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableSource;

/** Looks at a table and writes a configuration for it. */
final class Init {

  /**
   * @param table root of a Delta table or a folder of Parquet files
   * @param name of the model; without one that of the table
   * @param home where the model is to live; without one the folder {@code home} beside the file
   */
  record Request(
      String table,
      String label,
      Optional<String> eventTime,
      List<String> key,
      Optional<String> name,
      Optional<String> home,
      Path out) {
    Request {
      key = List.copyOf(key);
    }
  }

  private static final int LONGEST_NAME = 63;

  private final Session session;
  private final LocalDate today;

  Init(Session session, LocalDate today) {
    this.session = session;
    this.today = today;
  }

  /**
   * What was written.
   *
   * @throws Failure as pinning and reading a table do; OUTPUT where the file is there or cannot be
   *     written; DATA for a table of which nothing can be made; CONFIGURATION for a name or a home
   *     that is refused
   */
  ProposedConfiguration run(Request request) {
    requireNew(request.out());
    request.name().ifPresent(Init::requireName);
    Configuration hadoop = session.hadoop();
    TableSource source =
        new TableSource(
            Snapshots.formatAt(request.table(), hadoop), request.table(), OptionalLong.empty());
    Snapshot snapshot = Snapshots.pin(source, hadoop);
    requireNumber(snapshot, request.label());
    request.eventTime().ifPresent(snapshot::column);
    request.key().forEach(snapshot::column);
    SurveyedTable table =
        new SurveyedTable(
            snapshot,
            path(request.table(), snapshot, hadoop),
            request.label(),
            Survey.of(snapshot, request.label(), session::session));
    ProposedConfiguration proposed =
        new ProposedConfiguration(
            Proposal.of(table, request.eventTime(), request.key(), today),
            request.name().orElseGet(() -> name(snapshot)),
            request.home().orElseGet(() -> besideFile(request.out())));
    String text = proposed.text();
    new JobConfig(Settings.of(ConfigFactory.parseString(text).resolve())).specification();
    write(text, request.out());
    return proposed;
  }

  private static void requireName(String name) {
    DataKeys.NAME
        .reading()
        .read(new Setting(DataKeys.NAME.name(), ConfigValueFactory.fromAnyRef(name, "--name")));
  }

  private static void requireNumber(Snapshot snapshot, String label) {
    Field field = snapshot.column(label);
    if (!field.type().isNumber()) {
      String type = field.type() instanceof ColumnType.Text ? "text" : "no number";
      throw new Failure(
          Failure.Kind.DATA,
          "%s: the label %s is %s, which a regression cannot predict"
              .formatted(snapshot.name(), label, type),
          "name a column of numbers with --label");
    }
  }

  /** As given where it says the same from every folder, else the whole path. */
  private static String path(String given, Snapshot snapshot, Configuration hadoop) {
    String root = snapshot.root();
    String plain = root.replaceFirst("^file:/+", "/");
    boolean local = SharedPlaces.qualified(plain, hadoop).equals(root);
    return local ? plain : given.contains(":/") ? given : root;
  }

  private static String name(Snapshot snapshot) {
    String last = snapshot.root().replaceAll("/+$", "").replaceFirst(".*/", "");
    String plain =
        last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.isEmpty() ? "model" : plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
  }

  private static String besideFile(Path out) {
    return out.toAbsolutePath().normalize().resolveSibling("home").toString();
  }

  private static void requireNew(Path out) {
    if (Files.exists(out)) {
      throw exists(out);
    }
  }

  private static void write(String text, Path out) {
    Path file = out.toAbsolutePath().normalize();
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      throw exists(out);
    } catch (IOException unwritable) {
      throw new Failure(
          Failure.Kind.OUTPUT,
          "--out " + out + ": it cannot be written: " + unwritable.getMessage(),
          "name another file",
          unwritable);
    }
  }

  private static Failure exists(Path out) {
    return new Failure(
        Failure.Kind.OUTPUT,
        "--out " + out + ": it is there, and is not overwritten",
        "name another file, or delete it");
  }
}
