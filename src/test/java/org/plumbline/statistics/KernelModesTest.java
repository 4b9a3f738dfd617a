package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Moments have the bits of the scalar loop in every mode of the virtual machine: each mode is a
 * process of its own. Where a processor lacks 512-bit vectors, or is not an x86, a mode falls back
 * to what it has; the kernel that was really run is printed.
 */
class KernelModesTest {

  /** A mode, with what must be true of the kernel that it runs. */
  enum Mode {
    AVX2("vector", 256, "--add-modules=jdk.incubator.vector -XX:UseAVX=2"),
    AVX512("vector", 512, "--add-modules=jdk.incubator.vector -XX:UseAVX=3"),
    NO_MODULE("scalar", 64, "-XX:UseAVX=3");

    private final String kernel;
    private final int mostBits;
    private final String options;

    Mode(String kernel, int mostBits, String options) {
      this.kernel = kernel;
      this.mostBits = mostBits;
      this.options = options;
    }
  }

  @ParameterizedTest
  @EnumSource
  void bitsAreThoseOfTheScalarLoop(Mode mode) throws Exception {
    List<String> lines = run(mode.options);

    System.out.println("kernel of mode " + mode + ": " + lines.get(0) + " bits");
    assertThat(lines.get(0)).startsWith(mode.kernel + " ");
    int bits = Integer.parseInt(lines.get(0).substring(mode.kernel.length() + 1));
    assertThat(bits).isBetween(Double.SIZE, mode.mostBits);
    assertThat(lines.subList(1, lines.size())).isEqualTo(KernelDigests.all(Tile.scalar()));
  }

  private static List<String> run(String options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+IgnoreUnrecognizedVMOptions"));
    command.addAll(List.of(options.split(" ", -1)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(KernelDigests.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
    // The virtual machine itself says so where a processor lacks what an option asks for.
    return output.lines().filter(line -> !line.contains("warning")).toList();
  }
}
