package org.plumbline.app;

import java.util.Locale;

/** What a model is exported as. */
enum ExportFormat {
  /** A folder: a Spark ML pipeline of stock stages. */
  SPARK,
  /** A file: one expression of SQL. */
  SQL,
  /** A file: flat terms, for other languages and for the scorer without Spark. */
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
