package org.plumbline.cycle;

/**
 * Whether runs have been ended from outside; what they say of themselves after that is not kept.
 */
final class Ending {

  private boolean ended;

  /** The last word: nothing is recorded after it. */
  synchronized void end(Runnable lastWord) {
    ended = true;
    lastWord.run();
  }

  /** Records something, wholly before the last word or not at all. */
  synchronized void unlessEnded(Runnable word) {
    if (!ended) {
      word.run();
    }
  }
}
