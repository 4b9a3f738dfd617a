package org.plumbline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.cycle.ModelTerms;
import org.plumbline.cycle.Specification;
import org.plumbline.cycle.Tables;
import org.plumbline.export.Agreement;
import org.plumbline.export.BlockValues;
import org.plumbline.export.Dialect;
import org.plumbline.export.EdgeRows;
import org.plumbline.export.Exported;
import org.plumbline.features.Scorer;
import org.plumbline.model.Model;
import org.plumbline.model.Registry;
import org.plumbline.table.BlockReader;
import org.plumbline.table.ByteRange;
import org.plumbline.table.DataFile;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Storage;
import org.plumbline.table.TableSource;

/** Exports a model for the table that it scores, or, where none is configured, was trained on. */
final class ModelExport {

  private static final int FORMAT_VERSION = 1;

  /** Rows of the table that are compared, beside those at the edges of types. */
  private static final int SAMPLE = 1000;

  /** Of the random rows: any will do, and always the same. */
  private static final long SEED = 20_260_301;

  private final Session session;
  private final Configuration hadoop;
  private final Storage storage;
  private final JobConfig job;
  private final String runId;

  /**
   * @param runId unique, safe in file names
   */
  ModelExport(Session session, JobConfig job, String runId) {
    this.session = session;
    this.hadoop = session.hadoop();
    this.storage = new HadoopStorage(hadoop);
    this.job = job;
    this.runId = runId;
  }

  /**
   * Writes beside {@code to}, reads back, compares, and only then publishes.
   *
   * @throws Failure MISSING_INPUT no such model, no champion, no table; OUTPUT where something is
   *     at {@code to} already; UNSUPPORTED what cannot be said in the format, or does not predict
   *     the same
   */
  ExportResult run(Optional<String> modelId, ExportFormat format, Dialect dialect, String to) {
    ExportPlace place = new ExportPlace(storage, hadoop, to, runId);
    place.refuseExisting();
    Specification specification = job.specification();
    Model model = model(modelId);
    TableSource source =
        specification.scoring().map(Specification.Scoring::table).orElse(specification.training());
    Snapshot table = Tables.pin(source, session::session, hadoop);
    Scorer scorer =
        ModelTerms.scorer(model, specification.scoring().flatMap(Specification.Scoring::eventTime));
    scorer.check(table.schema(), table.partitionColumns());
    Exported exported =
        Exported.of(job.name(), model.id(), model.asOf(), model.label(), table.schema(), scorer);
    List<Map<String, Object>> rows = EdgeRows.of(exported, sample(table, scorer.columns()), SEED);
    Agreement proof =
        switch (format) {
          case JSON -> place.file(new JsonExport(exported, rows));
          case SQL -> place.file(new SqlExport(session, exported, dialect, rows));
          case SPARK -> place.folder(new SparkExport(session, exported, rows));
        };
    return new ExportResult(
        FORMAT_VERSION,
        "export",
        job.name(),
        model.id(),
        format.toString(),
        format == ExportFormat.SQL ? Optional.of(dialect.toString()) : Optional.empty(),
        to,
        proof);
  }

  private Model model(Optional<String> id) {
    Registry registry = Registry.open(job.home(), job.name(), storage);
    return registry.requireModel(
        id.or(() -> registry.champions().model())
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.MISSING_INPUT,
                        "There is no champion to export under " + registry.layout().champions(),
                        "Run retrain first, or name a model with --model ID.")));
  }

  private List<Map<String, Object>> sample(Snapshot table, List<String> columns) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (DataFile file : table.files()) {
      try (BlockReader reader = BlockReader.open(table, file, columns, ByteRange.ALL, hadoop)) {
        while (rows.size() < SAMPLE && reader.next()) {
          rows.addAll(BlockValues.rows(reader.block(), SAMPLE - rows.size()));
        }
      }
      if (rows.size() == SAMPLE) {
        break;
      }
    }
    return rows;
  }
}
