package org.plumbline.table;

import io.delta.kernel.Table;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.delta.kernel.internal.actions.Protocol;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;

/**
 * What a Delta table asks of its readers and writers, read by Delta Kernel from the newest protocol
 * action. Kernel serves for this alone: it knows the tables that Standalone only throws at.
 *
 * @param reader least protocol version of readers
 * @param writer least protocol version of writers
 * @param readerFeatures names of what readers must know, sorted
 * @param writerFeatures names of what writers must know, sorted
 */
record DeltaProtocol(
    int reader, int writer, Set<String> readerFeatures, Set<String> writerFeatures) {

  /** What Delta Standalone reads and writes. */
  private static final int READER = 1;

  private static final int WRITER = 2;

  /** What each writer version after ours added, before features had names. */
  private static final List<Set<String>> FEATURES_OF_WRITERS =
      List.of(
          Set.of("checkConstraints"),
          Set.of("changeDataFeed", "generatedColumns"),
          Set.of("columnMapping"),
          Set.of("identityColumns"));

  /**
   * @param root qualified path of a table that exists
   * @throws Failure IO where the log cannot be read
   */
  static DeltaProtocol newest(String root, Configuration hadoop) {
    Engine engine = DefaultEngine.create(AtomicLogStore.configure(hadoop));
    try {
      Protocol protocol = Table.forPath(engine, root).getLatestSnapshot(engine).getProtocol();
      return new DeltaProtocol(
          protocol.getMinReaderVersion(),
          protocol.getMinWriterVersion(),
          readerFeatures(protocol),
          writerFeatures(protocol));
    } catch (UnsupportedTableFeatureException e) {
      Set<String> unknown = new TreeSet<>(e.getUnsupportedFeatures());
      return new DeltaProtocol(3, 7, unknown, unknown);
    } catch (UnsupportedProtocolVersionException e) {
      return new DeltaProtocol(e.getVersion(), e.getVersion(), Set.of(), Set.of());
    } catch (KernelException | KernelEngineException e) {
      throw IoFailures.reading(root + "/_delta_log", e);
    }
  }

  /**
   * @throws Failure UNSUPPORTED naming the features that this version cannot read
   */
  void requireReadable(String table) {
    if (reader > READER) {
      throw new Failure(
          Kind.UNSUPPORTED,
          "table %s: needs reader features %s (protocol %d); this version reads protocol %d"
              .formatted(table, list(readerFeatures), reader, READER),
          "Write a copy without these features, or drop them where Delta allows it"
              + " (ALTER TABLE ... DROP FEATURE).");
    }
  }

  /**
   * @throws Failure UNSUPPORTED naming the features that this version cannot write
   */
  void requireWritable(String table) {
    requireReadable(table);
    if (writer > WRITER) {
      throw new Failure(
          Kind.UNSUPPORTED,
          "table %s: needs writer features %s (protocol %d); this version writes protocol %d"
              .formatted(table, list(writerFeatures), writer, WRITER),
          "Choose another output path, where the table is made anew.");
    }
  }

  /** Protocol 2 names no features: it means column mapping. */
  private static Set<String> readerFeatures(Protocol protocol) {
    if (protocol.supportsReaderFeatures()) {
      return new TreeSet<>(protocol.getReaderFeatures());
    }
    return protocol.getMinReaderVersion() > READER ? Set.of("columnMapping") : Set.of();
  }

  /** Protocols 3 to 6 name no features: each means those of the ones before and its own. */
  private static Set<String> writerFeatures(Protocol protocol) {
    if (protocol.supportsWriterFeatures()) {
      return new TreeSet<>(protocol.getWriterFeatures());
    }
    Set<String> features = new TreeSet<>();
    int version = protocol.getMinWriterVersion();
    for (int v = WRITER + 1; v <= version && v - WRITER <= FEATURES_OF_WRITERS.size(); v++) {
      features.addAll(FEATURES_OF_WRITERS.get(v - WRITER - 1));
    }
    return features;
  }

  private static String list(Collection<String> features) {
    return "[" + String.join(", ", features) + "]";
  }
}
