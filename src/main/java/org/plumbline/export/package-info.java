/**
 * A model in other tongues: as an expression of SQL, and as plain terms in JSON with a scorer that
 * needs neither Spark nor Hadoop. Whatever leaves is read back and compared with our own
 * predictions first.
 */
package org.plumbline.export;
