package org.plumbline.app;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * s3proxy with its objects in memory, in this process. Its libraries are other versions of some
 * that Spark and Hadoop need, so it lives in a class loader of its own, on jars that the build lays
 * out, and is reached by reflection here and over HTTP by everyone else.
 */
final class S3Proxy implements AutoCloseable {

  private static final File JARS = new File("target/s3proxy");

  private final Object proxy;
  private final int port;

  private S3Proxy(Object proxy, int port) {
    this.proxy = proxy;
    this.port = port;
  }

  /** Starts on a free port; requests must be signed by these credentials. */
  static S3Proxy start(String accessKey, String secretKey) throws Exception {
    ClassLoader jars = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(jars); // for services that its libraries look up
    try {
      Class<?> type = jars.loadClass("org.gaul.s3proxy.S3Proxy");
      Object builder = type.getMethod("builder").invoke(null);
      set(builder, "blobStore", "org.gaul.s3proxy.blobstore.BlobStore", store(jars));
      set(builder, "endpoint", URI.class.getName(), URI.create("http://127.0.0.1:0"));
      Class<?> authentication = jars.loadClass("org.gaul.s3proxy.auth.AuthenticationType");
      builder
          .getClass()
          .getMethod("awsAuthentication", authentication, String.class, String.class)
          .invoke(builder, signed(authentication), accessKey, secretKey);
      Object proxy = builder.getClass().getMethod("build").invoke(builder);
      type.getMethod("start").invoke(proxy);
      return new S3Proxy(proxy, (int) type.getMethod("getPort").invoke(proxy));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  int port() {
    return port;
  }

  private static Object store(ClassLoader jars) throws ReflectiveOperationException {
    return jars.loadClass("org.gaul.s3proxy.nio2blob.TransientNio2BlobStore")
        .getConstructor()
        .newInstance();
  }

  private static Object signed(Class<?> authentication) {
    return Arrays.stream(authentication.getEnumConstants())
        .filter(type -> type.toString().toUpperCase(Locale.ROOT).replace('-', '_').endsWith("V4"))
        .findFirst()
        .orElseThrow();
  }

  private static void set(Object builder, String property, String type, Object value)
      throws ReflectiveOperationException {
    Class<?> declared = Class.forName(type, false, builder.getClass().getClassLoader());
    builder.getClass().getMethod(property, declared).invoke(builder, value);
  }

  private static URL[] jars() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (File jar :
        Objects.requireNonNull(JARS.listFiles(), JARS + " is laid out by process-test-resources")) {
      urls.add(jar.toURI().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  @Override
  public void close() {
    try {
      proxy.getClass().getMethod("stop").invoke(proxy);
    } catch (InvocationTargetException | NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
