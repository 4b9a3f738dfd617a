package org.plumbline.regression;

import java.util.List;

/**
 * A column that the columns before it explain.
 *
 * @param column its index in z
 * @param constant whether it is constant beside an intercept
 * @param suspects indices of the kept columns that explain it, the heaviest first
 */
record Alias(int column, boolean constant, List<Integer> suspects) {}
