package org.plumbline.app;

import java.util.Optional;

/** Who acts, for the audit log. */
final class Person {
  private Person() {}

  /** The user that runs this process, as the operating system names it. */
  static Optional<String> running() {
    return Optional.ofNullable(System.getProperty("user.name")).filter(name -> !name.isBlank());
  }
}
