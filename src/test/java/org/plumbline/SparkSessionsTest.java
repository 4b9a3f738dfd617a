package org.plumbline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparkSessionsTest {

  @Test
  void sharedSessionAnswers() {
    assertThat(SparkSessions.shared().range(3).count()).isEqualTo(3);
  }
}
