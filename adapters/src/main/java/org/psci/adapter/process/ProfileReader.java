// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.psci.adapter.child.Quote;
import org.psci.conformance.target.Profile;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** Reads the event {@code profile}: what an adapter says of its machine. */
final class ProfileReader {
  private static final int PROTOCOL = 1;
  private static final int LONGEST_NAME = 200;
  private static final int DEFAULT_PATIENCE_MS = 200;
  private static final int LONGEST_PATIENCE_MS = 600_000;

  /** One slot is kept for core 0 to come back in by, so programs need at least one more. */
  private static final int FEWEST_SLOTS = 2;

  private static final int MOST_SLOTS = 1 << 16;
  private static final int LONGEST_STRIDE = 1 << 20;
  private static final long AARCH32_END = 1L << 32;

  private final MessageFields fields;

  private ProfileReader(MessageFields fields) {
    this.fields = fields;
  }

  static Profile read(MessageFields fields) throws BadMessageException {
    return new ProfileReader(fields).profile();
  }

  private Profile profile() throws BadMessageException {
    long protocol = fields.number("protocol");
    if (protocol != PROTOCOL) {
      throw fields.wrong(
          "'protocol' is " + protocol + "; this suite speaks version " + PROTOCOL + " only");
    }
    ExecutionState state = executionState();
    Topology topology = topology(state);
    Optional<List<PowerState>> powerStates = powerStates();
    try {
      return new Profile(
          implementation(),
          version(),
          topology,
          conduit(),
          state,
          fields.optionalSmall("exception_level", 1, 2).orElse(0),
          entries(state),
          powerStates,
          powerTree(topology, powerStates),
          memory(),
          fields.flag("wake", false),
          false,
          Duration.ofMillis(
              fields
                  .optionalSmall("patience_ms", 1, LONGEST_PATIENCE_MS)
                  .orElse(DEFAULT_PATIENCE_MS)));
    } catch (IllegalArgumentException e) {
      throw fields.wrong(e.getMessage() + "; correct the table or the tree");
    }
  }

  private String implementation() throws BadMessageException {
    String name = fields.text("implementation").strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw fields.wrong(
          "'implementation' is to name what is tested, with its version, in 1 to "
              + LONGEST_NAME
              + " characters");
    }
    return Quote.of(name);
  }

  private Optional<Version> version() throws BadMessageException {
    Optional<String> text = fields.optionalText("psci_version");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Version.parse(text.get()));
    } catch (IllegalArgumentException e) {
      throw fields.wrong("'psci_version': " + Quote.of(String.valueOf(e.getMessage())));
    }
  }

  private Topology topology(ExecutionState state) throws BadMessageException {
    try {
      List<Mpidr> cores = new ArrayList<>();
      for (long value : fields.numbers("cores")) {
        Mpidr core = new Mpidr(value);
        if (state == ExecutionState.AARCH32 && core.field(3) != 0) {
          throw fields.wrong("'cores' has " + core + "; there is no Aff3 in AArch32");
        }
        cores.add(core);
      }
      return new Topology(cores);
    } catch (IllegalArgumentException e) {
      throw fields.wrong(
          "'cores': "
              + e.getMessage()
              + "; expected the affinity fields of each core's MPIDR, once, the boot core first");
    }
  }

  private Optional<Conduit> conduit() throws BadMessageException {
    Optional<String> text = fields.optionalText("conduit");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(constant("conduit", text.get(), Conduit.values()));
  }

  private ExecutionState executionState() throws BadMessageException {
    return constant(
        "execution_state",
        fields.optionalText("execution_state").orElse("aarch64"),
        ExecutionState.values());
  }

  private <E extends Enum<E>> E constant(String name, String text, E[] values)
      throws BadMessageException {
    List<String> known = new ArrayList<>();
    for (E value : values) {
      String lower = value.name().toLowerCase(Locale.ROOT);
      if (text.toLowerCase(Locale.ROOT).equals(lower)) {
        return value;
      }
      known.add("\"" + lower + "\"");
    }
    throw fields.wrong(
        "'" + name + "' is \"" + Quote.of(text) + "\"; expected " + String.join(" or ", known));
  }

  private Optional<List<PowerState>> powerStates() throws BadMessageException {
    Optional<List<MessageFields>> objects = fields.optionalObjects("power_states");
    if (objects.isEmpty()) {
      return Optional.empty();
    }
    List<PowerState> states = new ArrayList<>();
    for (MessageFields state : objects.get()) {
      states.add(powerState(state));
    }
    return Optional.of(states);
  }

  private static PowerState powerState(MessageFields state) throws BadMessageException {
    long value = state.number("value");
    if (value < 0 || value > 0xffff_ffffL) {
      throw state.wrong("'value' is no power_state, which has 32 bits");
    }
    StateType type = word("type", state.text("type"), StateType.values(), state);
    Optional<Integer> level = state.optionalSmall("level", 0, PowerState.HIGHEST_LEVEL);
    int claim =
        state.optionalSmall("last_level", 0, PowerState.HIGHEST_LEVEL).orElse(PowerState.NO_CLAIM);
    List<LocalState> path = path(state);
    try {
      if (path.isEmpty()) {
        List<LocalState> deepest = new PowerState((int) value, type, level.orElse(0)).path();
        return new PowerState((int) value, type, deepest, claim);
      }
      PowerState known = new PowerState((int) value, type, path, claim);
      if (level.isPresent() && level.get() != known.level()) {
        throw state.wrong(
            "'level' is "
                + level.get()
                + ", but the highest level below Run in 'path' is "
                + known.level()
                + "; leave 'level' out, or correct it");
      }
      return known;
    } catch (IllegalArgumentException e) {
      throw state.wrong(
          e.getMessage()
              + "; 'path' has the state at each power level, the core's first, and none is deeper"
              + " than the one before it");
    }
  }

  private static List<LocalState> path(MessageFields state) throws BadMessageException {
    List<LocalState> path = new ArrayList<>();
    for (String text : state.optionalTexts("path")) {
      path.add(word("path", text, LocalState.values(), state));
    }
    return path;
  }

  /** The value of this word, as the value itself says it. */
  private static <E extends Enum<E>> E word(
      String field, String text, E[] values, MessageFields owner) throws BadMessageException {
    List<String> known = new ArrayList<>();
    for (E value : values) {
      if (value.toString().equals(text)) {
        return value;
      }
      known.add("\"" + value + "\"");
    }
    throw owner.wrong(
        "'"
            + field
            + "' is \""
            + Quote.of(text)
            + "\"; expected "
            + String.join(known.size() > 2 ? ", " : " or ", known));
  }

  private Optional<PowerTree> powerTree(Topology topology, Optional<List<PowerState>> states)
      throws BadMessageException {
    Optional<List<List<Set<Integer>>>> levels =
        fields.optionalNodes("power_tree", topology.size() - 1);
    if (levels.isEmpty()) {
      return Optional.empty();
    }
    List<List<Long>> masks = new ArrayList<>();
    for (List<Set<Integer>> level : levels.get()) {
      List<Long> nodes = new ArrayList<>();
      for (Set<Integer> cores : level) {
        nodes.add(cores.stream().mapToLong(core -> 1L << core).sum());
      }
      masks.add(nodes);
    }
    try {
      PowerTree tree = new PowerTree(masks);
      for (PowerState state : states.orElse(List.of())) {
        if (state.lastLevel() > tree.highestLevel()) {
          throw fields.wrong(
              String.format(
                  "'power_states' has 0x%x with a 'last_level' of %d; the highest level of"
                      + " 'power_tree' is %d",
                  state.value(), state.lastLevel(), tree.highestLevel()));
        }
      }
      return Optional.of(tree);
    } catch (IllegalArgumentException e) {
      throw fields.wrong(
          "'power_tree': "
              + e.getMessage()
              + "; expected, for each power level from 1 on, its nodes, each with the indices of"
              + " the cores below it");
    }
  }

  private Optional<List<MemoryRange>> memory() throws BadMessageException {
    Optional<List<MessageFields>> objects = fields.optionalObjects("memory");
    if (objects.isEmpty()) {
      return Optional.empty();
    }
    List<MemoryRange> ranges = new ArrayList<>();
    for (MessageFields range : objects.get()) {
      try {
        ranges.add(new MemoryRange(range.number("base"), range.number("length")));
      } catch (IllegalArgumentException e) {
        throw range.wrong(
            e.getMessage() + "; 'length' is at least 1, and 'base' + 'length' within 64 bits");
      }
    }
    return Optional.of(ranges);
  }

  private EntryPoints entries(ExecutionState state) throws BadMessageException {
    MessageFields entry = fields.object("entry");
    long base = entry.number("base");
    int stride = entry.small("stride", 4, LONGEST_STRIDE);
    int count = entry.small("count", FEWEST_SLOTS, MOST_SLOTS);
    long end = base + (long) stride * count;
    if (base < 0 || end < 0 || (state == ExecutionState.AARCH32 && end > AARCH32_END)) {
      throw entry.wrong("the slots from 'base' on do not lie within the address space");
    }
    try {
      return new EntryPoints(base, stride, count);
    } catch (IllegalArgumentException e) {
      throw entry.wrong(String.valueOf(e.getMessage()));
    }
  }
}
