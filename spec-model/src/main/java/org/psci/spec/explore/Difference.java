// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.List;
import java.util.stream.Stream;
import org.psci.spec.model.State;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/**
 * Something that a version permits although the one before did not. Whatever else it permits must
 * have been permitted before.
 *
 * @param since the first version with it
 * @param name its name
 * @param sentence what it is
 * @param rules the rules that it comes from
 * @param explains whether an outcome is one of it
 */
public record Difference(
    Version since, String name, String sentence, List<Rule> rules, Outcome explains) {

  /** What is looked at: an outcome of the newer version that the older does not permit. */
  interface Outcome {
    boolean isOne(Action action, Result result, State before, State after);
  }

  private static final String SUSPENSIONS_NOTED = "suspensions-are-noted";

  private static final List<Difference> ALL =
      List.of(
          of(
              Version.V1_0,
              "version-answer",
              "PSCI_VERSION answers 1.0.",
              "VER-01",
              Difference::isVersion),
          of(
              Version.V1_0,
              "new-functions",
              "PSCI_FEATURES, CPU_FREEZE, CPU_DEFAULT_SUSPEND, NODE_HW_STATE, SYSTEM_SUSPEND,"
                  + " PSCI_SET_SUSPEND_MODE and PSCI_STAT_* are there.",
              "VER-03 FEAT-01",
              (action, result, before, after) -> isNew(Version.V1_0, action)),
          of(
              Version.V1_0,
              "invalid-address",
              "A bad entry point has an error code of its own.",
              "CPU_ON-04 SUSP-08",
              (action, result, before, after) ->
                  result.is(ReturnCode.INVALID_ADDRESS)
                      && (action.isCallOf(PsciFunction.CPU_ON)
                          || action.isCallOf(PsciFunction.CPU_SUSPEND))),
          of(
              Version.V1_0,
              "levels-need-not-be-answered",
              "AFFINITY_INFO may refuse levels above 0.",
              "AFF-05",
              (action, result, before, after) ->
                  action.isCallOf(PsciFunction.AFFINITY_INFO)
                      && action.word(2) > 0
                      && result.is(ReturnCode.INVALID_PARAMETERS)),
          of(
              Version.V1_0,
              SUSPENSIONS_NOTED,
              "That a core called CPU_SUSPEND matters to PSCI_SET_SUSPEND_MODE.",
              "MODE-02",
              (action, result, before, after) ->
                  action.isCallOf(PsciFunction.CPU_SUSPEND)
                      && before.hasSuspended() != after.hasSuspended()),
          of(
              Version.V1_1,
              "version-answer",
              "PSCI_VERSION answers 1.1.",
              "VER-01",
              Difference::isVersion),
          of(
              Version.V1_1,
              "new-functions",
              "SYSTEM_RESET2, MEM_PROTECT and MEM_PROTECT_CHECK_RANGE are there.",
              "VER-03",
              (action, result, before, after) -> isNew(Version.V1_1, action)),
          of(
              Version.V1_2,
              "version-answer",
              "PSCI_VERSION answers 1.2.",
              "VER-01",
              Difference::isVersion),
          of(
              Version.V1_2,
              "start-denied",
              "CPU_ON may be DENIED because firmware policy withholds the core.",
              "CPU_ON-12",
              (action, result, before, after) ->
                  action.isCallOf(PsciFunction.CPU_ON) && result.is(ReturnCode.DENIED)),
          of(
              Version.V1_3,
              "version-answer",
              "PSCI_VERSION answers 1.3.",
              "VER-01",
              Difference::isVersion),
          of(
              Version.V1_3,
              "new-functions",
              "SYSTEM_OFF2 is there.",
              "VER-03 OFF2-01",
              (action, result, before, after) -> isNew(Version.V1_3, action)),
          of(
              Version.V1_3,
              "flag-of-hibernate-off",
              "PSCI_FEATURES has a flag for SYSTEM_OFF2.",
              "OFF2-01",
              (action, result, before, after) ->
                  action.isCallOf(PsciFunction.PSCI_FEATURES)
                      && PsciFunction.SYSTEM_OFF2.hasId(action.word(1))));

  /** The differences between the version of a machine and the one before it. */
  static List<Difference> of(Setting newer) {
    return ALL.stream()
        .filter(difference -> difference.since() == newer.version())
        .filter(
            difference ->
                newer.modes() == Setting.Modes.OSI || !difference.name().equals(SUSPENSIONS_NOTED))
        .toList();
  }

  private static Difference of(
      Version since, String name, String sentence, String rules, Outcome explains) {
    List<Rule> because = Stream.of(rules.split(" ", -1)).map(RuleCatalogue::rule).toList();
    return new Difference(since, name, sentence, because, explains);
  }

  private static boolean isVersion(Action action, Result result, State before, State after) {
    return action.isCallOf(PsciFunction.PSCI_VERSION);
  }

  private static boolean isNew(Version version, Action action) {
    return action.function().filter(function -> function.since() == version).isPresent();
  }

  @Override
  public String toString() {
    return name;
  }
}
