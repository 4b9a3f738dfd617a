package org.plumbline.features;

/** How a value that scoring cannot take as it is was made up for. */
public enum Substitution {
  /** A missing number took the training mean. */
  IMPUTED,
  /** A level that training did not have took the pooled level's or the reference's effect. */
  UNSEEN
}
