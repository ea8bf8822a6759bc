// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Rule;

/**
 * One thing that the specification says, small enough to be broken alone: the refusal of one kind
 * of call, one effect, the meaning of one code, where a core comes in. It belongs to one rule.
 *
 * <p>Two clauses are the same if their ids are.
 */
public class Clause {

  /** What sort of thing a clause says, what permits least where it is left out first. */
  public enum Kind {
    /**
     * That a register is not read, the text not understood, or one call taken for another, in a way
     * that implementations are known to do. To leave it out is to follow that reading.
     */
    KNOWN_FAULT,
    /** What of a register counts. To leave it out is to read the register as it is. */
    DECODING,
    /** That a call must be refused, and with which code. */
    DUTY,
    /** That a core comes in, or comes back: where, with what, and that it does. */
    STEP,
    /** What a returning call, or an entering core, finds in registers. */
    REGISTERS,
    /** That answers agree with each other. */
    AGREEMENT,
    /** That a code stands for its reason only. */
    MEANING,
    /** What a call does, or answers, if nothing refuses it. */
    EFFECT,
    /** What several functions have in common, or several situations of one. */
    VIEW,
    /** That a refused call changes nothing. */
    NO_TRACE,
    /** That nothing else happens than what the other clauses say. */
    FRAME,
    /** That a call may be refused. It cannot be broken. */
    PERMISSION
  }

  private final Kind kind;
  private final String id;
  private final Because because;
  private final String sentence;

  /**
   * @param subject what it is about, such as the name of a function
   * @param situation when it holds, in a few words; empty if always
   * @param because its rule, and others that an implementation shows to keep where it keeps this
   * @param sentence the clause as one sentence without a full stop
   */
  public Clause(Kind kind, String subject, String situation, Because because, String sentence) {
    this.kind = kind;
    this.id = id(subject, situation, because);
    this.because = because;
    this.sentence = sentence;
  }

  /** A clause that says of more situations what narrower ones say of one each. */
  public static Clause wider(String subject, String situation, String sentence, String... rules) {
    return new Clause(Kind.VIEW, subject, situation, Because.of(rules), sentence);
  }

  private static String id(String subject, String situation, Because because) {
    String words = situation.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String id = because.rules().get(0).id() + "/" + subject;
    return words.isEmpty() ? id : id + "/" + words.replaceAll("^-|-$", "");
  }

  public final Kind kind() {
    return kind;
  }

  /** The same in every run and every version of a report: made of rule, subject and situation. */
  public final String id() {
    return id;
  }

  /** The rule that is broken where this clause is. */
  public final Rule rule() {
    return because.rules().get(0);
  }

  /** The rules that say the same in other words, or follow from it here. */
  public final List<Rule> alsoUnder() {
    return because.rules().subList(1, because.rules().size());
  }

  /** The reading of an open point that it belongs to, if it does. */
  public final Optional<Reading> reading() {
    return because.reading();
  }

  /** The reading by which it comes before other refusals that are due. */
  public Optional<Reading> amongOthers() {
    return Optional.empty();
  }

  /** The reading by which what it refuses need not be detected. */
  public Optional<Reading> undetected() {
    return Optional.empty();
  }

  /** Whether its outcome is permitted where refusals are due as well. */
  public boolean isBesideRefusals() {
    return false;
  }

  /** Why an outcome that it permits is permitted. */
  final Because because() {
    return because;
  }

  /** What it says, as one sentence without a full stop. */
  public final String sentence() {
    return sentence;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Clause clause && clause.id.equals(id);
  }

  @Override
  public final int hashCode() {
    return id.hashCode();
  }

  @Override
  public final String toString() {
    return id;
  }
}
