// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Choice;
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
  @EnumSource(Choice.class)
  void everyChoiceIsMadeBothWays(Choice choice) {
    assertThat(VARIANTS).anyMatch(variant -> variant.configuration().has(choice));
    assertThat(VARIANTS).anyMatch(variant -> !variant.configuration().has(choice));
  }

  static List<Function<Configuration, Object>> componentsWithSeveralValues() {
    return List.of(
        Configuration::format,
        Configuration::highestLevel,
        Configuration::ownPowerStates,
        Configuration::answersUpTo,
        Configuration::order,
        Configuration::upperHalf,
        Configuration::trustedOs);
  }

  @ParameterizedTest
  @MethodSource("componentsWithSeveralValues")
  void severalValuesAreTaken(Function<Configuration, Object> component) {
    assertThat(VARIANTS.stream().map(LawfulVariants.Variant::configuration).map(component))
        .as("values")
        .satisfies(values -> assertThat(Set.copyOf(values)).hasSizeGreaterThan(1));
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
