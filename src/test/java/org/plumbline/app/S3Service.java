package org.plumbline.app;

import java.net.URI;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 service on the loopback interface, with a gateway before it that sees every request. */
record S3Service(S3Proxy proxy, Gateway gateway) implements AutoCloseable {

  static final String ACCESS_KEY = "AKIDPLUMBLINE";
  static final String SECRET_KEY = "top/secret+key";

  static S3Service start() throws Exception {
    S3Proxy proxy = S3Proxy.start(ACCESS_KEY, SECRET_KEY);
    return new S3Service(proxy, Gateway.before(proxy.port()));
  }

  String endpoint() {
    return "http://127.0.0.1:" + gateway.port();
  }

  void createBucket(String name) {
    AwsBasicCredentials credentials = AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY);
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create(endpoint()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build()) {
      client.createBucket(bucket -> bucket.bucket(name));
    }
  }

  /** Hadoop's settings for this service, credentials included. */
  Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint",
        endpoint(),
        "fs.s3a.endpoint.region",
        "us-east-1",
        "fs.s3a.path.style.access",
        "true",
        "fs.s3a.access.key",
        ACCESS_KEY,
        "fs.s3a.secret.key",
        SECRET_KEY);
  }

  Configuration hadoop() {
    Configuration hadoop = new Configuration();
    settings().forEach(hadoop::set);
    return hadoop;
  }

  @Override
  public void close() {
    gateway.close();
    proxy.close();
  }
}
