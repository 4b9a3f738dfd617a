package org.plumbline.features;

import java.io.Serializable;
import java.time.ZoneId;

/**
 * The column that dates a row.
 *
 * @param column a date, a timestamp, or a partition's text
 * @param zone decides the day of a timestamp with zone
 */
public record EventTime(String column, ZoneId zone) implements Serializable {}
