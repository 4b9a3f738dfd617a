package org.plumbline.app;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plumbline.model.Result;

/** What of a result a person may want to be told. */
enum News {
  FAILED,
  PROMOTED,
  HELD,
  REJECTED,
  WATCH,
  RETRAIN;

  static final Map<String, News> BY_WORD =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(News::word, Function.identity()));

  /** As the configuration and the results write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The news of a result; none of one that tells again what an earlier run did. */
  static Set<News> of(Result result) {
    Set<News> news = EnumSet.noneOf(News.class);
    if (result.repeated()) {
      return news;
    }
    add(result.status(), news);
    result.monitoring().ifPresent(monitoring -> add(monitoring.status(), news));
    return news;
  }

  private static void add(String word, Set<News> news) {
    if (BY_WORD.containsKey(word)) {
      news.add(BY_WORD.get(word));
    }
  }
}
