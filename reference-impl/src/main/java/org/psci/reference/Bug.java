// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Wrong behaviours that real implementations have had, as switches of the reference machine. Each
 * is a line or two where the machine does the thing in question.
 */
public enum Bug {
  CPUON_TORN_PC_CTX("Linux KVM", "entry point and context id are stored by two unguarded writes"),
  CPUON_RUNNING_CORE_RESET("Renode, U-Boot sunxi, OP-TEE", "CPU_ON restarts a core that is ON"),
  CPUON_SELF_INVALID("Xvisor", "CPU_ON of the caller itself gives INVALID_PARAMETERS"),
  CPUON_CORE0_REFUSED("OP-TEE, U-Boot mx7", "core 0 cannot be the target of CPU_ON"),
  CPUON_OFF_BY_ONE_NCPUS("bhyve, Gunyah", "the MPIDR behind the last core is accepted"),
  CPUON_LINEAR_INDEX_NOT_MPIDR("crosvm, Xen, seL4", "target_cpu is taken for an index"),
  CPUON_PENDING_SET_LATE("Trusted Firmware-A", "ON_PENDING is stored after the core was released"),
  CPUON_FAILURE_STUCK_PENDING(
      "Bao, Trusted Firmware-A", "a refused CPU_ON leaves ON_PENDING behind"),
  CPUON_CONTEXT_DROPPED(
      "U-Boot, OP-TEE, TF-RMM", "a started core finds 0 in place of its context id"),
  CPUON_DAIF_UNMASKED("Xen", "a core starts with SError unmasked"),
  CPUON_ANSWERS_TWICE("QEMU", "every CPU_ON before the core has come in gives SUCCESS"),
  SMC32_ENTRY_UPPER_BITS("Linux KVM, Xen, QEMU", "the upper half of an SMC32 entry point counts"),
  SMC64_CONTEXT_TRUNCATED("synthetic", "a context id loses its upper half"),
  CLUSTER_LAST_OFF_NEVER_ON("Trusted Firmware-A on HiKey960", "a cluster that went off stays off"),
  CPUOFF_RETURNS_NOT_SUPPORTED("bhyve", "CPU_OFF returns NOT_SUPPORTED"),
  CPUOFF_WAKES_AND_RETURNS("axvisor, Bao", "an interrupt lets CPU_OFF return"),
  CPUON_SUSPENDED_RESTARTED(
      "KVM patch of 2014", "CPU_ON starts a suspended core, at the entry point of the CPU_ON"),
  SUSPEND_SUSPENDS_OTHERS(
      "KVM patch of 2014", "a request above level 0 suspends the other cores of the cluster too"),
  SUSPEND_STATETYPE_IGNORED_AS_PD("KVM patch of 2014", "a standby enters at the entry point"),
  SUSPEND_IRQ_DOES_NOT_WAKE(
      "KVM patch of 2014, ZCU102, Jailhouse", "an interrupt does not wake a suspended core"),
  SUSPEND_PENDING_IRQ_LOST(
      "synthetic", "an interrupt that is pending at CPU_SUSPEND does not wake the core"),
  SUSPEND_SAVED_ENTRY_TORN(
      "KVM patch of 2014", "one place holds entry point and context id of all suspended cores"),
  SUSPEND_ENTRY_NEVER_USED(
      "KVM patch of 2014", "a power-down enters where the core's CPU_ON said, not its CPU_SUSPEND"),
  SUSPEND_CONTEXT_DROPPED(
      "synthetic", "a core finds 0 in place of its context id after power-down"),
  SUSPEND_PD_WAKE_RETURNS_TO_CALLER("synthetic", "a power-down returns SUCCESS with x19 lost"),
  ABANDON_CLOBBERS_REGISTERS(
      "Trusted Firmware-A, RF-A", "a power-down that is abandoned at once returns with x19 lost"),
  SUSPEND_REENTRY_KEEPS_MMU("synthetic", "a core comes back from power-down with SCTLR.M set"),
  SUSPEND_STANDBY_CONTEXT_IN_X0("synthetic", "a standby returns its context id"),
  SUSPEND_STANDBY_VALIDATES_ENTRY("synthetic", "a standby with a bad entry point is refused"),
  SUSPEND_RESERVED_POWER_STATE_ACCEPTED(
      "Trusted Firmware-A", "reserved bits of power_state are ignored"),
  OSI_CHECKS_IN_PC_MODE(
      "synthetic", "a request above level 0 is DENIED while another core of the cluster runs"),
  SYSRESET_POWERS_OFF("OP-TEE, libkrun", "SYSTEM_RESET powers the machine off"),
  SYSTEM_OFF_RETURNS("synthetic", "SYSTEM_OFF returns"),
  AFFINFO_SUSPENDED_CORE_OFF(
      "KVM patch of 2014, OP-TEE", "AFFINITY_INFO answers OFF for a suspended core"),
  AFFINFO_SUSPENDED_CLUSTER_OFF(
      "Trusted Firmware-A", "AFFINITY_INFO answers OFF for a group of suspended cores"),
  AFFINFO_ALWAYS_ON("Bao", "AFFINITY_INFO answers ON for every core"),
  AFFINFO_PENDING_AS_OFF("QEMU", "AFFINITY_INFO answers OFF for a core that is being started"),
  AFFINFO_NO_PENDING_LEVEL1("Trusted Firmware-A", "AFFINITY_INFO of a group knows no ON_PENDING"),
  AFFINFO_UPPER_LEVEL_BITS("synthetic", "lowest_affinity_level is read as 64 bits"),
  FID_UPPER_BITS_SIGNIFICANT("Xen, Jailhouse, QEMU", "the function id is compared as 64 bits"),
  FID_SMC64_ALIAS_OF_32ONLY("Xen, Hafnium, seL4", "0xC4000002 is served as CPU_OFF"),
  FEATURES_64BIT_CAP_MISSING("Trusted Firmware-A", "PSCI_FEATURES does not know the SMC64 ids"),
  VERSION_MAJOR_MINOR_SWAPPED("synthetic", "PSCI_VERSION has its two fields the wrong way round"),
  REGS_CLOBBERED_ON_RETURN("synthetic", "a call changes x19"),
  BADADDR_NEWCODE_ON_0_2("synthetic", "0.2 answers INVALID_ADDRESS");

  private final String origin;
  private final String summary;

  Bug(String origin, String summary) {
    this.origin = origin;
    this.summary = summary;
  }

  /** Where the behaviour was seen. */
  public String origin() {
    return origin;
  }

  /** What goes wrong. */
  public String summary() {
    return summary;
  }

  /** The name on command lines, for instance {@code cpuon-context-dropped}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Bug> find(String id) {
    return Arrays.stream(values()).filter(bug -> bug.id().equals(id)).findFirst();
  }

  /** All ids, for messages. */
  public static String ids() {
    return Arrays.stream(values()).map(Bug::id).collect(Collectors.joining(", "));
  }
}
