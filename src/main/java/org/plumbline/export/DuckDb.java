package org.plumbline.export;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/** DuckDB in this process, through its JDBC driver where that is on the class path. */
public final class DuckDb {

  private static final String URL = "jdbc:duckdb:";

  /** Rows of one statement: each statement costs milliseconds. */
  private static final int AT_ONCE = 200;

  private DuckDb() {}

  /**
   * What an expression is for rows, null as empty.
   *
   * @throws Failure UNSUPPORTED where there is no driver, or DuckDB refuses the expression
   */
  public static List<Optional<Double>> scores(
      String expression, Schema schema, List<Map<String, Object>> rows) {
    try (Connection connection = connect()) {
      fill(connection, schema, rows);
      List<Optional<Double>> scores = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet results =
              statement.executeQuery(
                  "SELECT (" + expression + ") AS prediction FROM rows ORDER BY plumbline_row")) {
        while (results.next()) {
          double value = results.getDouble(1);
          scores.add(results.wasNull() ? Optional.empty() : Optional.of(value));
        }
      }
      return scores;
    } catch (SQLException e) {
      throw new Failure(
          Failure.Kind.UNSUPPORTED,
          "DuckDB refuses the expression: " + e.getMessage(),
          "Export with --format json, and please report it.",
          e);
    }
  }

  private static Connection connect() throws SQLException {
    for (Driver driver :
        ServiceLoader.load(Driver.class, Thread.currentThread().getContextClassLoader())) {
      if (driver.acceptsURL(URL)) {
        return driver.connect(URL, new Properties());
      }
    }
    throw new Failure(
        Failure.Kind.UNSUPPORTED,
        "an expression for DuckDB is proven by DuckDB, whose JDBC driver is not on the class path",
        "Add org.duckdb:duckdb_jdbc, by spark-submit as --spark spark.jars=duckdb_jdbc.jar.");
  }

  private static void fill(Connection connection, Schema schema, List<Map<String, Object>> rows)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    columns.add("plumbline_row INTEGER");
    for (Field field : schema.fields()) {
      columns.add(Dialect.DUCKDB.quoted(field.name()) + " " + type(field.type()));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("CREATE TABLE rows (" + String.join(", ", columns) + ")");
    }
    for (int from = 0; from < rows.size(); from += AT_ONCE) {
      insert(connection, schema, from, rows.subList(from, Math.min(rows.size(), from + AT_ONCE)));
    }
  }

  private static void insert(
      Connection connection, Schema schema, int from, List<Map<String, Object>> rows)
      throws SQLException {
    String places = "(?" + ", ?".repeat(schema.fields().size()) + ")";
    String all = places + (", " + places).repeat(rows.size() - 1);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO rows VALUES " + all)) {
      int place = 1;
      for (int row = 0; row < rows.size(); row++) {
        insert.setInt(place++, from + row);
        for (Field field : schema.fields()) {
          insert.setObject(place++, value(field.type(), rows.get(row).get(field.name())));
        }
      }
      insert.execute();
    }
  }

  private static String type(ColumnType type) {
    if (type instanceof ColumnType.Whole whole) {
      String name =
          switch (whole.bits()) {
            case 8 -> "TINYINT";
            case 16 -> "SMALLINT";
            case 32 -> "INTEGER";
            default -> "BIGINT";
          };
      return whole.signed() ? name : "U" + name;
    }
    if (type instanceof ColumnType.Floating floating) {
      return floating.bits() == 32 ? "FLOAT" : "DOUBLE";
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return timestamp.zoned() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
    }
    if (type instanceof ColumnType.Bool) {
      return "BOOLEAN";
    }
    return type instanceof ColumnType.Date ? "DATE" : "VARCHAR";
  }

  private static Object value(ColumnType type, Object value) {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof BigInteger whole && type instanceof ColumnType.Whole each) {
      return each.signed() ? (Object) whole.longValueExact() : new BigDecimal(whole);
    }
    return value;
  }
}
