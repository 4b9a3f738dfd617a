package org.plumbline.model;

/**
 * {@code trained.json}: what may differ between two runs that make the same model.
 *
 * @param trainedAt instant in UTC, ISO 8601
 * @param plumbline version of this program
 * @param configuration digest of the effective configuration
 * @param home where the model was kept first
 * @param table root of the training table
 */
public record Trained(
    int formatVersion,
    String model,
    String trainedAt,
    String plumbline,
    String spark,
    String java,
    String configuration,
    String runId,
    String home,
    String table) {

  CycleDocument.Versions versions() {
    return new CycleDocument.Versions(trainedAt, plumbline, spark, java);
  }
}
