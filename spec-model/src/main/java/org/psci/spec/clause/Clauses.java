// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * Where a section writes down its clauses, in the order of the text:
 *
 * <pre>{@code
 * on.refuses(ALREADY_ON).when("the target is running", s -> s.target() == RUNNING).by("CPU_ON-05");
 * on.mayRefuse(INTERNAL_FAILURE).by("CPU_ON-11");
 * on.does(START).when("the target is OFF", s -> s.target() == OFF).by("CPU_ON-20", "CPU_ON-01");
 * }</pre>
 *
 * <p>Where at least one refusal is due, only refusals are permitted, each that applies; elsewhere
 * all that clauses do or may refuse. The first rule of a clause is the one that it belongs to.
 *
 * @param <S> the situations of the section
 */
public final class Clauses<S> {
  private final String subject;
  private final List<Draft> drafts = new ArrayList<>();

  Clauses(String subject) {
    this.subject = subject;
  }

  List<Line<S>> lines() {
    return drafts.stream().map(Draft::line).toList();
  }

  private static final Because NO_RULE = new Because(List.of(), Optional.empty(), List.of());

  /** The call must be refused with this code, and changes nothing. */
  public Draft refuses(ReturnCode code) {
    return refuses(code, Effect.NOTHING);
  }

  /** The call must be refused with this code, and leaves a trace that the text allows. */
  public Draft refuses(ReturnCode code, Effect trace) {
    Row row = Row.code(code.value(), trace, NO_RULE);
    return new Draft(Clause.Kind.DUTY, "the call is refused with " + code, row);
  }

  /** The call may be refused with this code, and changes nothing. */
  public Draft mayRefuse(ReturnCode code) {
    return mayRefuse(code, Effect.NOTHING);
  }

  /** The call may be refused with this code, and leaves a trace that the text allows. */
  public Draft mayRefuse(ReturnCode code, Effect trace) {
    Row row = Row.code(code.value(), trace, NO_RULE);
    return new Draft(Clause.Kind.PERMISSION, "the call may be refused with " + code, row)
        .toldApartBy(code);
  }

  /** The call may be refused with one of these, and changes nothing. */
  public Draft mayRefuse(Answers answers) {
    Row row = Row.oneOf(answers, Effect.NOTHING, NO_RULE);
    return new Draft(
        Clause.Kind.PERMISSION, "the call may be refused with " + answers.description(), row);
  }

  /** The call returns SUCCESS, and does something. */
  public Draft does(String words, Effect effect) {
    Row row = Row.code(ReturnCode.SUCCESS.value(), effect, NO_RULE);
    return new Draft(Clause.Kind.EFFECT, "the call returns SUCCESS, and " + words, row);
  }

  /** The call returns this value in its lower half, and changes nothing. */
  public Draft answers(int value, String name) {
    return new Draft(
        Clause.Kind.EFFECT, "the call returns " + name, Row.code(value, Effect.NOTHING, NO_RULE));
  }

  /** The call returns this value in its lower half, and does something. */
  public Draft answers(int value, String name, Effect effect) {
    return new Draft(
        Clause.Kind.EFFECT, "the call returns " + name, Row.code(value, effect, NO_RULE));
  }

  /** The call returns a number that depends on the machine. */
  public Draft answers(Amount amount, String name) {
    return answersOneOf(
        (platform, before, call) -> new long[] {amount.of(platform, before, call)}, name);
  }

  /** The call returns one of several numbers that depend on the machine. */
  public Draft answersOneOf(Amounts amounts, String name) {
    return new Draft(Clause.Kind.EFFECT, "the call returns " + name, Row.amounts(amounts, NO_RULE));
  }

  /** The call returns a number in its lower half that depends on the machine. */
  public Draft answersWord(Amount amount, String name) {
    return new Draft(Clause.Kind.EFFECT, "the call returns " + name, Row.word(amount, NO_RULE));
  }

  /** The call returns one of these. */
  public Draft answers(Answers answers) {
    return new Draft(
        Clause.Kind.EFFECT,
        "the call returns " + answers.description(),
        Row.oneOf(answers, Effect.NOTHING, NO_RULE));
  }

  /** The call may also return this value in its lower half, and changes nothing. */
  public Draft mayAnswer(int value, String name) {
    Row row = Row.code(value, Effect.NOTHING, NO_RULE);
    return new Draft(Clause.Kind.PERMISSION, "the call may return " + name, row);
  }

  /** The call may also return one of these, and changes nothing. */
  public Draft mayAnswer(Answers answers) {
    Row row = Row.oneOf(answers, Effect.NOTHING, NO_RULE);
    return new Draft(Clause.Kind.PERMISSION, "the call may return " + answers.description(), row);
  }

  /** The call takes the caller away, and does something. */
  public Draft leaves(String words, Effect effect) {
    return new Draft(
        Clause.Kind.EFFECT, "the call does not return, and " + words, Row.leaves(effect, NO_RULE));
  }

  /** The call does not come back, whatever else becomes of it. */
  public Draft doesNotReturn() {
    return new Draft(Clause.Kind.EFFECT, "the call does not return", null);
  }

  /** What is permitted is for the {@linkplain Section#then next section} to say. */
  public Draft passesOn(String toWhom) {
    return new Draft(Clause.Kind.PERMISSION, toWhom + " decides", Row.passesOn(NO_RULE));
  }

  /** The specification says nothing of the call: it may return anything. */
  public Draft isNotJudged() {
    return new Draft(Clause.Kind.PERMISSION, "the call may return anything", Row.anything(NO_RULE));
  }

  /** A code stands for its reason, and comes in no other situation. */
  public Draft means(ReturnCode code, String reason) {
    Row row = Row.code(code.value(), Effect.NOTHING, NO_RULE);
    return new Draft(Clause.Kind.MEANING, code + " says that " + reason, row)
        .named(code.name())
        .besideRefusals();
  }

  /** A code does not come at all. */
  public Draft never(ReturnCode code) {
    Row row = Row.code(code.value(), Effect.NOTHING, NO_RULE);
    return new Draft(Clause.Kind.MEANING, "the call never returns " + code, row).named(code.name());
  }

  /** None of these comes. */
  public Draft never(Answers answers) {
    Row row = Row.oneOf(answers, Effect.NOTHING, NO_RULE);
    return new Draft(Clause.Kind.MEANING, "the call never returns " + answers.description(), row)
        .named(answers.name());
  }

  /**
   * The call only asks: whatever it returns, everything stays as it was.
   *
   * @param disturbance what an answer does where this is not kept
   */
  public Draft changesNothing(Effect disturbance) {
    Row row = Row.oneOf(Answers.ANY_NUMBER, disturbance, NO_RULE);
    return new Draft(Clause.Kind.NO_TRACE, "the call changes nothing", row).named("asked");
  }

  /** A value that does not come. */
  public Draft never(int value, String name) {
    Row row = Row.code(value, Effect.NOTHING, NO_RULE);
    return new Draft(Clause.Kind.MEANING, "the call does not return " + name, row).named(name);
  }

  /** A code that does not come, whatever the function is asked: a function that is there. */
  public Draft neverEverywhere(ReturnCode code) {
    Row row = Row.code(code.value(), Effect.NOTHING, NO_RULE);
    return new Draft(Clause.Kind.VIEW, "the call does not return " + code, row)
        .named(code.name() + " everywhere");
  }

  /** A refused call leaves everything as it was. */
  public Draft changesNothingWhereRefused() {
    return new Draft(Clause.Kind.NO_TRACE, "a call that is refused changes nothing", null)
        .named("refused");
  }

  /**
   * A refused call leaves everything as it was.
   *
   * @param trace what it leaves behind where this is not kept, if that is not what the calls of
   *     this section do when they succeed
   */
  public Draft changesNothingWhereRefused(Effect trace) {
    Row row = Row.code(ReturnCode.SUCCESS.value(), trace, NO_RULE);
    return new Draft(Clause.Kind.NO_TRACE, "a call that is refused changes nothing", row)
        .named("refused");
  }

  /** No other results come than those of the other clauses. */
  public Draft onlyTheseResults() {
    return new Draft(Clause.Kind.FRAME, "the call has no other results", null)
        .named("other results");
  }

  /** A clause that is being written. */
  public final class Draft {
    private final Clause.Kind kind;
    private final String what;
    private final @Nullable Row row;
    private String words = "";
    private String name = "";
    private String code = "";
    private boolean besideRefusals;
    private Predicate<S> when = situation -> true;
    private @Nullable Because because;
    private Optional<Reading> amongOthers = Optional.empty();
    private Optional<Reading> undetected = Optional.empty();
    private Optional<Answers> otherwise = Optional.empty();
    private final List<Clause> wider = new ArrayList<>();

    private Draft(Clause.Kind kind, String what, @Nullable Row row) {
      this.kind = kind;
      this.what = what;
      this.row = row;
      drafts.add(this);
    }

    private Draft named(String ofSituation) {
      name = ofSituation;
      return this;
    }

    /** Several codes may be allowed in one situation, by one rule. */
    private Draft toldApartBy(ReturnCode allowed) {
      code = " " + allowed;
      return this;
    }

    /**
     * In which situations it holds; in all, if it is not said.
     *
     * @param condition in words, as they follow "if"
     */
    public Draft when(String condition, Predicate<S> holds) {
      words = condition;
      when = holds;
      return this;
    }

    /**
     * Its rule, and others that are kept where it is kept.
     *
     * @throws IllegalArgumentException if the catalogue lacks one
     */
    public Draft by(String rule, String... others) {
      String[] ids = new String[others.length + 1];
      ids[0] = rule;
      System.arraycopy(others, 0, ids, 1, others.length);
      because = Because.of(ids);
      return this;
    }

    /** Its rules, with what else an outcome reveals. */
    public Draft because(Because why) {
      because = why;
      return this;
    }

    /**
     * It is there by a reading of an open point. A reading that is a fault is permitted only where
     * the clause is {@linkplain LeftOut left out} as a demand.
     */
    public Draft under(String ambiguity, String letter) {
      because = reasons().under(ambiguity, letter);
      return this;
    }

    /** Where other refusals are due as well, that this one comes follows a reading. */
    public Draft amongOthers(String ambiguity, String letter) {
      amongOthers = Optional.of(AmbiguityCatalogue.ambiguity(ambiguity).reading(letter));
      return this;
    }

    /**
     * By a reading the reason need not be detected: then the call goes on as if it were not there.
     */
    public Draft orUndetected(String ambiguity, String letter) {
      undetected = Optional.of(AmbiguityCatalogue.ambiguity(ambiguity).reading(letter));
      return this;
    }

    /**
     * Where an answer is left out, one of these comes in its place; any number if it is not said.
     */
    public Draft otherwise(Answers answers) {
      otherwise = Optional.of(answers);
      return this;
    }

    /** A refusal that is allowed also where others are due: of several reasons any may be given. */
    public Draft besideRefusals() {
      besideRefusals = true;
      return this;
    }

    /**
     * Says that wider clauses, which say the same of more situations, are broken where all of their
     * narrower ones are: then the wider one is the cause.
     */
    public Draft within(Clause... clauses) {
      wider.addAll(List.of(clauses));
      return this;
    }

    private Because reasons() {
      if (because == null) {
        throw new IllegalStateException("a clause of " + subject + " has no rule: " + what);
      }
      return because;
    }

    private Line<S> line() {
      Because reasons = reasons();
      boolean isFault = !reasons.isLawful();
      String situation = (name + " " + words).strip();
      String told = kind == Clause.Kind.PERMISSION ? situation + code : situation;
      String sentence = (words.isEmpty() ? "" : "if " + words + ", ") + what;
      return new Line<>(
          isFault ? Clause.Kind.KNOWN_FAULT : kind,
          subject,
          isFault ? situation + " " + reasons.reading().orElseThrow() : told,
          when,
          reasons,
          sentence,
          row == null ? null : row.because(reasons),
          amongOthers,
          undetected,
          otherwise,
          besideRefusals,
          wider);
    }
  }
}
