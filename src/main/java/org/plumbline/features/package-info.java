/**
 * Row rule, split, definitions, and the one path from columns to terms that fit and scoring share.
 * Plain Java on columns: no Spark, no files, no clock, no configuration.
 */
package org.plumbline.features;
