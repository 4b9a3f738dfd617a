package org.plumbline.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.Result;
import org.plumbline.model.ScoresRecord;
import org.plumbline.model.TableInput;
import org.plumbline.model.TrainRecord;
import org.plumbline.model.Warning;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.table.Snapshot;

/** What a cycle read, in the words that text and page share. */
final class Inputs {
  private Inputs() {}

  /** {@code delta sales, version 59}: the table's format, path and version. */
  static String table(TableInput input) {
    String version = input.version().isPresent() ? ", version " + input.version().getAsLong() : "";
    return Names.visible(input.format() + " " + input.path()) + version;
  }

  /** The training table as the snapshot pins it, before anything is read. */
  static String pinned(CycleDocument cycle) {
    Snapshot table = cycle.snapshot().training();
    String version = table.version().isPresent() ? ", version " + table.version().getAsLong() : "";
    return table.format().name().toLowerCase(Locale.ROOT)
        + " "
        + Names.visible(table.root())
        + version
        + (table.isRelation() ? "" : ", " + Numbers.counted(table.files().size(), "file"));
  }

  static String kernel(KernelInfo kernel) {
    return kernel.name() + (kernel.bits() > 0 ? ", " + kernel.bits() + " bits" : "");
  }

  /** Warnings of all records, each once. */
  static List<Warning> warnings(CycleDocument cycle) {
    Set<Warning> warnings = new LinkedHashSet<>();
    cycle.train().map(TrainRecord::warnings).ifPresent(warnings::addAll);
    cycle.scores().map(ScoresRecord::warnings).ifPresent(warnings::addAll);
    cycle.result().map(Result::warnings).ifPresent(warnings::addAll);
    return new ArrayList<>(warnings);
  }
}
