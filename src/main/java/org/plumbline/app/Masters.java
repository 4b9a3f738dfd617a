package org.plumbline.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.plumbline.Failure;

/** Masters of standalone clusters, asked for before Spark is: it would try for a minute. */
final class Masters {
  private static final String SCHEME = "spark://";
  private static final int PATIENCE_MILLISECONDS = 10_000;

  private Masters() {}

  /**
   * Looks whether anything listens at a master; of several one is enough. Others than {@code
   * spark://HOST:PORT,HOST:PORT} are not looked for.
   *
   * @throws Failure UNAVAILABLE where nothing does
   */
  static void requireThere(String master) {
    if (!master.startsWith(SCHEME)) {
      return;
    }
    List<String> places = Arrays.asList(master.substring(SCHEME.length()).split(","));
    String reason = "";
    for (String place : places) {
      reason = silence(place);
      if (reason.isEmpty()) {
        return;
      }
    }
    throw new Failure(
        Failure.Kind.UNAVAILABLE,
        master + ": no master answers there (" + reason + ")",
        "start it, or correct --master");
  }

  /** The failure of a session that did not start. */
  static Failure refused(String master, Throwable cause) {
    String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new Failure(
        Failure.Kind.UNAVAILABLE,
        "Spark does not start with master " + master + ": " + reason,
        "see Spark's messages above and correct --master or --spark",
        cause);
  }

  /** Why nothing answers at {@code HOST:PORT}; empty where something does. */
  private static String silence(String place) {
    int colon = place.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(place.substring(colon + 1));
      InetSocketAddress address =
          new InetSocketAddress(place.substring(0, Math.max(colon, 0)), port);
      if (address.isUnresolved()) {
        return "its host is not known";
      }
      socket.connect(address, PATIENCE_MILLISECONDS);
      return "";
    } catch (IOException silent) {
      return String.valueOf(silent.getMessage());
    } catch (IllegalArgumentException wrong) {
      return "it is not written " + SCHEME + "HOST:PORT";
    }
  }
}
