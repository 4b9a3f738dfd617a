package org.plumbline.benchmark;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The process of one side: sets up, says {@code ready} and its versions, then runs once for each
 * line it is sent and answers with seconds and what the run returned.
 */
public final class Worker {
  private Worker() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    Table table = Table.valueOf(arguments[1]);
    Side side = Sides.named(arguments[0], table, Path.of(arguments[2]));
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    answers.println(
        "ready JDK "
            + Runtime.version()
            + ", Spark "
            + org.apache.spark.package$.MODULE$.SPARK_VERSION());
    while (requests.readLine() != null) {
      long start = System.nanoTime();
      String answer = side.run();
      double seconds = (System.nanoTime() - start) / 1e9;
      answers.println(seconds + " " + answer);
    }
  }
}
