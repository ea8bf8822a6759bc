// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.psci.conformance.json.Form;
import org.psci.conformance.json.JsonText;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.reference.ConfigurationDraft;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/**
 * A reference machine as text: a JSON object in which every field may be left out; what is not said
 * is as in {@link Configuration#complete}.
 */
public final class MachineText {
  /** How to put a contradiction right. */
  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          Map.entry("topology", "leave bits 39:32 of each MPIDR out"),
          Map.entry("power_tree", "name every core of the topology, and no other"),
          Map.entry("format", "say \"original\", or take a later version"),
          Map.entry("os_initiated", "say false"),
          Map.entry("answers_groups", "say true, or take a later version"),
          Map.entry("answers_up_to", "say 3, or take a later version"),
          Map.entry("reports_smccc_version", "say false, or \"has_smccc_version\": true"),
          Map.entry("highest_level", "say a lower one, or leave it out"),
          Map.entry("power_states", "correct that line of the table, or leave it out"),
          Map.entry("absent", "take it out of the list, or put in what belongs to it"),
          Map.entry("trusted_os", "name a core that is there"));

  private MachineText() {}

  /**
   * The machine that a text describes.
   *
   * @param name the name of the file, for messages
   * @throws IllegalArgumentException if it is broken or contradicts itself; the message says where,
   *     why, and what to do
   */
  public static Configuration parse(String name, String text) {
    JsonNode root = JsonText.parse(name, text, "{} stands for the usual machine");
    ConfigurationDraft draft = new ConfigurationDraft(Configuration.complete(version(root)));
    try {
      MachineFields.ALL.read(root, draft);
    } catch (Form.WrongValueException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
    fillIn(root, draft);
    try {
      return draft.finished();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + ": " + explained(String.valueOf(e.getMessage())), e);
    }
  }

  /** The version decides what is usual. */
  private static Version version(JsonNode root) {
    try {
      return Version.parse(root.path("version").asText("1.1"));
    } catch (IllegalArgumentException e) { // reading the field will say so
      return Version.V1_1;
    }
  }

  /** What follows from fields that are given for those that are not. */
  private static void fillIn(JsonNode root, ConfigurationDraft draft) {
    if (!root.has(Choice.OS_INITIATED.id())) {
      boolean claims = draft.ownPowerStates.stream().anyMatch(state -> state.lastLevel() >= 0);
      if (draft.absent.contains(PsciFunction.PSCI_SET_SUSPEND_MODE)
          || (!draft.ownPowerStates.isEmpty() && !claims)) {
        draft.choices.remove(Choice.OS_INITIATED);
      }
    }
    if (!root.has(Choice.REPORTS_SMCCC_VERSION.id())
        && !draft.choices.contains(Choice.HAS_SMCCC_VERSION)) {
      draft.choices.remove(Choice.REPORTS_SMCCC_VERSION);
    }
  }

  /** What a configuration says of its fields, with a remedy. */
  private static String explained(String message) {
    String field = message.split(":", 2)[0];
    return message + "; " + REMEDIES.getOrDefault(field, "change it");
  }

  /** The text of a machine, in one line, with the version and what is unusual for it. */
  public static String of(Configuration configuration) {
    ConfigurationDraft draft = new ConfigurationDraft(configuration);
    ConfigurationDraft usual =
        new ConfigurationDraft(Configuration.complete(configuration.version()));
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("version", configuration.version().toString());
    object.setAll(MachineFields.ALL.write(draft, usual));
    return object.toString();
  }
}
