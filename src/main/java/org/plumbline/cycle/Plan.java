package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code retrain} would read, reuse, compute and write; made without reading data.
 *
 * @param cycle number that the run would join or take
 * @param joins whether it would go on with records that are there
 * @param training statistics for the fit
 * @param errors training files read again for the errors of the coefficients
 * @param comparison statistics beyond those, where the champion is judged by others
 * @param evaluation files whose held-out rows of the last {@code evaluation.days} are read
 * @param scoring files whose rows are scored
 * @param stages in order, with what is done or why it is skipped
 * @param rules of the promotion policy, each in words
 * @param writes places, in words
 * @param notes what a person should know, with the remedy
 */
public record Plan(
    String name,
    LocalDate asOf,
    int cycle,
    boolean joins,
    Optional<Reading> training,
    Optional<Reading> errors,
    Optional<Reading> comparison,
    Optional<Reading> evaluation,
    Optional<Reading> scoring,
    Computing computing,
    List<Stage> stages,
    List<String> rules,
    List<String> writes,
    List<String> notes) {

  /**
   * What of a table.
   *
   * @param table format, name and version in words
   * @param path its root
   * @param files that may hold days of the window
   * @param toRead of those, files without stored statistics
   * @param reused of those, files whose statistics are stored
   * @param bytes of the files to read, as they lie on disk (columns not asked for included)
   * @param storeBytes read of the store to find out
   */
  public record Reading(
      String table,
      String path,
      Optional<LocalDate> firstDay,
      Optional<LocalDate> lastDay,
      int files,
      int toRead,
      int reused,
      long bytes,
      OptionalLong storeBytes) {}

  /**
   * How it is computed.
   *
   * @param terms numeric terms, without intercept and label
   * @param driverBytes forecast of what the statistics and their fit take on the driver
   * @param driverLimit the driver's heap
   * @param taskBytes forecast of what one task takes: accumulators and one block of every column
   * @param tasksAtOnce in a process that runs tasks
   * @param executorLimit its heap; that of the driver where tasks run there
   * @param resultBytes forecast of what the tasks send to the driver
   * @param resultLimit {@code spark.driver.maxResultSize}; absent where there is none
   */
  public record Computing(
      String solver,
      String precision,
      int terms,
      long driverBytes,
      long driverLimit,
      long taskBytes,
      int tasksAtOnce,
      long executorLimit,
      long resultBytes,
      OptionalLong resultLimit) {}

  /**
   * @param action {@code run}, {@code done} or {@code skip}
   */
  public record Stage(String name, String action, String detail) {}
}
