package org.plumbline.app;

import java.nio.charset.StandardCharsets;
import org.plumbline.cycle.ReportWriter;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.report.Reports;
import org.plumbline.table.Storage;

/** Writes the views of a cycle beside its records. */
record ReportFiles(Storage storage) implements ReportWriter {

  @Override
  public void write(Views views) {
    replace(views.folder() + "/report.html", Reports.html(views.cycle()));
    replace(views.folder() + "/report.txt", Reports.text(views.cycle()));
    storage.replace(views.folder() + "/report.json", Reports.json(views.cycle()));
    views.cycle().monitoring().ifPresent(record -> monitoring(views, record));
    replace(
        views.home() + "/index.html",
        Reports.index(views.cycle().name(), views.cycles(), views.champions()));
  }

  private void monitoring(Views views, MonitoringRecord record) {
    String name = views.cycle().name();
    replace(
        views.folder() + "/monitoring.html",
        Reports.monitoring(name, record, views.cycles(), views.champions()));
    replace(views.folder() + "/monitoring.txt", Reports.monitoringText(name, record));
  }

  private void replace(String path, String text) {
    storage.replace(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
