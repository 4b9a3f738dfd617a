package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.table.Blocks.field;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Schema;

class SnapshotsTest {

  private static final Configuration HADOOP = new Configuration();
  private static final Schema ONE = new Schema(List.of(field("x", new ColumnType.Whole(64, true))));
  private static final Schema TWO =
      new Schema(
          List.of(field("x", new ColumnType.Whole(64, true)), field("y", new ColumnType.Text())));

  @TempDir private Path folder;

  @Test
  void aFolderOfParquetFilesIsATable() {
    write("b.parquet", ONE, List.of(List.of(1L)));
    write("sub/a.parquet", ONE, List.of(List.of(2L)));

    Snapshot snapshot = pin(TableFormat.PARQUET);

    assertThat(snapshot.files()).map(DataFile::path).containsExactly("b.parquet", "sub/a.parquet");
    assertThat(snapshot.schema()).isEqualTo(ONE);
    assertThat(snapshot.partitionColumns()).isEmpty();
    assertThat(snapshot.label()).isEqualTo(folder.getFileName() + " (2 files)");
    assertThat(Blocks.read(snapshot, List.of("x"))).containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void namesThatBeginWithAnUnderscoreOrDotAreNoData() throws IOException {
    write("a.parquet", ONE, List.of(List.of(1L)));
    write("_temporary/0/b.parquet", ONE, List.of(List.of(2L)));
    Files.writeString(folder.resolve("_SUCCESS"), "");
    Files.writeString(folder.resolve(".a.parquet.crc"), "x");

    assertThat(pin(TableFormat.PARQUET).files()).map(DataFile::path).containsExactly("a.parquet");
  }

  @Test
  void foldersOfValuesAreTextColumns() {
    write("city=K%C3%B6ln%2FBonn/day=2026-01-01/a.parquet", ONE, List.of(List.of(1L)));
    write("city=__HIVE_DEFAULT_PARTITION__/day=10:30/b.parquet", ONE, List.of(List.of(2L)));

    Snapshot snapshot = pin(TableFormat.PARQUET);

    assertThat(snapshot.partitionColumns()).containsExactly("city", "day");
    assertThat(snapshot.schema().names()).containsExactly("x", "city", "day");
    assertThat(snapshot.column("city").type()).isEqualTo(new ColumnType.Text());
    assertThat(snapshot.files().get(0).partition())
        .isEqualTo(Map.of("city", Optional.of("Köln/Bonn"), "day", Optional.of("2026-01-01")));
    assertThat(Blocks.read(snapshot, List.of("x", "city", "day")))
        .containsExactly(
            List.of(1L, "Köln/Bonn", "2026-01-01"), java.util.Arrays.asList(2L, null, "10:30"));
  }

  @Test
  void filesOfDifferentPartitioningAreRefused() {
    write("day=1/a.parquet", ONE, List.of(List.of(1L)));
    write("b.parquet", ONE, List.of(List.of(1L)));

    assertFails(TableFormat.PARQUET, Kind.DATA, "is partitioned by");
  }

  @Test
  void theSchemaIsThatOfTheNewestFile() throws IOException {
    write("old.parquet", ONE, List.of(List.of(1L)));
    write("new.parquet", TWO, List.of(List.of(2L), List.of("b")));
    Files.setLastModifiedTime(folder.resolve("old.parquet"), FileTime.fromMillis(1_000_000));

    Snapshot snapshot = pin(TableFormat.PARQUET);

    assertThat(snapshot.schema()).isEqualTo(TWO);
    assertThat(Blocks.read(snapshot, List.of("x", "y")))
        .containsExactlyInAnyOrder(java.util.Arrays.asList(1L, null), List.of(2L, "b"));
  }

  @Test
  void whatIsNoTableIsSaidInOneLine() throws IOException {
    assertFails(TableFormat.PARQUET, Kind.DATA, "no data files");
    assertFails(TableFormat.DELTA, Kind.MISSING_INPUT, "no Delta table there");
    assertFails(
        new TableSource(TableFormat.PARQUET, folder + "/none", OptionalLong.empty()),
        Kind.MISSING_INPUT,
        "no such folder");
    assertFails(
        new TableSource(TableFormat.DELTA, folder + "/none", OptionalLong.empty()),
        Kind.MISSING_INPUT,
        "no such folder");
    Files.writeString(folder.resolve("file"), "x");
    assertFails(
        new TableSource(TableFormat.DELTA, folder + "/file", OptionalLong.empty()),
        Kind.CONFIGURATION,
        "is a file");
    assertFails(TableFormat.PARQUET, Kind.DATA, "file");
  }

  @Test
  void aDeltaTableIsNotReadAsAFolder() {
    append(List.of(), Map.of());

    assertFails(TableFormat.PARQUET, Kind.CONFIGURATION, "is a Delta table");
  }

  @Test
  void aDeltaTableIsPinnedToItsVersionAndFiles() {
    DeltaAppend table = append(List.of("day"), Map.of("day", Optional.of("2026-01-01")));
    Map<String, Optional<String>> odd = Map.of("day", Optional.of("a/b c%ü"));
    add(table, odd);
    add(table, Map.of("day", Optional.empty()));

    Snapshot snapshot = pin(TableFormat.DELTA);

    assertThat(snapshot.version()).hasValue(2);
    assertThat(snapshot.label()).isEqualTo(folder.getFileName() + " v2 (3 files)");
    assertThat(snapshot.schema().names()).containsExactly("x", "day");
    assertThat(snapshot.files()).allSatisfy(file -> assertThat(file.rows()).hasValue(1));
    assertThat(snapshot.files()).map(DataFile::partition).contains(odd);
    assertThat(Blocks.read(snapshot, List.of("day", "x")))
        .containsExactlyInAnyOrder(
            List.of("2026-01-01", 7L), List.of("a/b c%ü", 7L), java.util.Arrays.asList(null, 7L));
    assertThat(at(0).files()).hasSize(1);
    assertThat(at(0).id()).isEqualTo(snapshot.id());
  }

  @Test
  void aVersionThatIsNotThereIsRefusedWithTheRange() {
    append(List.of(), Map.of());

    assertFails(
        new TableSource(TableFormat.DELTA, folder.toString(), OptionalLong.of(7)),
        Kind.MISSING_INPUT,
        "version 7 is not there; the log holds 0 to 0");
  }

  @Test
  void aTableBeyondProtocolOneIsRefusedByItsFeatures() throws IOException {
    append(List.of(), Map.of());
    commit(
        1,
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"deletionVectors\",\"columnMapping\"],"
            + "\"writerFeatures\":[\"deletionVectors\",\"columnMapping\"]}}");

    assertFails(
        TableFormat.DELTA,
        Kind.UNSUPPORTED,
        "needs reader features [columnMapping, deletionVectors] (protocol 3);"
            + " this version reads protocol 1");
  }

  @Test
  void aTableOfProtocolTwoIsRefusedForItsMappedColumns() throws IOException {
    append(List.of(), Map.of());
    commit(1, "{\"protocol\":{\"minReaderVersion\":2,\"minWriterVersion\":5}}");

    assertFails(
        TableFormat.DELTA,
        Kind.UNSUPPORTED,
        "needs reader features [columnMapping] (protocol 2); this version reads protocol 1");
  }

  @Test
  void aFeatureThatNobodyKnowsYetIsRefusedByItsName() throws IOException {
    append(List.of(), Map.of());
    commit(
        1,
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"timeMachine\"],\"writerFeatures\":[\"timeMachine\"]}}");

    assertFails(TableFormat.DELTA, Kind.UNSUPPORTED, "needs reader features [timeMachine]");
  }

  @Test
  void nestedColumnsAreRefusedOnlyWhenAskedFor() throws IOException {
    append(List.of(), Map.of());
    commit(
        1,
        "{\"metaData\":{\"id\":\"t\",\"format\":{\"provider\":\"parquet\",\"options\":{}},"
            + "\"schemaString\":\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":["
            + "{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"long\\\",\\\"nullable\\\":true,"
            + "\\\"metadata\\\":{}},{\\\"name\\\":\\\"list\\\",\\\"type\\\":{\\\"type\\\":"
            + "\\\"array\\\",\\\"elementType\\\":\\\"long\\\",\\\"containsNull\\\":true},"
            + "\\\"nullable\\\":true,\\\"metadata\\\":{}}]}\",\"partitionColumns\":[],"
            + "\"configuration\":{},\"createdTime\":1}}");

    Snapshot snapshot = pin(TableFormat.DELTA);

    assertThat(snapshot.column("x").type()).isEqualTo(new ColumnType.Whole(64, true));
    assertThatThrownBy(() -> snapshot.column("list"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.DATA))
        .hasMessageContaining("column list is nested (array)");
    assertThatThrownBy(() -> snapshot.column("z")).hasMessageContaining("no column z; it has x");
  }

  @Test
  void aDamagedLogIsAnIoFailure() throws IOException {
    append(List.of(), Map.of());
    commit(1, "{\"add\":{\"path\":");

    assertFails(TableFormat.DELTA, Kind.IO, "_delta_log: ");
  }

  @Test
  void damagedStatisticsAreUnknownOnes() {
    for (String text : new String[] {null, "", "{", "[]", "{\"numRecords\":\"x\"}", "3"}) {
      DeltaStatistics statistics = DeltaStatistics.parse(text);
      assertThat(statistics.rows()).as("%s", text).isEmpty();
      assertThat(statistics.least()).isEmpty();
    }
    DeltaStatistics statistics =
        DeltaStatistics.parse(
            "{\"numRecords\":3,\"minValues\":{\"a\":1.50,\"s\":{\"t\":1},\"d\":\"2026-01-01\"},"
                + "\"maxValues\":{\"a\":12345678901234567890.12,\"n\":null}}");
    assertThat(statistics.rows()).hasValue(3);
    assertThat(statistics.least()).containsOnlyKeys("a", "d").containsEntry("d", "2026-01-01");
    assertThat(statistics.greatest()).isEqualTo(Map.of("a", "12345678901234567890.12"));
  }

  @Test
  void pathsOfTheLogAreDecoded() {
    assertThat(DeltaPaths.decode("a/c%252Fd/x.parquet", "file:/t")).isEqualTo("a/c%2Fd/x.parquet");
    assertThat(DeltaPaths.decode("file:/t/a%20b.parquet", "file:/t")).isEqualTo("a b.parquet");
    assertThat(DeltaPaths.decode("file:///t/a.parquet", "file:/t")).isEqualTo("a.parquet");
    assertThat(DeltaPaths.decode("/t/a.parquet", "file:/t")).isEqualTo("a.parquet");
    assertThat(DeltaPaths.decode("s3a://b/other/a.parquet", "s3a://b/t"))
        .isEqualTo("s3a://b/other/a.parquet");
    assertThat(DeltaPaths.decode("s3a://b/t/k=%20/a.parquet", "s3a://b/t"))
        .isEqualTo("k= /a.parquet");
    for (String path : List.of("c%2Fd/x y", "ü/ä:b", "p=1/x#y?z", "plain")) {
      assertThat(DeltaPaths.decode(DeltaPaths.encode(path), "file:/t")).isEqualTo(path);
    }
    assertThat(DeltaPaths.encode("c%2Fd")).isEqualTo("c%252Fd");
  }

  @Test
  void aSnapshotComesBackFromJsonAndFromSerialisation() throws Exception {
    DeltaAppend table = append(List.of("day"), Map.of("day", Optional.of("2026-01-01")));
    add(table, Map.of("day", Optional.empty()));
    Snapshot snapshot = pin(TableFormat.DELTA);

    assertThat(Json.read(Json.pretty(snapshot), Snapshot.class, "snapshot.json"))
        .isEqualTo(snapshot);
    assertThat(shipped(snapshot)).isEqualTo(snapshot);
    assertThat(shipped(snapshot.files().get(0))).isEqualTo(snapshot.files().get(0));
    TableSource source = new TableSource(TableFormat.DELTA, "x", OptionalLong.of(3));
    assertThat(shipped(source)).isEqualTo(source);
    assertThat(Json.compact(snapshot)).startsWith("{\"format\":\"delta\",\"root\":\"file:");
  }

  private static Object shipped(Object value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  /** A new Delta table of one row, x = 7, partitioned by text columns. */
  private DeltaAppend append(
      List<String> partitionColumns, Map<String, Optional<String>> partition) {
    Schema schema =
        partitionColumns.isEmpty()
            ? ONE
            : new Schema(List.of(ONE.fields().get(0), field("day", new ColumnType.Text())));
    DeltaAppend table = DeltaAppend.create(folder.toString(), schema, partitionColumns, HADOOP);
    add(table, partition);
    return table;
  }

  private static void add(DeltaAppend table, Map<String, Optional<String>> partition) {
    WrittenFile file;
    try (BlockWriter writer =
        BlockWriter.create(table.newFile(partition), table.fileSchema(), HADOOP)) {
      writer.write(Blocks.of(ONE, List.of(List.of(7L))));
      file = writer.finish();
    }
    table.append(List.of(new DeltaAppend.Added(file, partition)));
  }

  private void commit(long version, String... actions) throws IOException {
    Files.writeString(
        folder.resolve("_delta_log").resolve("%020d.json".formatted(version)),
        String.join("\n", actions) + "\n");
  }

  private void write(String name, Schema schema, List<List<?>> values) {
    try (BlockWriter writer = BlockWriter.create(folder.resolve(name).toString(), schema, HADOOP)) {
      writer.write(Blocks.of(schema, values));
      writer.finish();
    }
  }

  private Snapshot pin(TableFormat format) {
    return Snapshots.pin(new TableSource(format, folder.toString(), OptionalLong.empty()), HADOOP);
  }

  private Snapshot at(long version) {
    return Snapshots.pin(
        new TableSource(TableFormat.DELTA, folder.toString(), OptionalLong.of(version)), HADOOP);
  }

  private void assertFails(TableFormat format, Kind kind, String message) {
    assertFails(new TableSource(format, folder.toString(), OptionalLong.empty()), kind, message);
  }

  private static void assertFails(TableSource source, Kind kind, String message) {
    assertThatThrownBy(() -> Snapshots.pin(source, HADOOP))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }
}
