/** Spark MLlib: the cross-check of a fit. Handed to {@code cycle} as a function by {@code app}. */
package org.plumbline.mllib;
