package org.plumbline.scan;

import java.io.Serializable;
import java.util.function.Function;
import org.plumbline.Failure;

/** A task's result, or why there can be none. */
sealed interface Outcome<R extends Serializable> extends Serializable {

  /**
   * @throws Failure the task's own
   */
  R value();

  /** What becomes of the result; a refusal stays what it is. */
  <S extends Serializable> Outcome<S> map(Function<R, S> onwards);

  record Done<R extends Serializable>(R value) implements Outcome<R> {
    @Override
    public <S extends Serializable> Outcome<S> map(Function<R, S> onwards) {
      return new Done<>(onwards.apply(value));
    }
  }

  record Refused<R extends Serializable>(Failure failure) implements Outcome<R> {
    @Override
    public R value() {
      throw failure;
    }

    @Override
    public <S extends Serializable> Outcome<S> map(Function<R, S> onwards) {
      return new Refused<>(failure);
    }
  }
}
