package org.plumbline.model;

/** {@code plumbline.json}: says that a folder home/name is ours. */
record HomeMarker(int formatVersion, String name) {}
