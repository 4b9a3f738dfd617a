package org.plumbline.app;

import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;

/** The configuration that {@code sample} writes beside its tables. */
final class SampleConfiguration {
  private SampleConfiguration() {}

  /** HOCON that runs at once, from any working directory. */
  static String of(Path folder) {
    return """
        # Prices of houses, from the sample tables beside this file. All keys: docs/configuration.md.
        name = house-prices
        home = HOME
        data {
          table { format = delta, path = SALES }
          key = [sale_id]
          event-time = sold_on
          label = price
          features = [
            area, rooms, distance, garage
            { column = age, missing = impute }       # a gap takes the mean of the training rows
            { column = district, kind = category }
          ]
        }
        training {
          window = 28 days
          penalty { lambda = path, l1-ratio = [0.5, 1] }   # chosen on the folds, from the same pass
        }
        evaluation.days = 7
        promotion.margin = -0.01   # a challenger must be better by one hundredth
        scoring {
          table { format = delta, path = LISTINGS }
          event-time = listed_on
          output { format = delta, path = SCORES }
          carry = [listing_id, district]
        }
        monitoring {
          of = inputs
          labels {                   # what the listings were sold for, known a day or two later
            table { format = delta, path = CLOSINGS }
            key = [listing_id]
            event-time = closed_on
          }
        }
        """
        .replace("HOME", quoted(folder.resolve("home")))
        .replace("SALES", quoted(folder.resolve("sales")))
        .replace("LISTINGS", quoted(folder.resolve("listings")))
        .replace("CLOSINGS", quoted(folder.resolve("closings")))
        .replace("SCORES", quoted(folder.resolve("scores")));
  }

  private static String quoted(Path path) {
    return ConfigUtil.quoteString(path.toAbsolutePath().normalize().toString());
  }
}
