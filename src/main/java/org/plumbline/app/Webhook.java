package org.plumbline.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.plumbline.Failure;

/**
 * Posts JSON to a webhook, in several attempts where that may help.
 *
 * <p>With a secret the header {@code X-Plumbline-Signature: sha256=…} holds the HMAC-SHA256 of the
 * body in hexadecimal, so that the receiver can tell who sent it.
 */
final class Webhook {
  static final String SIGNATURE = "X-Plumbline-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  /** Answers that another attempt may change: too early, too many, or the server's own trouble. */
  private static final Set<Integer> WORTH_ANOTHER = Set.of(408, 425, 429, 500, 502, 503, 504);

  private final Function<String, Optional<String>> environment;
  private final Pause pause;

  /** Waits between attempts. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /**
   * @param environment values of variables by name
   */
  Webhook(Function<String, Optional<String>> environment, Pause pause) {
    this.environment = environment;
    this.pause = pause;
  }

  static Webhook ofProcess() {
    return new Webhook(
        name -> Optional.ofNullable(System.getenv(name)), time -> Thread.sleep(time.toMillis()));
  }

  /** How an attempt ended. */
  private sealed interface Attempt {
    record Delivered() implements Attempt {}

    /** In vain, as another may not be. */
    record Unreached(String problem) implements Attempt {}

    /** In vain, as every other would be. */
    record Refused(String problem) implements Attempt {}
  }

  /**
   * Posts a body, and returns once it was accepted.
   *
   * @throws Failure CONFIGURATION for an address that is none or a secret that is not set,
   *     UNSUPPORTED where no attempt got through; of the address the host alone is told, for the
   *     rest may be a secret
   */
  void post(Notification notification, byte[] body) {
    HttpRequest request = request(notification, body);
    HttpClient client = HttpClient.newBuilder().connectTimeout(notification.timeout()).build();
    String problem = "";
    for (int number = 0; number < notification.attempts(); number++) {
      Attempt attempt = number == 0 ? attempt(client, request) : later(number, client, request);
      if (attempt instanceof Attempt.Delivered) {
        return;
      }
      if (attempt instanceof Attempt.Refused refused) {
        throw unreached(request, refused.problem());
      }
      problem = ((Attempt.Unreached) attempt).problem();
    }
    throw unreached(request, problem);
  }

  /** After 1, 2, 4, … seconds. */
  private Attempt later(int number, HttpClient client, HttpRequest request) {
    try {
      pause.of(Duration.ofSeconds(1L << (number - 1)));
    } catch (InterruptedException ended) {
      return interrupted();
    }
    return attempt(client, request);
  }

  private static Attempt attempt(HttpClient client, HttpRequest request) {
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 == 2) {
        return new Attempt.Delivered();
      }
      String problem = "it answered with status " + status;
      return WORTH_ANOTHER.contains(status)
          ? new Attempt.Unreached(problem)
          : new Attempt.Refused(problem);
    } catch (IOException unreachable) {
      return new Attempt.Unreached(reason(unreachable));
    } catch (InterruptedException ended) {
      return interrupted();
    }
  }

  private static Attempt interrupted() {
    Thread.currentThread().interrupt();
    return new Attempt.Refused("the run is being ended");
  }

  /** Its own message is often empty. */
  private static String reason(IOException unreachable) {
    if (unreachable instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    return unreachable instanceof ConnectException
        ? "no connection"
        : String.valueOf(unreachable.getMessage());
  }

  private static Failure unreached(HttpRequest request, String problem) {
    return new Failure(
        Failure.Kind.UNSUPPORTED,
        "notification.to: the webhook at " + request.uri().getHost() + " took no news: " + problem,
        "check the address and the service behind it");
  }

  private HttpRequest request(Notification notification, byte[] body) {
    HttpRequest.Builder request;
    try {
      request = HttpRequest.newBuilder(URI.create(notification.to()));
    } catch (IllegalArgumentException wrong) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "notification.to: it begins as a webhook does, but is no address",
          "set one such as https://host/path",
          wrong);
    }
    notification
        .signatureVariable()
        .ifPresent(variable -> request.header(SIGNATURE, "sha256=" + signature(variable, body)));
    return request
        .timeout(notification.timeout())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private String signature(String variable, byte[] body) {
    String secret =
        environment
            .apply(variable)
            .filter(value -> !value.isEmpty())
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.CONFIGURATION,
                        "notification.signature-variable = " + variable + ": it is not set",
                        "export it where the job runs"));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }
}
