package org.plumbline.cycle;

import java.util.List;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleDocument;

/** Redraws the views of a cycle from its records: reports in its folder, the index of the home. */
@FunctionalInterface
public interface ReportWriter {

  /**
   * What a report is drawn from.
   *
   * @param home the folder home/name, where {@code index.html} belongs
   * @param folder the cycle's folder, where {@code report.html}, {@code report.txt} and {@code
   *     report.json} belong
   * @param cycle all records of the cycle
   * @param cycles every cycle, oldest first, this one included; their snapshots list no files
   * @param champions every pointer, in order of sequence
   */
  record Views(
      String home,
      String folder,
      CycleDocument cycle,
      List<CycleDocument> cycles,
      List<Champion> champions) {}

  /** Replaces each view atomically. */
  void write(Views views);
}
