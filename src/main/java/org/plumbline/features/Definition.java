package org.plumbline.features;

import java.io.Serializable;
import java.util.List;

/** How a term is made from columns. Closed: numbers now; levels, powers, products later. */
public sealed interface Definition extends Serializable {

  /** Its name for people, unique in a design. */
  String term();

  /** The columns it reads. */
  List<String> columns();

  /** {@code number}, … as model.json has it. */
  String kind();

  /**
   * SHA-256 of its meaning, the first 16 hex digits: equal definitions have equal digests, whatever
   * their term is called.
   */
  String digest();

  /** The column as a number: what {@code NumberColumn} reads. */
  record NumberTerm(String column) implements Definition {

    private static final String KIND = "number";
    private static final int DIGEST_DIGITS = 16;

    @Override
    public String term() {
      return column;
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public String digest() {
      return Digests.of(List.of(KIND, column)).substring(0, DIGEST_DIGITS);
    }
  }
}
