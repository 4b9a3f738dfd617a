package org.plumbline.model;

/** The version of the record formats, the first key of each. */
public final class FormatVersion {

  public static final int CURRENT = 1;

  private FormatVersion() {}
}
