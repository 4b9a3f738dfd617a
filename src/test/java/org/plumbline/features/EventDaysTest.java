package org.plumbline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.columns.Block;

class EventDaysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Paris",
        "America/New_York",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "+05:30"
      })
  void dayOfAnInstantIsItsDayInTheZone(String name) {
    ZoneId zone = ZoneId.of(name);
    ZoneDays days = new ZoneDays(zone);
    Random random = new Random(7);
    for (int trial = 0; trial < 20_000; trial++) {
      Instant transition = nearTransition(zone, random);
      Instant instant = transition.plus(random.nextInt(4) - 2, ChronoUnit.MICROS);
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
      assertThat(days.dayOf(micros))
          .as("%s in %s", instant, zone)
          .isEqualTo((int) instant.atZone(zone).toLocalDate().toEpochDay());
    }
  }

  /** A transition, a midnight or any instant between 1900 and 2100. */
  private static Instant nearTransition(ZoneId zone, Random random) {
    long second = random.nextLong(-2_200_000_000L, 4_100_000_000L);
    Instant instant = Instant.ofEpochSecond(second);
    if (random.nextBoolean() && zone.getRules().nextTransition(instant) != null) {
      return zone.getRules().nextTransition(instant).getInstant();
    }
    return random.nextBoolean()
        ? instant.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant()
        : instant;
  }

  @Test
  void readingWithoutZoneKeepsItsOwnDay() {
    long lastMicro = -1;
    Block block = new Blocks().longs("at", Blocks.LOCAL, lastMicro, 0L, null).build();
    EventDays days = new EventDays("at", ZoneId.of("Asia/Tokyo"), block.schema());
    days.read(block);
    assertThat(days.day(0)).isEqualTo(-1);
    assertThat(days.day(1)).isZero();
    assertThat(days.day(2)).isEqualTo(EventDays.NO_DAY);
  }

  @Test
  void partitionTextIsAnIsoDate() {
    Block block = new Blocks().texts("day", "2026-01-02", null, "1969-12-31").build();
    EventDays days = new EventDays("day", ZoneOffset.UTC, block.schema());
    days.read(block);
    assertThat(days.day(0)).isEqualTo(20455);
    assertThat(days.day(1)).isEqualTo(EventDays.NO_DAY);
    assertThat(days.day(2)).isEqualTo(-1);
  }

  @Test
  void partitionTextThatIsNoDateIsNamed() {
    Block block = new Blocks().texts("day", "2026-1-2").build();
    EventDays days = new EventDays("day", ZoneOffset.UTC, block.schema());
    assertThatThrownBy(() -> days.read(block))
        .hasMessage("event time `day`: the partition value '2026-1-2' is no ISO date");
  }
}
