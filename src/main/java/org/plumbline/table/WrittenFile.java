package org.plumbline.table;

import java.io.Serializable;
import java.util.Map;

/**
 * A finished data file: absolute path, size, modification time, rows, and null counts, least and
 * greatest values by column (as Delta statistics print them; absent where a double column holds
 * NaN).
 */
public record WrittenFile(
    String path,
    long size,
    long modified,
    long rows,
    Map<String, Long> nulls,
    Map<String, String> least,
    Map<String, String> greatest)
    implements Serializable {}
