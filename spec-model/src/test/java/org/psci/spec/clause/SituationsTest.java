// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Proves that situations are numbered as tables look them up, or refused. */
class SituationsTest {
  enum Colour {
    RED,
    GREEN
  }

  enum Size {
    SMALL,
    MEDIUM,
    LARGE
  }

  record Numbered(Colour colour, Size size) implements Situation {
    @Override
    public int index() {
      return colour.ordinal() * 3 + size.ordinal();
    }
  }

  record FirstFastest(Colour colour, Size size) implements Situation {
    @Override
    public int index() {
      return size.ordinal() * 2 + colour.ordinal();
    }
  }

  record FromOne(Colour colour) implements Situation {
    @Override
    public int index() {
      return colour.ordinal() + 1;
    }
  }

  record WithNumber(Colour colour, int number) implements Situation {
    @Override
    public int index() {
      return colour.ordinal();
    }
  }

  record Picky(Colour colour) implements Situation {
    Picky {
      if (colour == Colour.GREEN) {
        throw new IllegalStateException("not green");
      }
    }

    @Override
    public int index() {
      return colour.ordinal();
    }
  }

  record Only() implements Situation {
    @Override
    public int index() {
      return 0;
    }
  }

  @Test
  void lastComponentCountsFastest() {
    assertThat(Situations.of(Numbered.class))
        .containsExactly(
            new Numbered(Colour.RED, Size.SMALL),
            new Numbered(Colour.RED, Size.MEDIUM),
            new Numbered(Colour.RED, Size.LARGE),
            new Numbered(Colour.GREEN, Size.SMALL),
            new Numbered(Colour.GREEN, Size.MEDIUM),
            new Numbered(Colour.GREEN, Size.LARGE));
    assertThat(Situations.of(Only.class)).containsExactly(new Only());
  }

  @Test
  void wrongIndexIsRefused() {
    assertThatThrownBy(() -> Situations.of(FirstFastest.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FirstFastest[colour=RED, size=MEDIUM] has index 2, not 1");
    assertThatThrownBy(() -> Situations.of(FromOne.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FromOne[colour=RED] has index 1, not 0");
  }

  @Test
  void onlyEnumsTellCasesApart() {
    assertThatThrownBy(() -> Situations.of(WithNumber.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("int number of " + WithNumber.class.getName() + " is no enum");
  }

  @Test
  void everyCombinationMustBePossible() {
    assertThatThrownBy(() -> Situations.of(Picky.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(Picky.class.getName() + " cannot be made")
        .hasRootCauseMessage("not green");
  }
}
