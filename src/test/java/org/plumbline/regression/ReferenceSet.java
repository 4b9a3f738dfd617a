package org.plumbline.regression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A reference data set: doubles parsed from its CSV, and its JSON. */
record ReferenceSet(JsonNode json, List<String> header, List<double[]> values) {

  static ReferenceSet read(String name) {
    try {
      JsonNode json = new ObjectMapper().readTree(resource(name + ".json"));
      String csv = new String(resource(json.get("data_file").asText()), StandardCharsets.UTF_8);
      List<String> lines = csv.lines().toList();
      List<double[]> values = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        values.add(Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray());
      }
      return new ReferenceSet(json, List.of(lines.get(0).split(",")), values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ReferenceSet.class.getResourceAsStream("/reference/" + name)) {
      return in.readAllBytes();
    }
  }

  /** Label y, weight w where there is one, powers of x1 where the model is a polynomial. */
  Rows rows() {
    List<double[]> terms = new ArrayList<>();
    int degree = json.at("/model/polynomial_degree").asInt(1);
    for (String column : header) {
      if (!column.equals("y") && !column.equals("w")) {
        for (int power = 1; power <= Math.max(1, degree); power++) {
          int exponent = power;
          terms.add(Arrays.stream(column(column)).map(x -> Math.pow(x, exponent)).toArray());
        }
      }
    }
    Rows rows = Rows.of(column("y"), terms.toArray(double[][]::new));
    return header.contains("w") ? rows.weighted(column("w")) : rows;
  }

  private double[] column(String name) {
    int index = header.indexOf(name);
    return values.stream().mapToDouble(row -> row[index]).toArray();
  }

  /** The texts of a JSON array. */
  static List<String> texts(JsonNode array) {
    List<String> all = new ArrayList<>();
    array.forEach(node -> all.add(node.asText()));
    return all;
  }
}
