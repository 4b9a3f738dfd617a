package org.plumbline.features;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.Failure;

/** Reads the text of a {@link Condition}: one token of look-ahead, no backtracking. */
final class ConditionParser {

  private static final Set<String> KEYWORDS = Set.of("and", "is", "not", "null");

  /** Blanks, then one token. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<quoted>`(?:[^`]|``)+`)|(?<text>'(?:[^']|'')*')"
              + "|(?<number>[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)"
              + "|(?<operator>!=|<=|>=|=|<|>)|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*))");

  private enum Kind {
    QUOTED,
    TEXT,
    NUMBER,
    OPERATOR,
    WORD,
    END
  }

  private record Token(Kind kind, String text, int position) {
    boolean is(String word) {
      return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(word);
    }
  }

  private final String source;
  private final Matcher matcher;
  private Token token;

  ConditionParser(String source) {
    this.source = source;
    this.matcher = TOKEN.matcher(source);
    this.token = read(0);
  }

  static boolean isKeyword(String word) {
    return KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
  }

  Condition parse() {
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(comparison());
    while (token.is("and")) {
      advance();
      comparisons.add(comparison());
    }
    if (token.kind() != Kind.END) {
      throw unexpected("`and` or the end");
    }
    return new Condition(comparisons);
  }

  private Comparison comparison() {
    String column = column();
    if (token.is("is")) {
      advance();
      Comparison.NullTest test = Comparison.NullTest.IS_NULL;
      if (token.is("not")) {
        advance();
        test = Comparison.NullTest.IS_NOT_NULL;
      }
      if (!token.is("null")) {
        throw unexpected("`null`");
      }
      advance();
      return new Comparison.WithNull(column, test);
    }
    return new Comparison.WithLiteral(column, operator(), literal());
  }

  private String column() {
    if (token.kind() == Kind.QUOTED) {
      String quoted = advance().text();
      return quoted.substring(1, quoted.length() - 1).replace("``", "`");
    }
    if (token.kind() == Kind.WORD && !isKeyword(token.text())) {
      return advance().text();
    }
    throw unexpected("a column");
  }

  private Comparison.Operator operator() {
    if (token.kind() == Kind.OPERATOR) {
      String symbol = advance().text();
      for (Comparison.Operator operator : Comparison.Operator.values()) {
        if (operator.symbol().equals(symbol)) {
          return operator;
        }
      }
    }
    throw unexpected("one of = != < <= > >= or `is`");
  }

  private Literal literal() {
    if (token.kind() == Kind.NUMBER) {
      Literal.Numeral number = new Literal.Numeral(new BigDecimal(token.text()));
      if (!number.isServed()) {
        throw unexpected("a number of at most " + Literal.Numeral.MAX_DIGITS + " digits");
      }
      advance();
      return number;
    }
    if (token.kind() == Kind.TEXT) {
      return new Literal.Text(text());
    }
    if (token.is("true") || token.is("false")) {
      return Literal.Truth.valueOf(advance().text().toUpperCase(Locale.ROOT));
    }
    if (token.is("date")) {
      advance();
      return date();
    }
    throw unexpected("a number, 'text', true, false or date 'YYYY-MM-DD'");
  }

  private Literal.Date date() {
    Token written = token;
    if (written.kind() != Kind.TEXT) {
      throw unexpected("'YYYY-MM-DD'");
    }
    try {
      return new Literal.Date(LocalDate.parse(text()));
    } catch (DateTimeException e) {
      token = written;
      throw unexpected("a day as 'YYYY-MM-DD'");
    }
  }

  private String text() {
    String quoted = advance().text();
    return quoted.substring(1, quoted.length() - 1).replace("''", "'");
  }

  private Token advance() {
    Token read = token;
    token = read(read.position() + read.text().length());
    return read;
  }

  private Token read(int from) {
    if (source.substring(from).isBlank()) {
      return new Token(Kind.END, "", source.length());
    }
    matcher.region(from, source.length());
    if (!matcher.lookingAt()) {
      int start = from;
      while (Character.isWhitespace(source.charAt(start))) {
        start++;
      }
      throw failure("cannot be read", start, source.substring(start));
    }
    for (Kind kind : Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      if (kind != Kind.END && matcher.group(name) != null) {
        return new Token(kind, matcher.group(name), matcher.start(name));
      }
    }
    throw new IllegalStateException("a token of no kind in " + source);
  }

  private Failure unexpected(String expected) {
    String found = token.kind() == Kind.END ? "the end" : token.text();
    return failure("expected " + expected, token.position(), found);
  }

  private static Failure failure(String problem, int position, String found) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "data.where: " + problem + " at character " + (position + 1) + ", found: " + found,
        "Write terms joined by and: column op literal, or column is [not] null.");
  }
}
