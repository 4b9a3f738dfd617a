package org.plumbline.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Paths whose folders are named {@code column=value}, with odd characters as {@code %XX}. */
final class HivePath {

  /** The value that means null. */
  static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private static final String ODD = "\"#%'*/:=?\\{[]^\u007f";

  private HivePath() {}

  static Map<String, Optional<String>> partition(String path) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    for (String folder : folders(path)) {
      int equals = folder.indexOf('=');
      String value = unescape(folder.substring(equals + 1));
      values.put(
          unescape(folder.substring(0, equals)),
          value.equals(NULL) ? Optional.empty() : Optional.of(value));
    }
    return values;
  }

  static List<String> columns(String path) {
    return List.copyOf(partition(path).keySet());
  }

  /** The folders of a partition, outermost first, without a slash at the end. */
  static String folder(List<String> columns, Map<String, Optional<String>> partition) {
    List<String> folders = new ArrayList<>();
    for (String column : columns) {
      folders.add(escape(column) + "=" + escape(partition.get(column).orElse(NULL)));
    }
    return String.join("/", folders);
  }

  private static List<String> folders(String path) {
    List<String> folders = new ArrayList<>();
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      if (parts[i].indexOf('=') > 0) {
        folders.add(parts[i]);
      }
    }
    return folders;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || ODD.indexOf(c) >= 0) {
        escaped.append('%').append("%02X".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int code = raw[i] == '%' && i + 2 < raw.length ? hex(raw[i + 1], raw[i + 2]) : -1;
      bytes.write(code < 0 ? raw[i] : code);
      i += code < 0 ? 0 : 2;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** −1 where these are no hexadecimal digits. */
  private static int hex(byte high, byte low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : 16 * h + l;
  }
}
