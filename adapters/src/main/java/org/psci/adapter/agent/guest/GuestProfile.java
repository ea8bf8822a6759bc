// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.json.Fields;
import org.psci.conformance.json.Form;
import org.psci.conformance.json.Form.WrongValueException;
import org.psci.conformance.json.Forms;
import org.psci.conformance.json.JsonText;
import org.psci.conformance.json.MemoryRangeForm;
import org.psci.conformance.json.PowerStateForm;
import org.psci.conformance.json.PowerTreeForm;
import org.psci.conformance.json.TopologyForm;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * What a file says of a machine that the agent runs in: docs/profiles.md describes it. Whatever it
 * leaves out is asked of the machine, or left open.
 *
 * @param implementation what is under test, for people
 * @param claimedVersion the PSCI version that it is said to have
 * @param conduit how PSCI is called
 * @param topology the cores, the one that boots first
 * @param gic the interrupt controller
 * @param powerStates the power_state values that the platform publishes
 * @param powerTree its power domains
 * @param memory what MEM_PROTECT can protect
 * @param wake whether suspended cores are to be woken by interrupts
 * @param patience how long something that is bound to happen may take
 * @param remarks what a reader of a report has to know
 * @param unjudged rules, or groups of them, of which a report says nothing
 * @param whyUnjudged the reason for that
 */
public record GuestProfile(
    Optional<String> implementation,
    Optional<Version> claimedVersion,
    Optional<Conduit> conduit,
    Optional<Topology> topology,
    Optional<Gic> gic,
    Optional<List<PowerState>> powerStates,
    Optional<PowerTree> powerTree,
    Optional<List<MemoryRange>> memory,
    Optional<Boolean> wake,
    Optional<Duration> patience,
    List<String> remarks,
    List<String> unjudged,
    String whyUnjudged) {
  private static final int LONGEST_PATIENCE_MS = 600_000;
  private static final Form<Long> ADDRESS = Forms.register(Long.SIZE);

  /** Says nothing. */
  public static final GuestProfile SILENT = parse("", "{}");

  public GuestProfile {
    remarks = List.copyOf(remarks);
    unjudged = List.copyOf(unjudged);
  }

  /** A machine of which only this is known. */
  public static GuestProfile of(Conduit conduit, Topology topology, Optional<Gic> gic) {
    return new GuestProfile(
        Optional.empty(),
        Optional.empty(),
        Optional.of(conduit),
        Optional.of(topology),
        gic,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        "");
  }

  /** The profile of a target that comes with this software. */
  public static GuestProfile shipped(String target) {
    String file = "profiles/" + target + ".json";
    byte[] text = BundledFile.bytes(GuestProfile.class, "/org/psci/adapter/" + file);
    return parse(file, new String(text, StandardCharsets.UTF_8));
  }

  /**
   * What a text says.
   *
   * @param name the name of the file, for messages
   * @throws IllegalArgumentException if it is broken or contradicts itself; the message says where,
   *     why, and what to do
   */
  public static GuestProfile parse(String name, String text) {
    JsonNode root = JsonText.parse(name, text, "{} says nothing");
    try {
      return read(root);
    } catch (WrongValueException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static GuestProfile read(JsonNode root) throws WrongValueException {
    Fields fields = new Fields(root);
    Optional<Unjudged> unjudged = fields.find("not_judged", new UnjudgedForm());
    GuestProfile profile =
        new GuestProfile(
            fields.find("implementation", Forms.TEXT),
            fields.find("psci_version", Forms.named(Version.values())),
            fields.find("conduit", Forms.constant(Conduit.values())),
            fields.find("cores", new TopologyForm()),
            fields.find("gic", new GicForm()),
            fields.find("power_states", Forms.list(new PowerStateForm())),
            fields.find("power_tree", PowerTreeForm.FORM).orElse(Optional.empty()),
            fields.find("memory", Forms.list(new MemoryRangeForm())),
            fields.find("wake", Forms.FLAG),
            fields
                .find("patience_ms", Forms.number(1, LONGEST_PATIENCE_MS))
                .map(Duration::ofMillis),
            fields.find("remarks", Forms.list(Forms.TEXT)).orElse(List.of()),
            unjudged.map(Unjudged::rules).orElse(List.of()),
            unjudged.map(Unjudged::reason).orElse(""));
    fields.noOthers();
    return profile;
  }

  /** The same with no more than so many cores. */
  public GuestProfile withCoresUpTo(int most) {
    Optional<Topology> fewer =
        topology.map(all -> new Topology(all.cores().subList(0, Math.min(most, all.size()))));
    return new GuestProfile(
        implementation,
        claimedVersion,
        conduit,
        fewer,
        gic,
        powerStates,
        powerTree,
        memory,
        wake,
        patience,
        remarks,
        unjudged,
        whyUnjudged);
  }

  /** The same, but where the other says something, that counts. */
  public GuestProfile overriddenBy(GuestProfile other) {
    List<String> allRemarks = new ArrayList<>(remarks);
    allRemarks.addAll(other.remarks);
    boolean own = other.unjudged.isEmpty();
    return new GuestProfile(
        other.implementation.or(() -> implementation),
        other.claimedVersion.or(() -> claimedVersion),
        other.conduit.or(() -> conduit),
        other.topology.or(() -> topology),
        other.gic.or(() -> gic),
        other.powerStates.or(() -> powerStates),
        other.powerTree.or(() -> powerTree),
        other.memory.or(() -> memory),
        other.wake.or(() -> wake),
        other.patience.or(() -> patience),
        allRemarks,
        own ? unjudged : other.unjudged,
        own ? whyUnjudged : other.whyUnjudged);
  }

  /** Rules that are left out, and why. */
  private record Unjudged(List<String> rules, String reason) {}

  private static final class UnjudgedForm implements Form<Unjudged> {
    @Override
    public Unjudged read(JsonNode node) throws WrongValueException {
      Fields fields = new Fields(node);
      List<String> rules = fields.need("rules", Forms.list(Forms.TEXT));
      String reason = fields.need("reason", Forms.TEXT);
      fields.noOthers();
      for (int index = 0; index < rules.size(); index++) {
        String name = rules.get(index);
        if (RuleCatalogue.all().stream().noneMatch(rule -> rule.isCalled(name))) {
          throw new WrongValueException(
                  "no rule is called '" + name + "'; rules look like CPU_ON-05, groups like CPU_ON")
              .inElement(index)
              .inField("rules");
        }
      }
      return new Unjudged(rules, reason);
    }

    @Override
    public JsonNode write(Unjudged value) {
      throw new UnsupportedOperationException("profiles are only read");
    }
  }

  private static final class GicForm implements Form<Gic> {
    @Override
    public Gic read(JsonNode node) throws WrongValueException {
      Fields fields = new Fields(node);
      Gic gic =
          new Gic(
              fields.need("version", Forms.number(2, 3)),
              fields.need("distributor", ADDRESS),
              fields.need("cores", ADDRESS));
      fields.noOthers();
      return gic;
    }

    @Override
    public JsonNode write(Gic value) {
      throw new UnsupportedOperationException("profiles are only read");
    }
  }
}
