package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds the written pages to the descriptors. To draw them anew: {@code mvn test
 * -Dtest=ConfigurationPagesTest -DargLine=-Dplumbline.pages=write}.
 */
class ConfigurationPagesTest {

  @Test
  void theManualSaysWhatTheDescriptorsSay() throws IOException {
    assertPage(Path.of("docs", "configuration.md"), ConfigurationPages.manual());
  }

  @Test
  void theReferenceSaysWhatTheDescriptorsSay() throws IOException {
    assertPage(Path.of("conf", "reference.conf"), ConfigurationPages.reference());
  }

  @Test
  void theReferenceIsAConfigurationOfKnownKeysAtTheirDefaults() {
    Settings settings = Settings.of(ConfigFactory.parseFile(new File("conf/reference.conf")));

    assertThat(ConfigKeys.ALL)
        .filteredOn(settings::isSet)
        .allSatisfy(
            key ->
                assertThat(settings.optional(key).map(Object::toString))
                    .isEqualTo(
                        key.fallbackValue()
                            .map(value -> key.reading().read(new Setting(key.name(), value)))
                            .map(Object::toString)))
        .hasSize((int) ConfigKeys.ALL.stream().filter(key -> key.fallback().isPresent()).count());
  }

  @Test
  void everyKeyIsDescribedOnce() {
    assertThat(ConfigKeys.ALL).extracting(ConfigKey::name).doesNotHaveDuplicates();
    assertThat(ConfigKeys.ALL).allSatisfy(key -> assertThat(key.help()).endsWith("."));
  }

  private static void assertPage(Path page, String expected) throws IOException {
    if (System.getProperty("plumbline.pages", "").equals("write")) {
      Files.writeString(page, expected);
    }
    assertThat(page).content().isEqualTo(expected);
  }
}
