/**
 * Blocks of typed columns with their missing masks: the form in which data moves from a file to a
 * kernel.
 *
 * <p>Nothing here knows files, Spark or statistics; only the JDK is used.
 */
package org.plumbline.columns;
