package org.plumbline.app;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.cycle.Cycle;
import org.plumbline.cycle.StageListener;
import org.plumbline.cycle.Workshop;
import org.plumbline.mllib.LbfgsSolver;
import org.plumbline.mllib.LinearRegressionCheck;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Storage;

/** What every command works with; time comes in here. */
record Desk(Console console, Clock clock) {

  /** Asks a cycle with a session at hand, for commands that answer a question. */
  <T> T ask(SparkOptions options, Function<Cycle, T> question) {
    return question.apply(
        new Cycle(workshop(Session.prepare(options, started -> {}), StageListener.SILENT)));
  }

  Workshop workshop(Session session, StageListener listener) {
    Configuration hadoop = session.hadoop();
    Storage storage = new HadoopStorage(hadoop);
    return new Workshop(
        session,
        storage,
        hadoop,
        clock,
        Desk::runId,
        new LinearRegressionCheck(),
        new LbfgsSolver(),
        new ReportFiles(storage),
        listener,
        Version.ofCode());
  }

  /** Storage as a session with these options would have it, without starting one. */
  Storage storage(SparkOptions options) {
    try {
      return new HadoopStorage(Session.prepare(options, started -> {}).hadoop());
    } catch (Failure refused) {
      // The settings are what the run failed for: its result goes where Hadoop's defaults lead.
      return new HadoopStorage(new Configuration());
    }
  }

  static String runId() {
    return UUID.randomUUID().toString();
  }
}
