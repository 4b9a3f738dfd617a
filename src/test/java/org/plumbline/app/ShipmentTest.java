package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;

/** Configurations on their way to another machine. */
class ShipmentTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PLACE", "/data", "S3_SECRET", "hush", "ACCESS_KEY", "me", "HOME_SIZE", "3");

  @TempDir private Path folder;

  @Test
  void includesSubstitutionsAndVariablesAreResolved() throws IOException {
    Files.writeString(folder.resolve("base.conf"), "home = ${PLACE}/home\nsplit.folds = ${?FOLDS}");
    Files.writeString(
        folder.resolve("prices.conf"),
        """
        include "base.conf"
        name = prices
        data.table.path = ${home}/"sales of 2026"
        data.features = [{ column = "a \\"quoted\\" name" }, "täglich"]
        training.window = ${HOME_SIZE} days
        """);

    List<Config> shipped = read(ship("prices.conf", "data.label = price"));

    assertThat(shipped).hasSize(1);
    Config config = shipped.get(0);
    assertThat(config.getString("home")).isEqualTo("/data/home");
    assertThat(config.getString("data.table.path")).isEqualTo("/data/home/sales of 2026");
    assertThat(config.getString("data.label")).isEqualTo("price");
    assertThat(config.getString("training.window")).isEqualTo("3 days");
    assertThat(config.hasPath("split.folds")).isFalse();
    assertThat(config.getList("data.features").unwrapped())
        .containsExactly(Map.of("column", "a \"quoted\" name"), "täglich");
  }

  @Test
  void secretsStayReferencesWhereverTheyAreUsed() throws IOException {
    Files.writeString(
        folder.resolve("prices.conf"),
        """
        home = "s3a://"${ACCESS_KEY}":"${S3_SECRET}"@bucket/home"
        name = ${?PLACE}
        name = ${?S3_SECRET}
        """);

    String text = text(ship("prices.conf"));

    assertThat(text)
        .doesNotContain("hush")
        .contains("\"s3a://\"${ACCESS_KEY}\":\"${S3_SECRET}\"@bucket/home\"")
        .contains("${S3_SECRET}");
  }

  @Test
  void aReferenceIsLookedUpWhereTheDriverRuns() {
    String path = System.getenv("PATH");
    String shipment = encoded("jobs=[{\"name\":\"before \"${PATH}\" after\"}]");

    assertThat(Shipment.read(shipment).get(0).getString("name"))
        .isEqualTo("before " + path + " after");
    assertThatThrownBy(() -> Shipment.read(encoded("jobs=[{\"name\":${NOT_SET_ANYWHERE}}]")))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
              assertThat(failure.getMessage()).contains("NOT_SET_ANYWHERE");
              assertThat(failure.remedy()).isEqualTo("set the variable where the driver runs");
            });
  }

  @Test
  void aFolderIsShippedInOrderOfName() throws IOException {
    for (String name : List.of("b", "a")) {
      Files.writeString(folder.resolve(name + ".conf"), "name = " + name);
    }

    String shipment = Shipment.of(Configurations.written(folder, List.of()), ENVIRONMENT);

    assertThat(read(shipment))
        .extracting(config -> config.getString("name"))
        .containsExactly("a", "b");
    assertThat(shipment).matches("data:application/hocon;base64,[A-Za-z0-9_-]+");
  }

  @Test
  void whatNoLauncherMadeIsRefused() {
    for (String wrong : List.of("data:", "data:text/plain,a=b", encoded("jobs = 3"))) {
      assertThatThrownBy(() -> Shipment.read(wrong))
          .as(wrong)
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
    }
  }

  private String ship(String file, String... set) {
    return Shipment.of(Configurations.written(folder.resolve(file), List.of(set)), ENVIRONMENT);
  }

  private static List<Config> read(String shipment) {
    return Shipment.read(shipment);
  }

  private static String text(String shipment) {
    String base64 = shipment.substring(shipment.indexOf(',') + 1);
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return "data:application/hocon;base64," + Base64.getUrlEncoder().encodeToString(bytes);
  }
}
