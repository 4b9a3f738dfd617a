package org.plumbline.model;

import java.util.List;

/** Something accepted that a person should know; kind as interface.md lists them. */
public record Warning(String kind, List<String> columns, long count, String message) {}
