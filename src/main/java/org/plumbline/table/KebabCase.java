package org.plumbline.table;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import java.io.Serial;
import java.util.Locale;

/**
 * Component names as keys: a hyphen before every capital, so that {@code fPValue} is {@code
 * f-p-value} and {@code minR2} is {@code min-r2}. (Jackson's own strategy joins neighbouring
 * capitals.)
 */
final class KebabCase extends NamingBase {
  @Serial private static final long serialVersionUID = 1;

  @Override
  public String translate(String name) {
    StringBuilder key = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        key.append('-');
      }
      key.append(Character.toLowerCase(c));
    }
    return key.toString();
  }

  /** A constant's name as text: {@code SAME_SPLIT} is {@code same-split}. */
  static String ofConstant(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
