package org.plumbline.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.Failure;
import org.plumbline.table.Json;

/**
 * Where a process speaks: results on {@code out}, everything else on {@code err}.
 *
 * @param clock dates what is logged
 */
record Console(PrintStream out, PrintStream err, Style style, Clock clock) {

  /** Who reads standard error. */
  enum Style {
    /** A person who watches: lines may be redrawn. */
    TERMINAL,
    /** A log that people read. */
    TEXT,
    /** A log that programs read: an object a line. */
    JSON
  }

  private static final String PROGRAM = "plumbline: ";

  /** Set by the launcher, which can ask; a Java program cannot for standard error alone. */
  private static final String TERMINAL = "plumbline.terminal";

  /** Set by the launcher, as the layout of Spark's own lines has to be set before it starts. */
  private static final String LOG_FORMAT = "plumbline.log-format";

  static Console ofProcess() {
    return new Console(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        styleOfProcess(),
        Clock.systemUTC());
  }

  private static Style styleOfProcess() {
    if (System.getProperty(LOG_FORMAT, "").equals("json")) {
      return Style.JSON;
    }
    return Boolean.getBoolean(TERMINAL) ? Style.TERMINAL : Style.TEXT;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** A writer on one of the streams, whose bytes are UTF-8 whatever the locale says. */
  static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Whether a person watches {@code err}. */
  boolean terminal() {
    return style == Style.TERMINAL;
  }

  /** One line on standard output. */
  void result(String line) {
    out.println(line);
    out.flush();
  }

  /** One clear line: problem, cause, remedy. */
  void failure(Failure failure) {
    problem(line(failure.getMessage(), failure.remedy()), Map.of("kind", failure.kind().word()));
    if (failure.kind() == Failure.Kind.INTERNAL) {
      failure.printStackTrace(err);
    }
    err.flush();
  }

  /** The line of a failure that happened elsewhere. */
  void problem(String message, String remedy) {
    problem(line(message, remedy), Map.of());
  }

  private void problem(String text, Map<String, ?> fields) {
    if (style == Style.JSON) {
      log("ERROR", text, fields);
    } else {
      err.println(PROGRAM + text);
      err.flush();
    }
  }

  /** Something that happened, dated. */
  void info(String text, Map<String, ?> fields) {
    if (style == Style.JSON) {
      log("INFO", text, fields);
    } else {
      note(now() + " INFO " + text);
    }
  }

  /** Something that went wrong and did no harm. */
  void warning(String text) {
    if (style == Style.JSON) {
      log("WARN", text, Map.of());
    } else {
      note("warning: " + text);
    }
  }

  /** Something a person may want to know, in one line or several. */
  void note(String text) {
    if (style == Style.JSON) {
      log("INFO", text, Map.of());
    } else {
      err.println(text);
      err.flush();
    }
  }

  /** With the keys that {@code conf/log4j2-json.properties} gives to other libraries' lines. */
  private void log(String level, String text, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", now().toString());
    line.put("level", level);
    line.put("logger", "plumbline");
    line.put("message", text);
    line.putAll(fields);
    err.println(Json.compact(line));
    err.flush();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Message and remedy as one line. */
  static String line(String message, String remedy) {
    String problem = Configurations.oneLine(message);
    if (remedy.isBlank()) {
      return problem;
    }
    boolean sentence = Character.isUpperCase(remedy.codePointAt(0));
    return problem + (sentence ? ". " : "; ") + Configurations.oneLine(remedy);
  }
}
