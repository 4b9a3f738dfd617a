package org.plumbline.cycle;

import org.plumbline.Failure;

/** Told how a run goes on, for progress and logs. */
public interface StageListener {

  /** Hears nothing. */
  StageListener SILENT = new StageListener() {};

  /**
   * @param stage its name, as the result lists it
   * @param description in words, with names and numbers
   */
  default void started(String stage, String description) {}

  /**
   * @param outcome what came of it, in words and numbers; may be empty
   */
  default void ended(String stage, double seconds, String outcome) {}

  /** The run ends with this failure; its result follows. */
  default void failed(Failure failure) {}
}
