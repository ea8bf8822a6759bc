// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Proves that the suite has nothing against a machine that keeps the rules, whichever liberties it
 * takes, and that there is no liberty that none of these machines takes.
 */
class LawfulVariantsTest {
  private static final int PROGRAMS = 300;
  private static final List<LawfulVariants.Variant> VARIANTS = LawfulVariants.all();

  static List<LawfulVariants.Variant> variants() {
    return VARIANTS;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void nothingIsSaidAgainstIt(LawfulVariants.Variant variant) throws Exception {
    for (Judgement judgement : Runs.judged(variant.configuration(), 11, PROGRAMS)) {
      assertThat(judgement.violations())
          .as("%s %s", MachineText.of(variant.configuration()), judgement.history().program())
          .isEmpty();
      assertThat(judgement.undecided()).isEmpty();
    }
  }

  @Test
  void namesTellThemApart() {
    assertThat(VARIANTS).extracting(LawfulVariants.Variant::name).doesNotHaveDuplicates();
    assertThat(VARIANTS).extracting(LawfulVariants.Variant::configuration).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "choices",
        "suspend",
        "powerStateChoices",
        "idle",
        "calls",
        "discovery",
        "system",
        "trustedOs"
      })
  void everyChoiceIsMadeBothWays(String group) throws Exception {
    RecordComponent choices = component(Configuration.class, group);
    for (RecordComponent choice : choices.getType().getRecordComponents()) {
      if (choice.getName().equals("own")) {
        continue; // the machine's own table stands for all others
      }
      Set<Object> values = new HashSet<>();
      for (LawfulVariants.Variant variant : VARIANTS) {
        Object all = choices.getAccessor().invoke(variant.configuration());
        values.add(choice.getAccessor().invoke(all));
      }
      assertThat(values).as(choice.getName()).hasSizeGreaterThan(1);
    }
  }

  private static RecordComponent component(Class<?> type, String name) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getName().equals(name)) {
        return component;
      }
    }
    throw new IllegalArgumentException(name);
  }

  @Test
  void everyOptionalFunctionIsMissingSomewhere() {
    Set<PsciFunction> absent = EnumSet.noneOf(PsciFunction.class);
    for (LawfulVariants.Variant variant : VARIANTS) {
      for (PsciFunction function : PsciFunction.values()) {
        boolean defined = variant.configuration().version().isAtLeast(function.since());
        if (defined && !variant.configuration().has(function)) {
          absent.add(function);
        }
      }
    }
    assertThat(absent)
        .containsExactlyElementsOf(
            EnumSet.allOf(PsciFunction.class).stream().filter(f -> !f.isMandatory()).toList());
  }
}
