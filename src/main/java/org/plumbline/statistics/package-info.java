/**
 * Exact numbers, mergeable summaries, and the kernels that fill them. Plain Java on columns: no
 * Spark, no files, no clock, no configuration.
 */
package org.plumbline.statistics;
