package org.plumbline;

import java.io.Serial;
import java.util.Locale;

/**
 * A run that cannot go on, told to the person who can act.
 *
 * <p>Every room throws this one exception: its {@link Kind} says who must act (and gives the exit
 * code), its message says problem and cause with values and names, its remedy says what to do. Both
 * are one line without line breaks. Anything else that reaches {@code main} is a defect of the
 * program ({@link Kind#INTERNAL}).
 */
public final class Failure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Who must act, and the process's exit code. */
  public enum Kind {
    /** The command line is not understood. */
    USAGE(64),
    /** The data does not fulfil what the configuration says of it. */
    DATA(65),
    /** A table, file, model, record or champion that is needed does not exist. */
    MISSING_INPUT(66),
    /** A table feature, codec, encoding or calendar, or a service, that is not supported. */
    UNSUPPORTED(69),
    /** A service that a run needs, which is not there now: the same run may succeed once it is. */
    UNAVAILABLE(69),
    /** A defect of the program. */
    INTERNAL(70),
    /** A home or output that cannot be written, or is not ours. */
    OUTPUT(73),
    /** Reading or writing failed on the way. */
    IO(74),
    /** A conflict was lost: the same run may succeed when tried again. */
    CONFLICT(75),
    /** The configuration is wrong, or asks for what this version does not serve. */
    CONFIGURATION(78);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** As results and logs write it: {@code missing-input}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The exit code of a process that ends with this kind, after {@code sysexits.h}. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String remedy;

  public Failure(Kind kind, String message, String remedy) {
    super(message);
    this.kind = kind;
    this.remedy = remedy;
  }

  public Failure(Kind kind, String message, String remedy, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.remedy = remedy;
  }

  public Kind kind() {
    return kind;
  }

  /** What to do about it, as a sentence; empty where the message says all. */
  public String remedy() {
    return remedy;
  }
}
