package org.plumbline.app;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import org.plumbline.Failure;

/** A key with the value written for it. */
record Setting(String key, ConfigValue value) {

  /** What a message shows of a value: enough to know it by. */
  private static final int SHOWN = 80;

  /** The value as one line, text without its quotes. */
  String text() {
    return value.valueType() == ConfigValueType.STRING
        ? (String) value.unwrapped()
        : value.render(ConfigRenderOptions.concise());
  }

  /** The failure {@code key = value: cause; remedy}, a long value cut short. */
  Failure refused(String cause, String remedy) {
    return new Failure(Failure.Kind.CONFIGURATION, key + " = " + shown() + ": " + cause, remedy);
  }

  private String shown() {
    String whole = Redaction.of(key, text());
    return whole.length() <= SHOWN ? whole : whole.substring(0, SHOWN - 1) + "…";
  }
}
