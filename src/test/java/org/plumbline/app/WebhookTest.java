package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;

/** A webhook on loopback that answers as it is told. */
class WebhookTest {
  private static final byte[] BODY = "{\"text\":\"promoted\"}".getBytes(StandardCharsets.UTF_8);

  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<Optional<String>> signatures = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> pauses = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::answer);
    server.createContext("/silent", exchange -> await());
    server.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
  }

  @Test
  void postsOnceWhatIsTaken() {
    answers.add(204);
    webhook().post(notification("/hook", Optional.empty()), BODY);

    assertThat(bodies).containsExactly(new String(BODY, StandardCharsets.UTF_8));
    assertThat(signatures).containsExactly(Optional.empty());
    assertThat(pauses).isEmpty();
  }

  @Test
  void triesAgainWhatMayGetThrough() {
    answers.addAll(List.of(503, 429, 200));
    webhook().post(notification("/hook", Optional.empty()), BODY);

    assertThat(bodies).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void givesUpAfterItsAttempts() {
    answers.addAll(List.of(500, 500, 500));

    assertThat(refusal(notification("/hook", Optional.empty())))
        .hasMessage(
            "notification.to: the webhook at 127.0.0.1 took no news: it answered with status 500");
    assertThat(bodies).hasSize(3);
  }

  @Test
  void doesNotTryAgainWhatIsRefused() {
    answers.add(404);

    assertThat(refusal(notification("/hook", Optional.empty())))
        .hasMessageEndingWith("it answered with status 404");
    assertThat(bodies).hasSize(1);
  }

  @Test
  void waitsNoLongerThanItsTimeout() {
    Notification once =
        new Notification(
            address("/silent"), Set.of(News.FAILED), Duration.ofMillis(50), 1, Optional.empty());

    assertThat(refusal(once)).hasMessageEndingWith("took no news: no answer in time");
  }

  @Test
  void nobodyListens() {
    Notification closed = notification("/hook", Optional.empty());
    server.stop(0);

    assertThat(refusal(closed)).hasMessageEndingWith("took no news: no connection");
  }

  /** By {@code openssl dgst -sha256 -hmac key} of the body. */
  @Test
  void signsWithTheSecretOfTheEnvironment() {
    answers.add(200);
    webhook().post(notification("/hook", Optional.of("HOOK_SECRET")), BODY);

    assertThat(signatures)
        .containsExactly(
            Optional.of("sha256=e804f7d88c2e9af1ba46cce56c3f9bbde568de323bbe230e7f90f9e129e471e4"));
  }

  @Test
  void aSecretThatIsNotSetIsNamed() {
    Failure failure = refusal(notification("/hook", Optional.of("NO_SUCH_SECRET")));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    assertThat(failure)
        .hasMessage("notification.signature-variable = NO_SUCH_SECRET: it is not set");
    assertThat(bodies).isEmpty();
  }

  private Failure refusal(Notification notification) {
    return catchThrowableOfType(Failure.class, () -> webhook().post(notification, BODY));
  }

  private Webhook webhook() {
    return new Webhook(
        name -> name.equals("HOOK_SECRET") ? Optional.of("key") : Optional.empty(), pauses::add);
  }

  private Notification notification(String path, Optional<String> secret) {
    return new Notification(address(path), Set.of(News.FAILED), Duration.ofSeconds(30), 3, secret);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    signatures.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE)));
    exchange.sendResponseHeaders(answers.remove(), -1);
    exchange.close();
  }

  private void await() {
    try {
      release.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
