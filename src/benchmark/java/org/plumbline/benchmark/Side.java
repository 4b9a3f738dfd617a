package org.plumbline.benchmark;

/** One side of a comparison: set up once in its own process, then run again and again. */
interface Side {

  /**
   * Runs once, from the files to the answer.
   *
   * @return a line about the answer, so that nothing can be optimised away and both sides can be
   *     compared
   */
  String run() throws Exception;
}
