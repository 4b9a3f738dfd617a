package org.plumbline.report;

/**
 * An inline SVG picture as text: classes instead of colours, so that the page's style decides them;
 * coordinates in pixels of the view box, to a tenth.
 */
final class Svg {
  /** Which point of a text stands at its position. */
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String name;

    Anchor(String name) {
      this.name = name;
    }
  }

  private final StringBuilder out = new StringBuilder();

  /**
   * @param id unique in the page; names the elements that title and describe the picture
   * @param title what the picture is
   * @param description what it shows, for those who do not see it
   */
  Svg(String id, double width, double height, String title, String description) {
    out.append("<svg viewBox=\"0 0 ").append(number(width)).append(' ').append(number(height));
    out.append("\" role=\"img\" aria-labelledby=\"").append(id).append("-title ").append(id);
    out.append("-text\">\n");
    element("title", id + "-title", title);
    element("desc", id + "-text", description);
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    return raw(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>\n",
        number(x1), number(y1), number(x2), number(y2), style);
  }

  Svg rectangle(double x, double y, double width, double height, String style) {
    return raw(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\"/>\n",
        number(x), number(y), number(Math.max(0, width)), number(Math.max(0, height)), style);
  }

  Svg circle(double x, double y, double radius, String style) {
    return raw(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" class=\"%s\"/>\n",
        number(x), number(y), number(radius), style);
  }

  /** A square that stands on its corner. */
  Svg diamond(double x, double y, double radius, String style) {
    Path path = new Path();
    path.moveTo(x, y - radius).lineTo(x + radius, y).lineTo(x, y + radius).lineTo(x - radius, y);
    return path(path.close(), style);
  }

  Svg path(Path path, String style) {
    return raw("<path d=\"%s\" class=\"%s\"/>\n", path.commands.toString().strip(), style);
  }

  Svg text(double x, double y, Anchor anchor, String style, String text) {
    return raw(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">%s</text>\n",
        number(x), number(y), anchor.name, style, escape(text));
  }

  /** What follows, up to {@link #end}, is told as {@code tip} where the pointer rests. */
  Svg group(String tip) {
    return raw("<g><title>%s</title>\n", escape(tip));
  }

  Svg end() {
    return raw("</g>\n");
  }

  String finish() {
    return out + "</svg>\n";
  }

  private void element(String name, String id, String text) {
    raw("<%s id=\"%s\">%s</%s>\n", name, id, escape(text), name);
  }

  private Svg raw(String format, Object... values) {
    out.append(String.format(java.util.Locale.ROOT, format, values));
    return this;
  }

  /** Text fit for content and quoted attributes of HTML and XML alike. */
  static String escape(String text) {
    return Names.visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("coordinate " + value);
    }
    String text = Numbers.fixed(value, 1);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** The commands of a path. */
  static final class Path {
    private final StringBuilder commands = new StringBuilder();

    Path moveTo(double x, double y) {
      return add("M", x, y);
    }

    Path lineTo(double x, double y) {
      return add("L", x, y);
    }

    Path close() {
      commands.append("Z");
      return this;
    }

    boolean isEmpty() {
      return commands.isEmpty();
    }

    private Path add(String command, double x, double y) {
      commands.append(command).append(number(x)).append(' ').append(number(y)).append(' ');
      return this;
    }
  }
}
