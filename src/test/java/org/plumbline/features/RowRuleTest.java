package org.plumbline.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowRuleTest {

  private static final Split SPLIT = new Split(List.of("id"), 0.2, 5);
  private static final RowRule FULL =
      new RowRule(
          Optional.of(Condition.parse("area > 10.0 and kind = 'flat'")),
          "price",
          Optional.of("w"),
          Optional.of("sold_on"),
          ZoneId.of("Europe/Paris"),
          MissingPolicy.DROP,
          List.of("rooms", "area"),
          SPLIT);
  private static final RowRule BARE =
      new RowRule(
          Optional.empty(),
          "price",
          Optional.empty(),
          Optional.empty(),
          ZoneId.of("UTC"),
          MissingPolicy.FAIL,
          List.of(),
          new Split(List.of(), 0, 1));

  @Test
  void travelsToTasksUnchanged() throws Exception {
    assertThat(Serialization.copyOf(FULL)).isEqualTo(FULL);
    assertThat(Serialization.copyOf(BARE)).isEqualTo(BARE);
  }

  @Test
  void digestsAreThoseThatStoredStatisticsAreFoundBy() {
    assertThat(FULL.digest())
        .isEqualTo("3c25e6b9e3cbde4c3e3ba9c062d61c41695776b1245baaf9964cda604d81905b");
    assertThat(BARE.digest())
        .isEqualTo("51800420c6fc596fcc4e83f0df89c5f52ca4c17125cf070458776546dccdc71b");
    assertThat(new Definition.NumberTerm("area").digest()).isEqualTo("57babbd8ff71a62c");
  }

  @Test
  void digestIsOfTheMeaningAlone() {
    RowRule sameMeaning =
        new RowRule(
            Optional.of(Condition.parse("`kind`='flat' AND area>1e1")),
            "price",
            Optional.of("w"),
            Optional.of("sold_on"),
            ZoneId.of("Europe/Paris"),
            MissingPolicy.DROP,
            List.of("area", "rooms", "area"),
            SPLIT);
    RowRule otherZoneWithoutEventTime =
        new RowRule(
            Optional.empty(),
            "price",
            Optional.empty(),
            Optional.empty(),
            ZoneId.of("Asia/Tokyo"),
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of(), 0, 7));
    assertThat(sameMeaning.digest()).isEqualTo(FULL.digest());
    assertThat(otherZoneWithoutEventTime.digest()).isEqualTo(BARE.digest());
  }

  @Test
  void digestChangesWithEveryPartThatCanChangeARow() {
    assertThat(List.of(with(0.3, 5).digest(), with(0.2, 4).digest(), BARE.digest()))
        .doesNotHaveDuplicates()
        .doesNotContain(FULL.digest());
  }

  private static RowRule with(double holdout, int folds) {
    return new RowRule(
        FULL.where(),
        FULL.label(),
        FULL.weight(),
        FULL.eventTime(),
        FULL.timeZone(),
        FULL.missing(),
        FULL.droppers(),
        new Split(List.of("id"), holdout, folds));
  }
}
