package org.plumbline.app;

import org.apache.hadoop.util.ShutdownHookManager;

/**
 * What is still to be done when SIGTERM ends the process within a run: before Spark's own hook
 * stops the session and Hadoop's closes the file systems. The process ends with 143 by itself.
 */
final class Interruption {
  /** Spark stops at 50, Hadoop closes file systems at 10; the highest comes first. */
  private static final int PRIORITY = 100;

  private final Runnable hook;

  private Interruption(Runnable hook) {
    this.hook = hook;
  }

  static Interruption watch(Runnable lastWords) {
    ShutdownHookManager.get().addShutdownHook(lastWords, PRIORITY);
    return new Interruption(lastWords);
  }

  /** The run is over: SIGTERM finds nothing to be done. */
  void forget() {
    ShutdownHookManager hooks = ShutdownHookManager.get();
    if (!hooks.isShutdownInProgress()) { // else it is running, or has run
      hooks.removeShutdownHook(hook);
    }
  }
}
