package org.plumbline.app;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import org.plumbline.Failure;

/** A key with the value written for it. */
record Setting(String key, ConfigValue value) {

  /** The value as one line, text without its quotes. */
  String text() {
    return value.valueType() == ConfigValueType.STRING
        ? (String) value.unwrapped()
        : value.render(ConfigRenderOptions.concise());
  }

  /** The failure {@code key = value: cause; remedy}. */
  Failure refused(String cause, String remedy) {
    return new Failure(
        Failure.Kind.CONFIGURATION, key + " = " + Redaction.of(key, text()) + ": " + cause, remedy);
  }
}
