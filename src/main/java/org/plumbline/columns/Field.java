package org.plumbline.columns;

import java.io.Serializable;

/** A column's name, taken literally (a dot is no path), and its type. */
public record Field(String name, ColumnType type) implements Serializable {}
