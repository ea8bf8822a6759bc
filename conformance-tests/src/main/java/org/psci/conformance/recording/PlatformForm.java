// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.psci.conformance.json.Fields;
import org.psci.conformance.json.Form;
import org.psci.conformance.json.Forms;
import org.psci.conformance.json.MemoryRangeForm;
import org.psci.conformance.json.ObjectWriter;
import org.psci.conformance.json.PowerStateForm;
import org.psci.conformance.json.PowerTreeForm;
import org.psci.conformance.json.TopologyForm;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.State;
import org.psci.spec.model.TrustedOs;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** What is known of the implementation: version, cores, power states, what it lacks. */
final class PlatformForm implements Form<Platform> {
  private static final Form<Version> VERSION = Forms.named(Version.values());
  private static final Form<Long> WORD = Forms.register(32);
  private static final Form<Long> REGISTER = Forms.register(Long.SIZE);
  private static final Form<Integer> EXCEPTION_LEVEL = Forms.number(0, 2);
  private static final Form<Integer> CORE = Forms.number(0, State.CORES - 1);
  private static final Form<Topology> CORES = new TopologyForm();
  private static final Form<ExecutionState> EXECUTION_STATE =
      Forms.constant(ExecutionState.values());
  private static final Form<List<PowerState>> POWER_STATES = Forms.list(new PowerStateForm());
  private static final Form<List<PsciFunction>> FUNCTIONS =
      Forms.list(Forms.choice(Arrays.asList(PsciFunction.values()), PsciFunction::name));
  private static final Form<List<Integer>> SOME_CORES = Forms.list(CORE);
  private static final Form<List<MemoryRange>> MEMORY = Forms.list(new MemoryRangeForm());

  @Override
  public Platform read(JsonNode node) throws WrongValueException {
    Fields fields = new Fields(node);
    Version version = fields.need("psci_version", VERSION);
    Topology topology = fields.need("cores", CORES);
    int answer = fields.find("version_answer", WORD).orElse((long) version.encoded()).intValue();
    EntryPoints entries = fields.need("entry", new EntryForm());
    Optional<PowerTree> tree =
        fields.find("power_tree", PowerTreeForm.FORM).orElse(Optional.empty());
    Platform platform =
        new Platform(
            version,
            answer,
            topology,
            tree.orElseGet(() -> PowerTree.of(topology).asGuess()),
            fields.find("execution_state", EXECUTION_STATE).orElse(ExecutionState.AARCH64),
            fields.find("exception_level", EXCEPTION_LEVEL).orElse(0),
            entries,
            absent(version, fields),
            fields.find("trusted_os", new TrustedOsForm()),
            mask(fields.find("disabled", SOME_CORES).orElse(List.of())),
            fields.find("constants", new ConstantsForm()).orElse(Map.of()),
            powerStates(fields),
            fields.find("memory", MEMORY),
            fields.find("smccc_1_1", Forms.FLAG).orElse(false));
    fields.noOthers();
    refuseContradictions(platform);
    return platform;
  }

  private static void refuseContradictions(Platform platform) throws WrongValueException {
    int cores = platform.topology().size();
    long all = -1L >>> (Topology.MOST_CORES - cores);
    PowerTree tree = platform.powerTree();
    int highest = tree.highestLevel();
    if (!tree.isGuess() && highest > 0 && tree.members(0, highest) != all) {
      throw new WrongValueException(
              "its highest level has to be one node with all " + cores + " cores")
          .inField("power_tree");
    }
    if (platform.trustedOs().isPresent() && platform.trustedOs().get().core() >= cores) {
      throw new WrongValueException(
              "is " + platform.trustedOs().get().core() + ", and there are " + cores + " cores")
          .inField("core")
          .inField("trusted_os");
    }
    for (PowerState state : platform.powerStates().table().orElse(List.of())) {
      if (!tree.isGuess() && Math.max(state.level(), state.lastLevel()) > highest) {
        throw new WrongValueException(
                String.format(
                    "0x%x is for a power level above %d, the highest of power_tree",
                    state.value(), highest))
            .inField("power_states");
      }
    }
  }

  private static Set<PsciFunction> absent(Version version, Fields fields)
      throws WrongValueException {
    Set<PsciFunction> absent = EnumSet.noneOf(PsciFunction.class);
    absent.addAll(fields.find("absent", FUNCTIONS).orElse(List.of()));
    for (PsciFunction function : PsciFunction.values()) {
      if (version.isBefore(function.since())) {
        absent.add(function);
      }
    }
    return absent;
  }

  private static PowerStates powerStates(Fields fields) throws WrongValueException {
    PowerStateFormat format =
        fields
            .find("power_state_format", Forms.POWER_STATE_FORMAT)
            .orElse(PowerStateFormat.ORIGINAL);
    Optional<List<PowerState>> table = fields.find("power_states", POWER_STATES);
    try {
      return new PowerStates(format, table);
    } catch (IllegalArgumentException e) {
      throw new WrongValueException(String.valueOf(e.getMessage())).inField("power_states");
    }
  }

  @Override
  public JsonNode write(Platform platform) {
    Set<PsciFunction> absent = EnumSet.noneOf(PsciFunction.class);
    absent.addAll(platform.absent());
    absent.removeIf(function -> platform.version().isBefore(function.since()));
    return new ObjectWriter()
        .put("psci_version", VERSION, platform.version())
        .putUnless(
            (long) platform.version().encoded(),
            "version_answer",
            WORD,
            Integer.toUnsignedLong(platform.versionAnswer()))
        .put("cores", CORES, platform.topology())
        .putUnless(
            ExecutionState.AARCH64, "execution_state", EXECUTION_STATE, platform.executionState())
        .putUnless(0, "exception_level", EXCEPTION_LEVEL, platform.exceptionLevel())
        .put("entry", new EntryForm(), platform.entries())
        .putUnless(
            Optional.empty(),
            "power_tree",
            PowerTreeForm.FORM,
            Optional.of(platform.powerTree()).filter(tree -> !tree.isGuess()))
        .putUnless(
            PowerStateFormat.ORIGINAL,
            "power_state_format",
            Forms.POWER_STATE_FORMAT,
            platform.powerStates().format())
        .put("power_states", POWER_STATES, platform.powerStates().table())
        .put("memory", MEMORY, platform.memory())
        .putUnless(List.of(), "absent", FUNCTIONS, List.copyOf(absent))
        .put("trusted_os", new TrustedOsForm(), platform.trustedOs())
        .putUnless(List.of(), "disabled", SOME_CORES, cores(platform.disabledCores()))
        .putUnless(false, "smccc_1_1", Forms.FLAG, platform.smccc11())
        .putUnless(Map.of(), "constants", new ConstantsForm(), platform.constants())
        .written();
  }

  private static long mask(List<Integer> cores) {
    return cores.stream().mapToLong(core -> 1L << core).reduce(0, (one, other) -> one | other);
  }

  private static List<Integer> cores(long mask) {
    List<Integer> cores = new ArrayList<>();
    for (int core = 0; core < State.CORES; core++) {
      if ((mask >>> core & 1) == 1) {
        cores.add(core);
      }
    }
    return cores;
  }

  /** Addresses that the implementation has no reason to refuse. */
  private static final class EntryForm implements Form<EntryPoints> {
    private static final Form<Integer> STRIDE = Forms.number(4, 1 << 20);
    private static final Form<Integer> COUNT = Forms.number(1, 1 << 16);

    @Override
    public EntryPoints read(JsonNode node) throws WrongValueException {
      Fields fields = new Fields(node);
      long base = fields.need("base", REGISTER);
      int stride = fields.need("stride", STRIDE);
      int count = fields.need("count", COUNT);
      fields.noOthers();
      try {
        return new EntryPoints(base, stride, count);
      } catch (IllegalArgumentException e) {
        throw new WrongValueException(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public JsonNode write(EntryPoints entries) {
      return new ObjectWriter()
          .put("base", REGISTER, entries.base())
          .put("stride", STRIDE, entries.stride())
          .put("count", COUNT, entries.count())
          .written();
    }
  }

  private static final class TrustedOsForm implements Form<TrustedOs> {
    @Override
    public TrustedOs read(JsonNode node) throws WrongValueException {
      Fields fields = new Fields(node);
      MigrateInfoType type = fields.need("type", Forms.MIGRATE_INFO_TYPE);
      int core = fields.need("core", CORE);
      fields.noOthers();
      try {
        return new TrustedOs(type, core);
      } catch (IllegalArgumentException e) {
        throw new WrongValueException(e.getMessage() + "; leave it out");
      }
    }

    @Override
    public JsonNode write(TrustedOs trustedOs) {
      return new ObjectWriter()
          .put("type", Forms.MIGRATE_INFO_TYPE, trustedOs.type())
          .put("core", CORE, trustedOs.core())
          .written();
    }
  }

  /** What was revealed before of what is constant in the implementation, by subject. */
  private static final class ConstantsForm implements Form<Map<String, Long>> {
    @Override
    public Map<String, Long> read(JsonNode node) throws WrongValueException {
      Map<String, Long> constants = new TreeMap<>();
      if (!node.isObject()) {
        throw WrongValueException.of(node, "an object: numbers by what they are of");
      }
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        try {
          constants.put(field.getKey(), REGISTER.read(field.getValue()));
        } catch (WrongValueException e) {
          throw e.inField(field.getKey());
        }
      }
      return constants;
    }

    @Override
    public JsonNode write(Map<String, Long> constants) {
      ObjectWriter object = new ObjectWriter();
      new TreeMap<>(constants).forEach((subject, value) -> object.put(subject, REGISTER, value));
      return object.written();
    }
  }
}
