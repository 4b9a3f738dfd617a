package org.plumbline.report;

import java.util.List;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.table.Json;

/** The views of records that people read. Pure: the same records give the same text. */
public final class Reports {
  private Reports() {}

  /** As R's summary(lm) would say it, then judgement and inputs. */
  public static String text(CycleDocument cycle) {
    return TextReport.of(cycle);
  }

  /** One file, no scripts. */
  public static String html(CycleDocument cycle) {
    return Pages.render(CyclePage.of(cycle));
  }

  /** The same numbers as data. */
  public static byte[] json(CycleDocument cycle) {
    return Json.pretty(ReportData.of(cycle));
  }

  /**
   * {@code monitoring.html} beside the report: what moved, distributions, errors over time.
   *
   * @param cycles every cycle of the name, oldest first
   * @param champions by sequence
   */
  public static String monitoring(
      String name, MonitoringRecord record, List<CycleDocument> cycles, List<Champion> champions) {
    return Pages.render(MonitoringPage.of(name, record, cycles, champions));
  }

  /** The same in plain text. */
  public static String monitoringText(String name, MonitoringRecord record) {
    return MonitoringText.of(name, record);
  }

  /**
   * {@code home/name/index.html}: every cycle, who reigned, errors over time. Links are relative to
   * that file.
   *
   * @param cycles oldest first
   * @param champions by sequence
   */
  public static String index(String name, List<CycleDocument> cycles, List<Champion> champions) {
    return Pages.render(IndexPage.of(name, cycles, champions));
  }
}
