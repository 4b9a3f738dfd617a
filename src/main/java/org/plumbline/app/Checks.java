package org.plumbline.app;

/** What a command asks of a job beyond what every command does. */
final class Checks {
  private Checks() {}

  /**
   * Held-out rows, which everything that judges a model needs.
   *
   * @throws org.plumbline.Failure CONFIGURATION where none are held out
   */
  static void heldOutRows(JobConfig job) {
    if (job.settings().value(TrainingKeys.HOLDOUT) == 0) {
      throw job.settings()
          .refused(
              TrainingKeys.HOLDOUT,
              "models are judged on held-out rows, so this is for train alone",
              "set a share such as 0.2");
    }
  }

  /**
   * A policy under which decisions wait for a person.
   *
   * @throws org.plumbline.Failure CONFIGURATION where nobody is asked
   */
  static void approval(JobConfig job) {
    heldOutRows(job);
    if (!job.settings().value(PromotionKeys.REQUIRE_APPROVAL)) {
      throw job.settings()
          .refused(
              PromotionKeys.REQUIRE_APPROVAL,
              "no decision waits for an approval",
              "set it to true");
    }
  }

  /**
   * A table to score.
   *
   * @throws org.plumbline.Failure CONFIGURATION where there is none
   */
  static void scoring(JobConfig job) {
    if (!TableKeys.SCORING.isSet(job.settings())) {
      throw job.settings()
          .refused(
              ScoringKeys.SCORING_PATH,
              "there is nothing to score",
              "set scoring.table.path and scoring.output.path");
    }
  }

  /**
   * Something to watch.
   *
   * @throws org.plumbline.Failure CONFIGURATION where nothing is watched
   */
  static void monitoring(JobConfig job) {
    if (job.settings().value(MonitoringKeys.MONITORING_OF).isEmpty()) {
      throw job.settings()
          .refused(
              MonitoringKeys.MONITORING_OF,
              "nothing is watched",
              "set monitoring.of = inputs or scores");
    }
  }
}
