package org.plumbline.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.plumbline.Failure;
import org.plumbline.cycle.StageListener;

/**
 * Says on standard error how a run goes on: one line a stage; within a long one the tasks done and
 * the time left, redrawn on a terminal, in a log now and then.
 */
final class Progress extends SparkListener implements StageListener {
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration LOG_PAUSE = Duration.ofSeconds(30);
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Console console;
  private final Clock clock;
  private String about = "";
  private String description = "";
  private String told = "";
  private Instant begun;
  private Instant spoken;
  private int tasks;
  private int done;

  Progress(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
    this.begun = clock.instant();
    this.spoken = begun;
  }

  /** What the coming stages belong to: name and day. */
  synchronized void about(String subject) {
    about = subject;
    told = "";
  }

  @Override
  public synchronized void started(String stage, String descriptionInWords) {
    description = descriptionInWords;
    begun = clock.instant();
    spoken = begun;
    tasks = 0;
    done = 0;
  }

  @Override
  public synchronized void ended(String stage, double seconds, String outcome) {
    erase();
    console.info(
        String.format(
            Locale.ROOT,
            "%s %s: %s (%.1f s)%s",
            about,
            stage,
            description,
            seconds,
            outcome.isEmpty() ? "" : ": " + outcome),
        Map.of("about", about, "stage", stage, "seconds", seconds));
  }

  @Override
  public synchronized void failed(Failure failure) {
    erase();
    // What ends a run may also keep it from being recorded: said once.
    if (!failure.getMessage().equals(told)) {
      console.failure(failure);
      told = failure.getMessage();
    }
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    job.stageInfos().foreach(stage -> tasks += stage.numTasks());
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    done++;
    Instant time = clock.instant();
    Duration pause = console.terminal() ? REDRAW : LOG_PAUSE;
    if (Duration.between(spoken, time).compareTo(pause) < 0) {
      return;
    }
    spoken = time;
    String line = "%s: %d of %d tasks%s".formatted(description, done, tasks, left(time));
    if (console.terminal()) {
      console.err().print(ERASE_LINE + about + " " + line);
      console.err().flush();
    } else {
      console.info(about + " " + line, Map.of("about", about, "done", done, "tasks", tasks));
    }
  }

  /** Time left if the tasks to come take as long as those done. */
  private String left(Instant time) {
    if (done == 0 || tasks <= done) {
      return "";
    }
    double seconds = Duration.between(begun, time).toMillis() / 1e3 * (tasks - done) / done;
    return String.format(Locale.ROOT, ", %.0f s left", seconds);
  }

  private void erase() {
    if (console.terminal()) {
      console.err().print(ERASE_LINE);
    }
  }
}
