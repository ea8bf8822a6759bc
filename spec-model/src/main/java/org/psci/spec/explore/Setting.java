// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.TrustedOs;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Which machine is explored: one that implements everything that its version defines.
 *
 * @param version the version of PSCI
 * @param topology its cores
 * @param modes which suspend modes it offers
 * @param trustedOs which trusted OS is resident on core 0
 */
public record Setting(Version version, Topology topology, Modes modes, Resident trustedOs) {
  static final EntryPoints ENTRIES = new EntryPoints(0x4000_0000L, 16, 1);
  static final MemoryRange MEMORY = new MemoryRange(0x4000_0000L, 0x1000_0000L);

  /** Which suspend modes there are. */
  public enum Modes {
    /** Platform coordination, and no call to change it. */
    PC,
    /** PSCI_SET_SUSPEND_MODE is there, so that both modes are reached. */
    OSI
  }

  /** What the machine has in the way of a trusted OS. */
  public enum Resident {
    NONE,
    MIGRATABLE,
    FIXED
  }

  /** The machine. */
  public Platform platform() {
    PowerTree tree = PowerTree.of(topology);
    return new Platform(
        version,
        version.encoded(),
        topology,
        tree,
        ExecutionState.AARCH64,
        1,
        ENTRIES,
        absent(),
        resident(),
        0,
        Map.of(),
        powerStates(tree),
        Optional.of(List.of(MEMORY)),
        false);
  }

  /** The same machine under another version. */
  Setting of(Version other) {
    return new Setting(other, topology, modes, trustedOs);
  }

  private Set<PsciFunction> absent() {
    Set<PsciFunction> absent = EnumSet.noneOf(PsciFunction.class);
    for (PsciFunction function : PsciFunction.values()) {
      if (version.isBefore(function.since()) && !function.isMandatory()) {
        absent.add(function);
      }
    }
    if (modes == Modes.PC) {
      absent.add(PsciFunction.PSCI_SET_SUSPEND_MODE);
    }
    if (trustedOs == Resident.NONE) {
      absent.add(PsciFunction.MIGRATE);
      absent.add(PsciFunction.MIGRATE_INFO_UP_CPU);
    }
    return absent;
  }

  private Optional<TrustedOs> resident() {
    return switch (trustedOs) {
      case NONE -> Optional.empty();
      case MIGRATABLE -> Optional.of(new TrustedOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, 0));
      case FIXED -> Optional.of(new TrustedOs(MigrateInfoType.UNIPROCESSOR_FIXED, 0));
    };
  }

  /** The extended format is there from 1.0 on; before, only as a fiction of this exploration. */
  private PowerStates powerStates(PowerTree tree) {
    List<PowerState> table = CompositeStates.withEveryClaim(tree.highestLevel());
    return new PowerStates(PowerStateFormat.EXTENDED_STATE_ID, Optional.of(table));
  }

  @Override
  public String toString() {
    int clusters = topology.clusters().size();
    return String.format(
        Locale.ROOT,
        "PSCI %s, %dx%d, %s, trusted OS %s",
        version,
        clusters,
        topology.size() / clusters,
        modes,
        trustedOs);
  }
}
