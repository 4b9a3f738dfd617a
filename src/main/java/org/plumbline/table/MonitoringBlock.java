package org.plumbline.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;
import org.plumbline.columns.Schema;
import org.plumbline.table.MonitoringTable.Row;

/** Rows of the table of monitoring as a block. */
final class MonitoringBlock {

  private final Schema schema;
  private final List<Row> rows;
  private final List<Column> columns = new ArrayList<>();

  private MonitoringBlock(Schema schema, List<Row> rows) {
    this.schema = schema;
    this.rows = rows;
  }

  static Block of(Schema schema, List<Row> rows, long firstRow, boolean last) {
    MonitoringBlock block = new MonitoringBlock(schema, rows);
    block.whole(row -> row.day().toEpochDay());
    block.text(Row::column);
    block.text(Row::measure);
    block.number(Row::value);
    block.number(Row::threshold);
    block.number(Row::noise);
    block.whole(row -> row.breached() ? 1 : 0);
    block.text(Row::status);
    block.text(Row::model);
    block.text(Row::runId);
    return new Block(schema, rows.size(), firstRow, last, block.columns);
  }

  private void whole(ToLongFunction<Row> value) {
    long[] values = rows.stream().mapToLong(value).toArray();
    columns.add(new LongColumn(schema.fields().get(columns.size()).type(), values, Missing.NONE));
  }

  private void number(ToDoubleFunction<Row> value) {
    double[] values = rows.stream().mapToDouble(value).toArray();
    columns.add(new DoubleColumn(schema.fields().get(columns.size()).type(), values, Missing.NONE));
  }

  private void text(Function<Row, String> value) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    int[] coded =
        rows.stream()
            .map(value)
            .mapToInt(
                text -> {
                  codes.putIfAbsent(text, codes.size());
                  return codes.get(text);
                })
            .toArray();
    columns.add(
        new BytesColumn(
            schema.fields().get(columns.size()).type(),
            coded,
            dictionary(List.copyOf(codes.keySet())),
            Missing.NONE));
  }

  private static Dictionary dictionary(List<String> texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] offsets = new int[texts.size() + 1];
    for (int code = 0; code < texts.size(); code++) {
      bytes.writeBytes(texts.get(code).getBytes(StandardCharsets.UTF_8));
      offsets[code + 1] = bytes.size();
    }
    return new Dictionary(bytes.toByteArray(), offsets, texts.size());
  }
}
