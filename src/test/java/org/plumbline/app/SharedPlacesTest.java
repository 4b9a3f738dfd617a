package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;

/** Places that a driver on another machine is to find. */
class SharedPlacesTest {
  private static final Configuration HADOOP = new Configuration();

  @Test
  void thoseOnALocalDiskAreNamed() {
    assertThat(SharedPlaces.require(job("/data/home", "file:/data/sales"), HADOOP))
        .contains(
            "warning: prices: home, data.table.path on a local disk,"
                + " which driver and executors must share");
  }

  @Test
  void thoseThatEveryMachineReachesAreNotSpokenOf() {
    Configuration remote = new Configuration();
    remote.set("fs.defaultFS", "hdfs://names:8020");

    assertThat(SharedPlaces.require(job("home", "s3a://bucket/sales"), remote)).isEmpty();
  }

  @Test
  void thoseBesideTheWorkingDirectoryAreRefused() {
    assertThatThrownBy(() -> SharedPlaces.require(job("/data/home", "data/sales"), HADOOP))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessage(
            "data.table.path = data/sales: a driver in the cluster has another working directory");
  }

  @Test
  void aResultIsCalledTheSameEverywhere() {
    assertThat(SharedPlaces.qualified("/runs/a.json", HADOOP)).isEqualTo("file:/runs/a.json");
    assertThat(SharedPlaces.qualified("runs/a.json", HADOOP)).matches("file:/.+/runs/a\\.json");
  }

  private static JobConfig job(String home, String table) {
    return new JobConfig(
        Settings.of(
            ConfigFactory.parseString(
                """
                name = prices
                home = "%s"
                data { table.path = "%s", key = [id], label = price, features = [area] }
                """
                    .formatted(home, table))));
  }
}
