package org.plumbline.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.Failure;
import org.plumbline.columns.Schema;
import org.plumbline.features.Predictions;
import org.plumbline.table.Json;

/**
 * Scores rows in any JVM by an export in JSON: neither Spark nor Hadoop is on its class path, only
 * this program's jar and Jackson's.
 *
 * <pre>{@code
 * ModelScorer scorer = ModelScorer.load(Path.of("house-prices.json"));
 * OptionalDouble price = scorer.score(Map.of("area", 71.5, "district", "north"));
 * }</pre>
 *
 * <p>The code is that of the fit and of bulk scores, and so are the bits. One scorer serves any
 * number of threads.
 */
public final class ModelScorer {

  private final Exported exported;
  private final ThreadLocal<Predictions> predictions;

  private ModelScorer(Exported exported) {
    this.exported = exported;
    predictions =
        ThreadLocal.withInitial(() -> new Predictions(exported.scorer(), exported.schema()));
  }

  /**
   * @throws Failure MISSING_INPUT where there is no such file, IO where it is damaged, UNSUPPORTED
   *     where a later version wrote it
   */
  public static ModelScorer load(Path file) {
    try {
      return of(Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException missing) {
      throw new Failure(
          Failure.Kind.MISSING_INPUT,
          file + ": there is no such file",
          "Correct the path.",
          missing);
    } catch (IOException e) {
      throw unread(file.toString(), e);
    }
  }

  /**
   * Reads to the end and does not close.
   *
   * @throws Failure IO where it is damaged, UNSUPPORTED where a later version wrote it
   */
  public static ModelScorer load(InputStream export) {
    try {
      return of(export.readAllBytes(), "the export");
    } catch (IOException e) {
      throw unread("the export", e);
    }
  }

  private static Failure unread(String place, IOException e) {
    return new Failure(
        Failure.Kind.IO, place + ": it cannot be read: " + e.getMessage(), "Try again.", e);
  }

  static ModelScorer of(byte[] bytes, String place) {
    return new ModelScorer(Json.read(bytes, TermsDocument.class, place).exported(place));
  }

  /** The model's id. */
  public String model() {
    return exported.model();
  }

  /** The columns that a row needs, with their types. */
  public Schema columns() {
    return exported.schema();
  }

  /**
   * The prediction for a row; empty where a bulk score would be null or refused: a number is
   * missing without a stand-in or infinite, or a level is one that the model refuses.
   *
   * @param row a value for each column by name; null or absent: missing. A whole number is a {@link
   *     Long}, {@link Integer} or {@link java.math.BigInteger}, a floating one any {@link Number},
   *     a decimal a {@link java.math.BigDecimal}; {@link Boolean}, {@link java.time.LocalDate},
   *     {@link java.time.Instant} (with zone), {@link java.time.LocalDateTime} (without), {@link
   *     String}
   * @throws Failure DATA for a value of another type, naming its column
   */
  public OptionalDouble score(Map<String, ?> row) {
    Predictions own = predictions.get();
    own.take(Rows.block(exported.schema(), List.of(row)));
    return own.usable(0) ? OptionalDouble.of(own.values()[0]) : OptionalDouble.empty();
  }
}
