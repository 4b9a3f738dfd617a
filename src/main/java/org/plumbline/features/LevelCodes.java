package org.plumbline.features;

import java.util.List;

/**
 * The levels of a block's rows in one category. Codes are valid until the next block; names do not
 * change, and may be the same list in the next block.
 *
 * @param codes {@code codes[row]}, index into names
 * @param names levels that the block may have; a name may occur more than once
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a shared buffer, never compared
public record LevelCodes(int[] codes, List<String> names) {

  /** The level of rows whose category is null. */
  public static final String MISSING = "(missing)";

  public String level(int row) {
    return names.get(codes[row]);
  }
}
