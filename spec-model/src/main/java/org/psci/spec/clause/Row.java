// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.Optional;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;

/** One permitted outcome in a table: what comes back, what becomes of the machine, and why. */
final class Row {

  /** What comes back. */
  private enum Form {
    CODE,
    AMOUNT,
    WORD,
    ONE_OF,
    LEAVES,
    ANYTHING,
    PASSES_ON
  }

  private static final Amounts NO_AMOUNT = (platform, before, call) -> new long[0];

  private final Form form;
  private final int code;
  private final Amounts amounts;
  private final Answers answers;
  private final Effect effect;
  private final Because because;

  private Row(
      Form form, int code, Amounts amounts, Answers answers, Effect effect, Because because) {
    this.form = form;
    this.code = code;
    this.amounts = amounts;
    this.answers = answers;
    this.effect = effect;
    this.because = because;
  }

  static Row code(int code, Effect effect, Because because) {
    return new Row(Form.CODE, code, NO_AMOUNT, Answers.ANY_NUMBER, effect, because);
  }

  static Row amounts(Amounts amounts, Because because) {
    return new Row(Form.AMOUNT, 0, amounts, Answers.ANY_NUMBER, Effect.NOTHING, because);
  }

  static Row word(Amount amount, Because because) {
    Amounts one = (platform, before, call) -> new long[] {amount.of(platform, before, call)};
    return new Row(Form.WORD, 0, one, Answers.ANY_NUMBER, Effect.NOTHING, because);
  }

  static Row oneOf(Answers answers, Effect effect, Because because) {
    return new Row(Form.ONE_OF, 0, NO_AMOUNT, answers, effect, because);
  }

  static Row leaves(Effect effect, Because because) {
    return new Row(Form.LEAVES, 0, NO_AMOUNT, Answers.ANY_NUMBER, effect, because);
  }

  static Row anything(Because because) {
    return new Row(Form.ANYTHING, 0, NO_AMOUNT, Answers.ANY_NUMBER, Effect.NOTHING, because);
  }

  static Row passesOn(Because because) {
    return new Row(Form.PASSES_ON, 0, NO_AMOUNT, Answers.ANY_NUMBER, Effect.NOTHING, because);
  }

  /** The same outcome, which is possible only under this reading. */
  Row under(Reading reading) {
    return new Row(form, code, amounts, answers, effect, because.under(reading));
  }

  /** The same answer of a call that did something else. */
  Row doing(Effect other) {
    return new Row(form, code, amounts, answers, other, because);
  }

  /** The same outcome for another reason. */
  Row because(Because other) {
    return new Row(form, code, amounts, answers, effect, other);
  }

  Effect effect() {
    return effect;
  }

  boolean leaves() {
    return form == Form.LEAVES;
  }

  boolean passesOn() {
    return form == Form.PASSES_ON;
  }

  Optional<Integer> constantCode() {
    return form == Form.CODE ? Optional.of(code) : Optional.empty();
  }

  Because because() {
    return because;
  }

  void hand(Platform platform, State before, Call call, Section.Permits next, Outcomes outcomes) {
    switch (form) {
      case CODE -> outcomes.returns(code, effect.after(platform, before, call), because);
      case AMOUNT -> {
        for (long amount : amounts.of(platform, before, call)) {
          outcomes.returnsNumber(amount, effect.after(platform, before, call), because);
        }
      }
      case WORD -> {
        for (long amount : amounts.of(platform, before, call)) {
          outcomes.returns((int) amount, effect.after(platform, before, call), because);
        }
      }
      case ONE_OF -> outcomes.returnsOneOf(answers, effect.after(platform, before, call), because);
      case LEAVES -> outcomes.leaves(effect.after(platform, before, call), because);
      case ANYTHING -> outcomes.returnsAnything(before);
      case PASSES_ON -> {
        Outcomes sink =
            because.reading().map(r -> outcomes.under(r.ambiguity(), r.letter())).orElse(outcomes);
        next.permit(platform, before, call, sink);
      }
    }
  }
}
