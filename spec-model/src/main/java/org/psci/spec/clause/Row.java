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
    ANYTHING
  }

  private static final Amount NO_AMOUNT = (platform, before, call) -> 0;

  private final Form form;
  private final int code;
  private final Amount amount;
  private final Answers answers;
  private final Effect effect;
  private final Because because;

  private Row(Form form, int code, Amount amount, Answers answers, Effect effect, Because because) {
    this.form = form;
    this.code = code;
    this.amount = amount;
    this.answers = answers;
    this.effect = effect;
    this.because = because;
  }

  static Row code(int code, Effect effect, Because because) {
    return new Row(Form.CODE, code, NO_AMOUNT, Answers.ANY_NUMBER, effect, because);
  }

  static Row amount(Amount amount, Because because) {
    return new Row(Form.AMOUNT, 0, amount, Answers.ANY_NUMBER, Effect.NOTHING, because);
  }

  static Row word(Amount amount, Because because) {
    return new Row(Form.WORD, 0, amount, Answers.ANY_NUMBER, Effect.NOTHING, because);
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

  /** The same outcome, which is possible only under this reading. */
  Row under(Reading reading) {
    return new Row(form, code, amount, answers, effect, because.under(reading));
  }

  /** The same answer of a call that did something else. */
  Row doing(Effect other) {
    return new Row(form, code, amount, answers, other, because);
  }

  /** The same outcome for another reason. */
  Row because(Because other) {
    return new Row(form, code, amount, answers, effect, other);
  }

  Effect effect() {
    return effect;
  }

  boolean leaves() {
    return form == Form.LEAVES;
  }

  Optional<Integer> constantCode() {
    return form == Form.CODE ? Optional.of(code) : Optional.empty();
  }

  Because because() {
    return because;
  }

  void hand(Platform platform, State before, Call call, Outcomes outcomes) {
    switch (form) {
      case CODE -> outcomes.returns(code, effect.after(platform, before, call), because);
      case AMOUNT ->
          outcomes.returnsNumber(
              amount.of(platform, before, call), effect.after(platform, before, call), because);
      case WORD ->
          outcomes.returns(
              (int) amount.of(platform, before, call),
              effect.after(platform, before, call),
              because);
      case ONE_OF -> outcomes.returnsOneOf(answers, effect.after(platform, before, call), because);
      case LEAVES -> outcomes.leaves(effect.after(platform, before, call), because);
      case ANYTHING -> outcomes.returnsAnything(before);
    }
  }
}
