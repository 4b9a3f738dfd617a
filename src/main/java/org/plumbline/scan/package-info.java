/**
 * The distributed pass over data files (summarise, judge, rewrite) and the store of statistics.
 * Spark schedules here; {@code table} reads.
 */
package org.plumbline.scan;
