// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * How the test firmware is to behave. Everything but the bugs is lawful.
 *
 * @param version the version that it says it implements: 0.2, 1.0 or 1.1
 * @param format the layout of its power_state values; 0.2 has the original one whatever this says
 * @param downgrades whether every power-down ends as a standby would, if the platform coordinates
 * @param osInitiated whether OS-initiated mode is offered; 0.2 has none whatever this says
 * @param entries what it does with entry points at which no code can be
 * @param bugs the bugs that are switched on
 */
public record TestFirmware(
    Version version,
    PowerStateFormat format,
    boolean downgrades,
    boolean osInitiated,
    Entries entries,
    Set<TestFirmwareBug> bugs) {
  public static final TestFirmware STANDARD =
      new TestFirmware(
          Version.V1_1, PowerStateFormat.ORIGINAL, false, false, Entries.CHECKED, Set.of());

  /** What becomes of entry points at which no code can be. Nothing obliges to look at them. */
  public enum Entries {
    /** They are refused. */
    CHECKED(0),
    /** They are taken, and a core that is sent there never says anything again. */
    TAKEN(1),
    /** They are taken, and the exception of a core that is sent there goes to vectors it had. */
    TAKEN_WITH_VECTORS(3);

    private final int liberties;

    Entries(int liberties) {
      this.liberties = liberties;
    }

    /** The word that tells it to the firmware. */
    int liberties() {
      return liberties;
    }
  }

  /** How many cores share a power cluster; see {@link #powerTree}. */
  private static final int CORES_OF_CLUSTER = 2;

  /** The highest power level, the system. */
  private static final int SYSTEM = 2;

  /**
   * The composite states by their StateID, without the claim: one hexadecimal digit for each level,
   * the core's last.
   */
  private static final List<Composite> COMPOSITES =
      List.of(
          new Composite(0x001, LocalState.STANDBY),
          new Composite(0x011, LocalState.RETENTION, LocalState.RETENTION),
          new Composite(0x111, LocalState.RETENTION, LocalState.RETENTION, LocalState.RETENTION),
          new Composite(0x002, LocalState.POWER_DOWN),
          new Composite(0x012, LocalState.POWER_DOWN, LocalState.RETENTION),
          new Composite(0x022, LocalState.POWER_DOWN, LocalState.POWER_DOWN),
          new Composite(0x112, LocalState.POWER_DOWN, LocalState.RETENTION, LocalState.RETENTION),
          new Composite(0x122, LocalState.POWER_DOWN, LocalState.POWER_DOWN, LocalState.RETENTION),
          new Composite(
              0x222, LocalState.POWER_DOWN, LocalState.POWER_DOWN, LocalState.POWER_DOWN));

  /** What a StateID stands for, in either format. */
  private record Composite(int id, List<LocalState> path) {
    Composite(int id, LocalState... path) {
      this(id, List.of(path));
    }

    int level() {
      return path.size() - 1;
    }

    PowerState value(PowerStateFormat format, int claim) {
      StateType type =
          path.get(0) == LocalState.POWER_DOWN ? StateType.POWER_DOWN : StateType.STANDBY;
      boolean extended = format == PowerStateFormat.EXTENDED_STATE_ID;
      int stateId = claim == PowerState.NO_CLAIM ? id : claim << 12 | id;
      return new PowerState(
          format.encode(type, extended ? 0 : level(), stateId), type, path, claim);
    }
  }

  /**
   * @throws IllegalArgumentException if there is no firmware of this version
   */
  public TestFirmware {
    bugs = Set.copyOf(bugs);
    if (version.isAtLeast(Version.V1_2)) {
      throw new IllegalArgumentException(
          "the test firmware is of version 0.2, 1.0 or 1.1, not " + version);
    }
  }

  public TestFirmware with(Version other) {
    return new TestFirmware(other, format, downgrades, osInitiated, entries, bugs);
  }

  public TestFirmware with(PowerStateFormat other) {
    return new TestFirmware(version, other, downgrades, osInitiated, entries, bugs);
  }

  public TestFirmware withDowngrade() {
    return new TestFirmware(version, format, true, osInitiated, entries, bugs);
  }

  public TestFirmware withOsInitiated() {
    return new TestFirmware(version, format, downgrades, true, entries, bugs);
  }

  public TestFirmware with(Entries other) {
    return new TestFirmware(version, format, downgrades, osInitiated, other, bugs);
  }

  public TestFirmware with(Set<TestFirmwareBug> others) {
    return new TestFirmware(version, format, downgrades, osInitiated, entries, others);
  }

  boolean isExtended() {
    return format == PowerStateFormat.EXTENDED_STATE_ID && version.isAtLeast(Version.V1_0);
  }

  /** Whether PSCI_SET_SUSPEND_MODE is there. */
  boolean offersOsInitiated() {
    return osInitiated && version.isAtLeast(Version.V1_0);
  }

  /** The power_state values that it takes; agent/testfw/README.md has the same table. */
  List<PowerState> powerStates() {
    PowerStateFormat layout =
        isExtended() ? PowerStateFormat.EXTENDED_STATE_ID : PowerStateFormat.ORIGINAL;
    List<PowerState> states = new ArrayList<>();
    for (Composite composite : COMPOSITES) {
      if (offersOsInitiated()) {
        for (int claim = composite.level(); claim <= SYSTEM; claim++) {
          states.add(composite.value(layout, claim));
        }
      } else {
        states.add(composite.value(layout, PowerState.NO_CLAIM));
      }
    }
    return List.copyOf(states);
  }

  /** Its power levels: pairs of cores, and the system. */
  PowerTree powerTree(Topology topology) {
    List<Long> clusters = new ArrayList<>();
    long system = 0;
    for (int first = 0; first < topology.size(); first += CORES_OF_CLUSTER) {
      long cluster = 0;
      for (int core = first; core < Math.min(first + CORES_OF_CLUSTER, topology.size()); core++) {
        cluster |= 1L << core;
      }
      clusters.add(cluster);
      system |= cluster;
    }
    return new PowerTree(List.of(clusters, List.of(system)));
  }

  /** The firmware in words. */
  String describe() {
    return "test firmware "
        + version
        + (isExtended() ? ", extended power_state" : "")
        + (offersOsInitiated() ? ", OS-initiated mode" : "")
        + (downgrades ? ", downgrade" : "")
        + (entries == Entries.CHECKED ? "" : ", any entry point")
        + (bugs.isEmpty()
            ? ""
            : " with "
                + bugs.stream()
                    .sorted()
                    .map(TestFirmwareBug::id)
                    .collect(Collectors.joining(", ")));
  }
}
