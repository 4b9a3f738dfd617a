package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationDigestTest {

  @Test
  void isSha256InHexadecimal() {
    assertThat(Configured.digest()).matches("[0-9a-f]{64}");
  }

  /** Raised by hand alone: a new digest starts new cycles everywhere. */
  @Test
  void staysTheSameBetweenVersions() {
    assertThat(Configured.digest()).isEqualTo(GOLDEN);
  }

  private static final String GOLDEN =
      "f119c4da29019ff5d5eb131e8e446282aef1243e39be921e21de54c10921190e";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "home = elsewhere",
        "split.holdout = 0.20",
        "split.by = [sale_id]",
        "data.time-zone = UTC",
        "data.features = [{ column = area }, rooms]",
        "training.precision = auto",
        "evaluation.days = 30"
      })
  void doesNotSeeHomeDefaultsAndSpelling(String line) {
    assertThat(Configured.digest(line)).isEqualTo(Configured.digest());
  }

  @Test
  void seesDaysAndConditionsByTheirMeaning() {
    assertThat(Configured.digest("training.window = 365d"))
        .isEqualTo(Configured.digest("training.window = \"365 days\""));
    assertThat(Configured.digest("data.where = \"rooms  >=  2\""))
        .isEqualTo(Configured.digest("data.where = \"rooms >= 2\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name = other",
        "data.table.path = elsewhere",
        "data.table.version = 3",
        "data.features = [rooms, area]",
        "data.features = [area, { column = rooms, missing = drop }]",
        "data.where = \"rooms > 2\"",
        "split.holdout = 0.1",
        "training.window = 7 days",
        "training.intercept = false",
        "promotion.margin = 0.01"
      })
  void seesWhatChangesAModelOrItsJudgement(String line) {
    assertThat(Configured.digest(line)).isNotEqualTo(Configured.digest());
  }

  @Test
  void doesNotSeeSecrets() {
    assertThat(Configured.digest("data.table.path = \"s3a://me:one@bucket/t\""))
        .isEqualTo(Configured.digest("data.table.path = \"s3a://you:two@bucket/t\""));
  }
}
