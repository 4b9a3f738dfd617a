package org.plumbline.regression;

/**
 * A block column in which a dependency ends: the columns before it explain it.
 *
 * @param column index in z
 */
record BlockPivot(int column, BlockDependency dependency) {}
