/**
 * From moments to a solution with its errors and its certificate. Plain Java on statistics: no
 * Spark, no files, no clock, no configuration.
 */
package org.plumbline.regression;
