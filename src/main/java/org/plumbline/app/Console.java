package org.plumbline.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.plumbline.Failure;

/**
 * Where a process speaks: results on {@code out}, everything else on {@code err}.
 *
 * @param terminal whether a person watches {@code err}
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {
  private static final String PROGRAM = "plumbline: ";

  /** Set by the launcher, which can ask; a Java program cannot for standard error alone. */
  private static final String TERMINAL = "plumbline.terminal";

  static Console ofProcess() {
    return new Console(
        stream(FileDescriptor.out), stream(FileDescriptor.err), Boolean.getBoolean(TERMINAL));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** A writer on one of the streams, whose bytes are UTF-8 whatever the locale says. */
  static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** One line on standard output. */
  void result(String line) {
    out.println(line);
    out.flush();
  }

  /** One clear line: problem, cause, remedy. */
  void failure(Failure failure) {
    problem(failure.getMessage(), failure.remedy());
    if (failure.kind() == Failure.Kind.INTERNAL) {
      failure.printStackTrace(err);
    }
    err.flush();
  }

  /** The line of a failure that happened elsewhere. */
  void problem(String message, String remedy) {
    err.println(PROGRAM + line(message, remedy));
    err.flush();
  }

  /** Something a person may want to know. */
  void note(String text) {
    err.println(text);
    err.flush();
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
