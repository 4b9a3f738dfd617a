package org.plumbline.app;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Stands before an HTTP service on the loopback interface: notes each request and answers some of
 * them itself. One request a connection; bytes pass unchanged, so that signatures stay valid.
 */
final class Gateway implements AutoCloseable {

  /** A request's first line and header fields, without its body. */
  record Request(String method, String target, List<String> fields) {

    boolean has(String field) {
      return fields.stream()
          .anyMatch(line -> line.regionMatches(true, 0, field + ":", 0, field.length() + 1));
    }

    private int length() {
      return fields.stream()
          .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
          .map(line -> Integer.parseInt(line.substring(15).strip()))
          .findFirst()
          .orElse(0);
    }

    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  /** What becomes of a request. */
  enum Treatment {
    PASS,
    /** Answered 503 SlowDown, as S3 does when it is asked too often. */
    SLOW_DOWN,
    /** Never answered: the connection is held until the client gives it up. */
    SILENCE
  }

  private static final byte[] SLOW_DOWN =
      ("HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: 93\r\n"
              + "Connection: close\r\n\r\n<Error><Code>SlowDown</Code>"
              + "<Message>Please reduce your request rate.</Message>"
              + "<i>000</i></Error>\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;
  private final int servicePort;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private volatile Function<Request, Treatment> treatment = request -> Treatment.PASS;

  private Gateway(ServerSocket server, int servicePort) {
    this.server = server;
    this.servicePort = servicePort;
  }

  static Gateway before(int servicePort) throws IOException {
    ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Gateway gateway = new Gateway(server, servicePort);
    gateway.threads.execute(gateway::accept);
    return gateway;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Requests since the last call, in the order of their coming. */
  List<Request> taken() {
    List<Request> taken = new ArrayList<>();
    for (Request next = requests.poll(); next != null; next = requests.poll()) {
      taken.add(next);
    }
    return taken;
  }

  void treat(Function<Request, Treatment> newTreatment) {
    treatment = newTreatment;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      Request request = request(in);
      requests.add(request);
      switch (treatment.apply(request)) {
        case PASS -> pass(request, in, client.getOutputStream());
        case SLOW_DOWN -> {
          body(request, in, client.getOutputStream());
          client.getOutputStream().write(SLOW_DOWN);
        }
        case SILENCE -> in.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException gone) {
      // Either side may end a connection at any time; the client then tries again.
    }
  }

  private void pass(Request request, InputStream in, OutputStream out) throws IOException {
    byte[] body = body(request, in, out);
    StringBuilder head = new StringBuilder(request + " HTTP/1.1\r\n");
    for (String field : request.fields()) {
      String name = field.substring(0, field.indexOf(':'));
      if (!name.equalsIgnoreCase("Connection") && !name.equalsIgnoreCase("Expect")) {
        head.append(field).append("\r\n");
      }
    }
    head.append("Connection: close\r\n\r\n");
    try (Socket service = new Socket(InetAddress.getLoopbackAddress(), servicePort)) {
      service.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      service.getOutputStream().write(body);
      service.getInputStream().transferTo(out);
    }
  }

  private static byte[] body(Request request, InputStream in, OutputStream out) throws IOException {
    if (request.has("Expect")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    return in.readNBytes(request.length());
  }

  private static Request request(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) { // CR LF CR LF
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
      ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
    }
    List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
    String[] first = lines.get(0).split(" ", -1);
    return new Request(first[0], first[1], lines.subList(1, lines.size() - 1));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
