/**
 * Snapshots, the column reader, writers, commits and atomic creation: Parquet and Delta on Hadoop.
 * No Spark here. {@code io.delta} is imported in this package alone, by one class for each of its
 * libraries.
 */
package org.plumbline.table;
