package org.plumbline.app;

import java.util.List;
import java.util.stream.Stream;

/** Every configuration key, in the order of the documentation. */
final class ConfigKeys {
  private ConfigKeys() {}

  static final List<ConfigKey<?>> ALL =
      Stream.of(
              DataKeys.ALL,
              TrainingKeys.ALL,
              PromotionKeys.ALL,
              ScoringKeys.ALL,
              MonitoringKeys.ALL,
              WatchingKeys.ALL)
          .<ConfigKey<?>>flatMap(List::stream)
          .toList();
}
