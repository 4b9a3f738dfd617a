package org.plumbline.cycle;

import org.apache.spark.sql.SparkSession;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.Model;
import org.plumbline.table.Snapshot;

/** Fits a model's training rows again by other means and compares term by term. */
@FunctionalInterface
public interface CrossChecker {

  /**
   * @param window event days of the training rows; {@link DayRange#ALL} without an event time
   * @return agreement with the model's coefficients
   */
  CrossCheck check(
      SparkSession spark, Snapshot snapshot, Design design, DayRange window, Model model);
}
