// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.psci.conformance.machine.ObjectForm.Field;
import org.psci.reference.Bug;
import org.psci.reference.CallChoices;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** Every field of the file that describes a reference machine. */
final class MachineFields {
  /** AFFINITY_INFO can ask for levels up to this one. */
  private static final int HIGHEST_AFFINITY = 3;

  private static final int HIGHEST_POWER_LEVEL = 3;

  static final ObjectForm<Draft> ALL =
      new ObjectForm<>(
          List.of(
              field(
                  "version",
                  Forms.choice(Arrays.asList(Version.values()), Version::toString),
                  d -> d.version,
                  (d, v) -> d.version = v),
              field("topology", new TopologyForm(), d -> d.topology, (d, v) -> d.topology = v),
              field(
                  "power_tree",
                  PowerTreeForm.FORM,
                  d -> Optional.ofNullable(d.powerTree),
                  (d, v) -> d.powerTree = v.orElse(null)),
              field(
                  "execution_state",
                  constants(ExecutionState.values()),
                  d -> d.executionState,
                  (d, v) -> d.executionState = v),
              field(
                  "absent",
                  set(
                      Forms.choice(Arrays.asList(PsciFunction.values()), PsciFunction::name),
                      PsciFunction.class),
                  d -> d.absent,
                  (d, v) -> d.absent = v),
              field("trusted_os", new TrustedOsForm(), d -> d.trustedOs, (d, v) -> d.trustedOs = v),
              field(
                  "format",
                  Forms.choice(
                      Arrays.asList(PowerStateFormat.values()),
                      format -> format == PowerStateFormat.ORIGINAL ? "original" : "extended"),
                  d -> d.format,
                  (d, v) -> d.format = v),
              flag("os_initiated", d -> d.osInitiated, (d, v) -> d.osInitiated = v),
              flag("published", d -> d.published, (d, v) -> d.published = v),
              field(
                  "highest_level",
                  Forms.number(0, HIGHEST_POWER_LEVEL),
                  d -> d.highestLevel,
                  (d, v) -> d.highestLevel = v),
              field(
                  "power_states",
                  Forms.list(new PowerStateForm()),
                  d -> d.powerStates,
                  (d, v) -> d.powerStates = v),
              flag("downgrades", d -> d.downgrades, (d, v) -> d.downgrades = v),
              flag("wakes_early", d -> d.wakesEarly, (d, v) -> d.wakesEarly = v),
              flag("hides_pending", d -> d.hidesPending, (d, v) -> d.hidesPending = v),
              flag("answers_groups", d -> d.answersGroups, (d, v) -> d.answersGroups = v),
              field(
                  "answers_up_to",
                  Forms.number(0, HIGHEST_AFFINITY),
                  d -> d.answersUpTo,
                  (d, v) -> d.answersUpTo = v),
              flag("checks_entries", d -> d.checksEntries, (d, v) -> d.checksEntries = v),
              flag("checks_alignment", d -> d.checksAlignment, (d, v) -> d.checksAlignment = v),
              field(
                  "order",
                  constants(CallChoices.Order.values()),
                  d -> d.order,
                  (d, v) -> d.order = v),
              field(
                  "upper_half",
                  constants(CallChoices.UpperHalf.values()),
                  d -> d.upperHalf,
                  (d, v) -> d.upperHalf = v),
              flag("keeps_width_rule", d -> d.keepsWidthRule, (d, v) -> d.keepsWidthRule = v),
              flag("starts_fail_once", d -> d.startsFailOnce, (d, v) -> d.startsFailOnce = v),
              flag("has_migrate_info", d -> d.hasMigrateInfo, (d, v) -> d.hasMigrateInfo = v),
              flag("has_smccc_version", d -> d.hasSmcccVersion, (d, v) -> d.hasSmcccVersion = v),
              flag(
                  "reports_smccc_version",
                  d -> d.reportsSmcccVersion,
                  (d, v) -> d.reportsSmcccVersion = v),
              flag(
                  "reports_smc64_to_aarch32",
                  d -> d.reportsSmc64ToAarch32,
                  (d, v) -> d.reportsSmc64ToAarch32 = v),
              flag("default_is_standby", d -> d.defaultIsStandby, (d, v) -> d.defaultIsStandby = v),
              flag("frozen_shows_off", d -> d.frozenShowsOff, (d, v) -> d.frozenShowsOff = v),
              flag("counts_on_exit", d -> d.countsOnExit, (d, v) -> d.countsOnExit = v),
              flag("strict_mode_change", d -> d.strictModeChange, (d, v) -> d.strictModeChange = v),
              flag(
                  "suspend_says_already_on",
                  d -> d.suspendSaysAlreadyOn,
                  (d, v) -> d.suspendSaysAlreadyOn = v),
              flag(
                  "suspend_returns_early",
                  d -> d.suspendReturnsEarly,
                  (d, v) -> d.suspendReturnsEarly = v),
              flag("vendor_resets", d -> d.vendorResets, (d, v) -> d.vendorResets = v),
              flag(
                  "hibernates_by_default",
                  d -> d.hibernatesByDefault,
                  (d, v) -> d.hibernatesByDefault = v),
              flag(
                  "accepts_empty_range",
                  d -> d.acceptsEmptyRange,
                  (d, v) -> d.acceptsEmptyRange = v),
              field("bugs", set(new BugForm(), Bug.class), d -> d.bugs, (d, v) -> d.bugs = v)));

  private MachineFields() {}

  /** A bug, of which there are too many to list them all. */
  private static final class BugForm implements Form<Bug> {
    @Override
    public Bug read(JsonNode node) throws WrongValueException {
      Optional<Bug> bug = Bug.find(node.asText());
      if (bug.isEmpty()) {
        throw WrongValueException.of(node, "a bug that 'psci targets' lists");
      }
      return bug.get();
    }

    @Override
    public JsonNode write(Bug bug) {
      return TextNode.valueOf(bug.id());
    }
  }

  private static <T> Field<Draft, T> field(
      String name, Form<T> form, Function<Draft, T> get, BiConsumer<Draft, T> set) {
    return new Field<>(name, form, get, set);
  }

  private static Field<Draft, Boolean> flag(
      String name, Function<Draft, Boolean> get, BiConsumer<Draft, Boolean> set) {
    return new Field<>(name, Forms.FLAG, get, set);
  }

  private static <E extends Enum<E>> Form<E> constants(E[] values) {
    return Forms.choice(Arrays.asList(values), value -> value.name().toLowerCase(Locale.ROOT));
  }

  /** A set as a list in the order of its constants. */
  private static <E extends Enum<E>> Form<Set<E>> set(Form<E> each, Class<E> type) {
    return Forms.as(
        Forms.list(each),
        list -> {
          Set<E> set = EnumSet.noneOf(type);
          set.addAll(list);
          return set;
        },
        set -> set.stream().sorted().toList());
  }
}
