package org.plumbline.cycle;

import java.util.Optional;
import org.plumbline.table.ScoreTable;

/** What a run is asked to do: the commands that print a result line. */
public sealed interface Command {

  /** Its name on the command line and in the result. */
  String word();

  /** Calls the handler's method for this command. */
  <R> R handledBy(Handler<R> handler);

  /** Does something for each kind of command. */
  interface Handler<R> {
    R retrain(Retrain command);

    R train(Train command);

    R evaluate(Evaluate command);

    R promote(Promote command);

    R approve(Approve command);

    R forcePromote(ForcePromote command);

    R rollback(Rollback command);

    R score(Score command);

    R monitor(Monitor command);
  }

  /** The whole cycle: train, evaluate, promote, score, monitor. */
  record Retrain(Due due) implements Command {
    /** Whether the cycle runs in any case. */
    public enum Due {
      ALWAYS,
      /** Where monitoring asks for it, or has not begun. */
      BY_MONITORING
    }

    public Retrain() {
      this(Due.ALWAYS);
    }

    @Override
    public String word() {
      return "retrain";
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.retrain(this);
    }
  }

  /** Fits a challenger. */
  record Train(CrossChecking crossChecking) implements Command {
    /** Whether the fit is repeated by other means and compared. */
    public enum CrossChecking {
      OFF,
      ON
    }

    @Override
    public String word() {
      return "train";
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.train(this);
    }
  }

  /**
   * Judges the cycle's challenger beside the champion.
   *
   * @param model judged instead of the cycle's challenger, in a cycle of its own
   */
  record Evaluate(Optional<String> model) implements Command {
    @Override
    public String word() {
      return "evaluate";
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.evaluate(this);
    }
  }

  /** Applies the policy to the cycle's evaluation. */
  record Promote() implements Command {
    @Override
    public String word() {
      return "promote";
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.promote(this);
    }
  }

  /** Puts the challenger in force whose decision waits for a person's approval. */
  record Approve(String by, String reason) implements Command {
    @Override
    public String word() {
      return "promote";
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.approve(this);
    }
  }

  /** Puts a model in force whatever the policy says, and lifts its ban. */
  record ForcePromote(String model, String reason, Optional<String> by) implements Command {
    @Override
    public String word() {
      return "promote";
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.forcePromote(this);
    }
  }

  /** Puts an earlier model in force again and bans the one that is left. */
  record Rollback(String to, String reason, Optional<String> by) implements Command {
    @Override
    public String word() {
      return "rollback";
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.rollback(this);
    }
  }

  /**
   * Writes bulk scores.
   *
   * @param model used instead of the champion, in a cycle of its own
   * @param replace whether scores of the day that are already published are replaced
   */
  record Score(Optional<String> model, ScoreTable.Replace replace) implements Command {
    @Override
    public String word() {
      return "score";
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.score(this);
    }
  }

  /** Watches what the champion scores, and its errors once labels arrive. */
  record Monitor() implements Command {
    @Override
    public String word() {
      return "monitor";
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.monitor(this);
    }
  }
}
