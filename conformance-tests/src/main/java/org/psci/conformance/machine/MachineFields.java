// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.psci.conformance.json.Form;
import org.psci.conformance.json.Forms;
import org.psci.conformance.json.ObjectForm;
import org.psci.conformance.json.ObjectForm.Field;
import org.psci.conformance.json.PowerStateForm;
import org.psci.conformance.json.PowerTreeForm;
import org.psci.conformance.json.TopologyForm;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.ConfigurationDraft;
import org.psci.reference.ErrorOrder;
import org.psci.reference.UpperHalf;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** Every field of the file that describes a reference machine. */
final class MachineFields {
  /** AFFINITY_INFO can ask for levels up to this one. */
  private static final int HIGHEST_AFFINITY = 3;

  private static final int HIGHEST_POWER_LEVEL = 3;

  static final ObjectForm<ConfigurationDraft> ALL =
      new ObjectForm<>(
          List.of(
              field(
                  "version",
                  Forms.named(Version.values()),
                  d -> d.version,
                  (d, v) -> d.version = v),
              field("topology", new TopologyForm(), d -> d.topology, (d, v) -> d.topology = v),
              field(
                  "power_tree",
                  PowerTreeForm.FORM,
                  d -> Optional.ofNullable(d.tree),
                  (d, v) -> d.tree = v.orElse(null)),
              field(
                  "execution_state",
                  Forms.constant(ExecutionState.values()),
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
              field("format", Forms.POWER_STATE_FORMAT, d -> d.format, (d, v) -> d.format = v),
              flag(Choice.OS_INITIATED),
              flag(Choice.PUBLISHED),
              field(
                  "highest_level",
                  Forms.number(0, HIGHEST_POWER_LEVEL),
                  d -> d.highestLevel,
                  (d, v) -> d.highestLevel = v),
              field(
                  "power_states",
                  Forms.list(new PowerStateForm()),
                  d -> d.ownPowerStates,
                  (d, v) -> d.ownPowerStates = v),
              flag(Choice.DOWNGRADES),
              flag(Choice.WAKES_EARLY),
              flag(Choice.HIDES_PENDING),
              flag(Choice.ANSWERS_GROUPS),
              field(
                  "answers_up_to",
                  Forms.number(0, HIGHEST_AFFINITY),
                  d -> d.answersUpTo,
                  (d, v) -> d.answersUpTo = v),
              flag(Choice.CHECKS_ENTRIES),
              flag(Choice.CHECKS_ALIGNMENT),
              field(
                  "order",
                  Forms.constant(ErrorOrder.values()),
                  d -> d.order,
                  (d, v) -> d.order = v),
              field(
                  "upper_half",
                  Forms.constant(UpperHalf.values()),
                  d -> d.upperHalf,
                  (d, v) -> d.upperHalf = v),
              flag(Choice.KEEPS_WIDTH_RULE),
              flag(Choice.STARTS_FAIL_ONCE),
              flag(Choice.HAS_SMCCC_VERSION),
              flag(Choice.REPORTS_SMCCC_VERSION),
              flag(Choice.REPORTS_SMC64_TO_AARCH32),
              flag(Choice.DEFAULT_IS_STANDBY),
              flag(Choice.FROZEN_SHOWS_OFF),
              flag(Choice.COUNTS_ON_EXIT),
              flag(Choice.STRICT_MODE_CHANGE),
              flag(Choice.SUSPEND_SAYS_ALREADY_ON),
              flag(Choice.SUSPEND_RETURNS_EARLY),
              flag(Choice.VENDOR_RESETS),
              flag(Choice.HIBERNATES_BY_DEFAULT),
              flag(Choice.ACCEPTS_EMPTY_RANGE),
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

  private static <T> Field<ConfigurationDraft, T> field(
      String name,
      Form<T> form,
      Function<ConfigurationDraft, T> get,
      BiConsumer<ConfigurationDraft, T> set) {
    return new Field<>(name, form, get, set);
  }

  private static Field<ConfigurationDraft, Boolean> flag(Choice choice) {
    return new Field<>(
        choice.id(), Forms.FLAG, d -> d.choices.contains(choice), (d, v) -> d.set(choice, v));
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
