// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.psci.spec.vocabulary.Version;

/**
 * Wrong behaviours that real implementations have had, as switches of the reference machine. Each
 * is a line or two where the machine does the thing in question.
 *
 * <p>Two groups are nearly the same from outside, and count once each where a score is wanted: a
 * context id that is not in X0 at a start (CPUON_CONTEXT_DROPPED, CPUON_CONTEXT_IN_R2,
 * CPUON_CONTEXT_PC_CLOBBERED), and an error from CPU_OFF (CPUOFF_RETURNS_NOT_SUPPORTED,
 * CPUOFF_BAD_ERROR_CODE).
 */
public enum Bug {
  CPUON_TORN_PC_CTX(
      "Linux KVM",
      "entry point and context id are stored by two unguarded writes",
      "CPU_ON-07",
      "CPU_ON-02",
      "CPU_ON-10"),
  CPUON_TRANSIENT_INVALID_PARAMS(
      "Linux KVM",
      "while a core is being set up, look-ups do not find its MPIDR",
      "AFF-06",
      "CPU_ON-07",
      "CPU_ON-03",
      "AFF-01",
      "AFF-03"),
  CPUON_RUNNING_CORE_RESET(
      "Renode, U-Boot sunxi, OP-TEE",
      "CPU_ON restarts a core that is ON",
      "CPU_ON-05",
      "CPU_ON-08",
      "CPU_ON-07",
      "SM-02"),
  CPUON_SELF_INVALID("Xvisor", "CPU_ON of the caller itself gives INVALID_PARAMETERS", "CPU_ON-05"),
  CPUON_CORE0_REFUSED(
      "OP-TEE, U-Boot mx7",
      "core 0 cannot be the target of CPU_ON",
      "CPU_ON-03",
      "CPU_ON-15",
      "CPU_ON-20"),
  CPUON_OFF_BY_ONE_NCPUS(
      "bhyve, Gunyah", "the MPIDR behind the last core is accepted", "CPU_ON-03"),
  CPUON_LINEAR_INDEX_NOT_MPIDR(
      "crosvm, Xen, seL4", "target_cpu is taken for an index", "CPU_ON-03"),
  CPUON_CORE_INDEX_WRAPS_256(
      "Trusted Firmware-A",
      "the index of the target wraps: CPU_ON of core 4 acts on core 0",
      "CPU_ON-20",
      "CPU_ON-02",
      "SM-02"),
  CPUON_PENDING_SET_LATE(
      "Trusted Firmware-A",
      "ON_PENDING is stored after the core was released",
      "SM-02",
      "CPU_ON-10",
      "SM-03",
      "AFF-01",
      "CPU_ON-07"),
  CPUON_ANSWERS_TWICE(
      "QEMU", "every CPU_ON before the core has come in gives SUCCESS", "CPU_ON-06", "CPU_ON-07"),
  CPUON_FAILURE_STUCK_PENDING(
      "Bao, Trusted Firmware-A",
      "a refused CPU_ON leaves ON_PENDING behind",
      "CPU_ON-08",
      "CPU_ON-11"),
  CPUON_ABBA_DEADLOCK(
      "Linux KVM",
      "two cores that call CPU_ON for each other wait for each other's lock for ever",
      "CPU_ON-01",
      "SM-06"),
  CPUON_CHECK_THEN_ACT(
      "synthetic",
      "CPU_ON lets the lock of its target go between looking at it and starting it",
      "CPU_ON-07",
      "CPU_ON-06",
      "CPU_ON-02",
      "SM-02"),
  CPUON_ERROR_AS_ALREADY_ON(
      "axvm",
      "the first start of each core fails, and the answer is ALREADY_ON",
      "CPU_ON-05",
      "CPU_ON-11"),
  CPUON_SUSPENDED_RESTARTED(
      "KVM patch of 2014",
      "CPU_ON starts a suspended core, at the entry point of the CPU_ON",
      "CPU_ON-05",
      "SUSP-12",
      "SUSP-10"),
  SMC32_ENTRY_UPPER_BITS(
      "Linux KVM, Xen, QEMU", "the upper half of an SMC32 entry point counts", "CONV-03"),
  CPUON_CONTEXT_DROPPED(
      "U-Boot, OP-TEE, TF-RMM",
      "a started core finds 0 in place of its context id",
      "CPU_ON-13",
      "INIT-10"),
  CPUON_CONTEXT_IN_R2(
      "seL4", "a started core finds its context id in X2 and 0 in X0", "INIT-10", "CPU_ON-13"),
  CPUON_CONTEXT_PC_CLOBBERED(
      "U-Boot",
      "a started core finds its own MPIDR in place of its context id",
      "INIT-10",
      "CPU_ON-13"),
  CPUON_THUMB_IGNORED(
      "Linux KVM", "bit 0 of an AArch32 entry point is dropped: the core starts in A32", "INIT-08"),
  BADADDR_NEWCODE_ON_0_2("synthetic", "0.2 answers INVALID_ADDRESS", "CPU_ON-04", "SUSP-08"),
  CPUON_ENDIANNESS_NOT_PROPAGATED(
      "Linux KVM", "a core starts little-endian whatever its starter is", "INIT-04"),
  CPUON_DAIF_UNMASKED("Xen", "a core starts with SError unmasked", "INIT-05"),
  CPUON_KEEPS_SCTLR(
      "synthetic", "a core starts with the SCTLR.M of its last life", "INIT-06", "INIT-14"),
  CPUON_STALE_GPRS_LEAK(
      "Trusted Firmware-A", "a started core finds X1 as its last life has left it", "INIT-12"),
  CPUON_FAIL_SIDE_EFFECT(
      "Xen", "a CPU_ON that fails drops the pending interrupts of its target", "CPU_ON-08"),
  CPUON_MPIDR_LOST_AFTER_RESET(
      "Linux KVM",
      "a started core has its index for an MPIDR",
      "AFF-01",
      "CPU_ON-10",
      "CPU_ON-03",
      "AFF-03"),
  CLUSTER_LAST_OFF_NEVER_ON(
      "Trusted Firmware-A on HiKey960",
      "a cluster that went off stays off",
      "CPU_ON-02",
      "CPU_ON-20",
      "TOPO-03"),
  CPUON_SELF_CONTEXT_OTHER(
      "synthetic", "a started core finds X0 and X1 of its starter", "INIT-12", "INIT-10"),
  CPUON_DENIED_BEFORE_1_2(
      "synthetic", "1.1 answers DENIED to CPU_ON of callers other than core 0", "CPU_ON-12"),
  CPUON_FROZEN_ALREADY_ON(
      "synthetic", "CPU_ON of a frozen core gives ALREADY_ON", "CPU_ON-16", "CPU_ON-05"),
  CPUON_STATE_STORED_LATE(
      "synthetic", "a started core is ON_PENDING until its first call is over", "SM-03", "AFF-01"),
  START_AT_WRONG_LEVEL(
      "synthetic", "a core starts at EL2 although its callers run at EL1", "INIT-01"),
  START_ON_SP_EL0("synthetic", "a core starts with SP_EL0 for its stack pointer", "INIT-02"),
  START_WITHOUT_CNTFRQ("synthetic", "a core that is started finds 0 in CNTFRQ", "INIT-09"),
  START_LEAVES_CLUSTER_OFF(
      "synthetic",
      "a cluster that was off stays off as one of its cores starts",
      "TOPO-03",
      "COORD-05"),
  CPUOFF_RETURNS_NOT_SUPPORTED(
      "bhyve", "CPU_OFF returns NOT_SUPPORTED", "CPU_OFF-01", "CPU_OFF-02"),
  CPUOFF_BAD_ERROR_CODE("OP-TEE", "CPU_OFF of core 0 returns INVALID_PARAMETERS", "CPU_OFF-02"),
  CPUOFF_WAKES_AND_RETURNS(
      "axvisor, Bao",
      "an interrupt lets CPU_OFF return",
      "CPU_OFF-01",
      "CPU_OFF-06",
      "CPU_ON-15",
      "CPU_OFF-04"),
  CPUOFF_KILLS_CORE0(
      "U-Boot sunxi", "CPU_OFF of any core turns core 0 off, and its caller hangs", "CPU_OFF-05"),
  CPUOFF_DENIED_BUT_MARKED_OFF(
      "Trusted Firmware-A",
      "a CPU_OFF that is DENIED leaves its caller OFF in the books",
      "CPU_OFF-11",
      "AFF-01",
      "CPU_OFF-04"),
  CPUOFF_OF_TRUSTED_OS("synthetic", "CPU_OFF turns the core of the trusted OS off", "CPU_OFF-11"),
  CPUOFF_TAKES_CLUSTER_DOWN(
      "synthetic",
      "CPU_OFF takes the cluster down, whatever its other cores have asked for",
      "CPU_OFF-08",
      "COORD-05"),
  CPUOFF_STOPS_LATE(
      "synthetic",
      "CPU_OFF stores OFF before the core stops, and a CPU_ON in between is lost",
      "CPU_ON-02"),
  CPUON_DURING_OFF_LOST(
      "Bao", "a core that is OFF and looks at an interrupt does not see a CPU_ON", "CPU_ON-02"),
  AFFINFO_ALWAYS_ON("Bao", "AFFINITY_INFO answers ON for every core", "AFF-01", "AFF-03", "AFF-06"),
  AFFINFO_LEVEL1_NOT_SUPPORTED_CODE(
      "Hafnium", "AFFINITY_INFO of a group returns NOT_SUPPORTED", "AFF-05", "AFF-06"),
  AFFINFO_SUSPENDED_CORE_OFF(
      "KVM patch of 2014, OP-TEE", "AFFINITY_INFO answers OFF for a suspended core", "AFF-02"),
  AFFINFO_SUSPENDED_CLUSTER_OFF(
      "Trusted Firmware-A",
      "AFFINITY_INFO answers OFF for a group of suspended cores",
      "AFF-02",
      "AFF-03"),
  AFFINFO_NO_PENDING_LEVEL1(
      "Trusted Firmware-A", "AFFINITY_INFO of a group knows no ON_PENDING", "AFF-03"),
  AFFINFO_PENDING_AS_OFF(
      "QEMU", "AFFINITY_INFO answers OFF for a core that is being started", "CPU_ON-10", "AFF-01"),
  AFFINFO_PENDING_AFTER_BOOT(
      "synthetic",
      "AFFINITY_INFO answers ON_PENDING for a core that nobody has started yet",
      "SM-01",
      "SM-07",
      "AFF-01"),
  AFFINFO_LOWER_FIELDS_COUNT(
      "synthetic", "AFFINITY_INFO of a group refuses what is not the MPIDR of a core", "AFF-04"),
  AFFINFO_DISTURBS_START(
      "synthetic",
      "the first CPU_ON after AFFINITY_INFO said OFF gives ALREADY_ON",
      "AFF-10",
      "AFF-08"),
  AFFINFO_WAITS_FOR_SLEEPER(
      "synthetic", "AFFINITY_INFO of a suspended core returns when that has woken up", "AFF-08"),
  AFFINFO_NOT_PRESENT(
      "synthetic", "AFFINITY_INFO of what does not exist returns NOT_PRESENT", "AFF-11"),
  AFFINFO_UPPER_LEVEL_BITS(
      "synthetic", "lowest_affinity_level is read as 64 bits", "AFF-12", "CONV-03"),
  SUSPEND_SUSPENDS_OTHERS(
      "KVM patch of 2014",
      "a request above level 0 suspends the other cores of the cluster too",
      "SUSP-01",
      "SUSP-02"),
  SUSPEND_IRQ_DOES_NOT_WAKE(
      "KVM patch of 2014, ZCU102, Jailhouse",
      "an interrupt does not wake a suspended core",
      "SUSP-10"),
  SUSPEND_PENDING_IRQ_LOST(
      "synthetic",
      "an interrupt that is pending at CPU_SUSPEND does not wake the core",
      "STBY-04",
      "SUSP-10"),
  SUSPEND_BAD_ENTRY_CODE(
      "synthetic", "CPU_SUSPEND answers INVALID_PARAMETERS to a bad entry point in 1.1", "SUSP-08"),
  SUSPEND_REFUSED_CLOBBERS(
      "synthetic", "a CPU_SUSPEND that is refused returns with x19 lost", "SUSP-09"),
  SUSPEND_STATETYPE_IGNORED_AS_PD(
      "KVM patch of 2014", "a standby enters at the entry point", "SUSP-04", "STBY-01"),
  SUSPEND_SAVED_ENTRY_TORN(
      "KVM patch of 2014",
      "one place holds entry point and context id of all suspended cores",
      "SUSP-14",
      "PD-05"),
  SUSPEND_ENTRY_NEVER_USED(
      "KVM patch of 2014",
      "a power-down enters where the core's CPU_ON said, not its CPU_SUSPEND",
      "PD-01"),
  SUSPEND_CONTEXT_DROPPED(
      "synthetic",
      "a core finds 0 in place of its context id after power-down",
      "PD-05",
      "INIT-10"),
  SUSPEND_STANDBY_CONTEXT_IN_X0(
      "synthetic", "a standby returns its context id", "STBY-01", "SUSP-07"),
  SUSPEND_STANDBY_VALIDATES_ENTRY(
      "synthetic", "a standby with a bad entry point is refused", "SUSP-07"),
  SUSPEND_RESERVED_POWER_STATE_ACCEPTED(
      "Trusted Firmware-A", "reserved bits of power_state are ignored", "SUSP-03"),
  SUSPEND_CORE_REQUEST_VOTES_CLUSTER(
      "Trusted Firmware-A on Versal NET",
      "a request for the core alone is a vote for its cluster too",
      "PD-09",
      "COORD-02"),
  SUSPEND_PD_WAKE_RETURNS_TO_CALLER(
      "synthetic", "a power-down returns SUCCESS with x19 lost", "PD-04"),
  SUSPEND_REENTRY_KEEPS_MMU(
      "synthetic", "a core comes back from power-down with SCTLR.M set", "INIT-06", "INIT-14"),
  SUSPEND_REENTRY_KEEPS_DAIF(
      "synthetic",
      "a core comes back from power-down with the interrupt masks that it had",
      "INIT-05",
      "INIT-14"),
  DEFAULT_SUSPEND_TAKES_STATE(
      "synthetic",
      "CPU_DEFAULT_SUSPEND reads its arguments where CPU_SUSPEND has them",
      "DSUSP-01",
      "DSUSP-02"),
  DEFAULT_SUSPEND_BAD_ENTRY_CODE(
      "synthetic",
      "CPU_DEFAULT_SUSPEND answers INVALID_PARAMETERS to a bad entry point",
      "DSUSP-02"),
  DEFAULT_SUSPEND_DEAF(
      "synthetic",
      "an interrupt does not wake a core in CPU_DEFAULT_SUSPEND",
      "DSUSP-04",
      "SUSP-10"),
  FREEZE_IRQ_RETURNS("synthetic", "an interrupt lets CPU_FREEZE return", "FRZ-01", "FRZ-03"),
  ABANDON_CLOBBERS_ENTRY(
      "Trusted Firmware-A, RF-A",
      "a power-down that is abandoned at once enters with SUCCESS in X0",
      "PD-05",
      "PD-03",
      "PD-04"),
  ABANDON_CLOBBERS_REGISTERS(
      "Trusted Firmware-A, RF-A",
      "a power-down that is abandoned at once returns with x19 lost",
      "PD-04"),
  OSI_LAST_CHECK_FIRST_PARENT_ONLY(
      "Trusted Firmware-A",
      "whether the caller is the last core is checked at level 1 only",
      "OSI-03",
      "OSI-04"),
  OSI_LAST_CORE_DENIED(
      "synthetic", "in OS-initiated mode every request above level 0 is DENIED", "OSI-01"),
  OSI_CLAIM_WITHOUT_REQUEST_UNCHECKED(
      "synthetic",
      "in OS-initiated mode a claim is looked at as far as a state is asked for only",
      "OSI-03"),
  OSI_DEEPEST_ORDER_STAYS(
      "synthetic",
      "in OS-initiated mode a node goes as deep as the deepest order that it ever had",
      "OSI-07"),
  OSI_REFUSED_ORDER_OBEYED(
      "synthetic",
      "in OS-initiated mode nodes above the caller obey a request that is refused",
      "OSI-08"),
  OSI_CORE_ALONE_DENIED(
      "synthetic",
      "in OS-initiated mode a request for the core alone is DENIED while another core of the cluster runs",
      "OSI-13"),
  OSI_CHECKS_IN_PC_MODE(
      "synthetic",
      "a request above level 0 is DENIED while another core of the cluster runs",
      "SUSP-13"),
  OSI_CHILD_DOMAIN_STILL_ON_ACCEPTED(
      "Trusted Firmware-A, RF-A",
      "a node may go deeper than a node below it that is still in Run",
      "OSI-04",
      "OSI-05",
      "COORD-04"),
  OSI_CPUOFF_MAKES_LAST_MAN(
      "RF-A",
      "in OS-initiated mode a CPU_OFF takes a node down that suspended cores have left in Run",
      "CPU_OFF-09"),
  COORD_LAST_MAN_UNGUARDED(
      "synthetic",
      "how deep a node goes is decided before its lock is taken, and a core that comes up in between"
          + " is overlooked",
      "COORD-04",
      "OSI-04"),
  ABANDON_LEAVES_ANCESTOR_STATE(
      "RF-A",
      "a request that is abandoned leaves the nodes above level 1 in their low-power states",
      "COORD-04",
      "PD-03",
      "COORD-05"),
  SETMODE_DENIED_BUT_SET(
      "synthetic", "PSCI_SET_SUSPEND_MODE sets the mode although it returns DENIED", "MODE-04"),
  SETMODE_UNKNOWN_ACCEPTED(
      "synthetic", "PSCI_SET_SUSPEND_MODE takes every value but 0 for 1", "MODE-01"),
  SETMODE_WHILE_SUSPENDED(
      "synthetic",
      "PSCI_SET_SUSPEND_MODE changes to OS-initiated mode while cores are suspended",
      "MODE-02"),
  SETMODE_BACK_BESIDE_OTHERS(
      "synthetic",
      "PSCI_SET_SUSPEND_MODE changes to platform-coordinated mode while other cores run",
      "MODE-03"),
  STAT_STANDBY_NOT_COUNTED(
      "Trusted Firmware-A", "PSCI_STAT_COUNT counts power-down only", "STAT-04"),
  STAT_WRONG_UNDER_RACE(
      "Trusted Firmware-A",
      "PSCI_STAT_COUNT counts what was asked of a node, not what it entered",
      "STAT-02"),
  STAT_INVALID_RETURNS_ERROR(
      "synthetic", "PSCI_STAT_COUNT of what does not exist returns INVALID_PARAMETERS", "STAT-01"),
  STAT_CLAIM_COUNTS(
      "synthetic",
      "PSCI_STAT_COUNT of a power_state that claims a level above its own is 0",
      "STAT-03"),
  STAT_NOT_ZERO_AT_BOOT("synthetic", "PSCI_STAT_COUNT starts at 1", "STAT-05"),
  STAT_READ_CLEARS("synthetic", "PSCI_STAT_COUNT sets its counter back to 0", "STAT-10"),
  SYSRESET_POWERS_OFF("OP-TEE, libkrun", "SYSTEM_RESET powers the machine off", "SYS-04"),
  SYSOFF_FROM_SECONDARY_STOPS_ONLY_IT(
      "kvmtool", "SYSTEM_OFF of any core but core 0 turns off that core alone", "SYS-02"),
  SYSTEM_OFF_RETURNS("synthetic", "SYSTEM_OFF returns", "SYS-01"),
  SYSRESET2_RESERVED_TYPE_ACCEPTED(
      "U-Boot, OP-TEE", "SYSTEM_RESET2 resets for reserved types", "RST2-02"),
  SYSRESET2_FEATURE_FLAG(
      "synthetic", "PSCI_FEATURES has a flag for SYSTEM_RESET2", "RST2-01", "FEAT-04"),
  SYSRESET2_COOKIE_CHECKED(
      "synthetic", "SYSTEM_RESET2 refuses a warm reset if the cookie is not 0", "RST2-03"),
  SYSRESET2_VENDOR_SUCCESS(
      "synthetic", "SYSTEM_RESET2 returns SUCCESS for types of the vendor", "RST2-07"),
  SYSRESET2_TYPE_OF_64_BITS("synthetic", "SYSTEM_RESET2 reads its type as 64 bits", "RST2-09"),
  SYSOFF2_ABSENT_SERVED(
      "synthetic", "SYSTEM_OFF2 is there, and PSCI_FEATURES denies it", "OFF2-01", "CONV-07"),
  SYSOFF2_NO_FEATURE_FLAG(
      "synthetic", "PSCI_FEATURES has no flag for SYSTEM_OFF2", "OFF2-02", "FEAT-04"),
  SYSOFF2_DEFAULT_POWERS_OFF("synthetic", "SYSTEM_OFF2 of type 0 is SYSTEM_OFF", "OFF2-03"),
  SYSOFF2_COOKIE_IGNORED("synthetic", "SYSTEM_OFF2 does not look at its cookie", "OFF2-04"),
  SYSOFF2_BOOT_CORE_ONLY(
      "synthetic", "SYSTEM_OFF2 of any core but core 0 is DENIED", "OFF2-05", "OFF2-04"),
  SYSOFF2_RETURNS("synthetic", "SYSTEM_OFF2 returns", "OFF2-06"),
  SYSOFF2_REPORTED_TOO_EARLY("synthetic", "PSCI_FEATURES of 1.1 reports SYSTEM_OFF2", "OFF2-07"),
  SYSRESET2_SMC64_FROM_AARCH32(
      "Linux KVM", "the SMC64 id of SYSTEM_RESET2 is served for AArch32 callers", "CONV-04"),
  SYSSUSPEND_ALLOWED_WITH_OTHERS_ON(
      "minos, OP-TEE", "SYSTEM_SUSPEND suspends while other cores are ON", "SSUSP-01"),
  SYSSUSPEND_RESUME_WRONG_PSTATE(
      "uvmm",
      "a core comes back from SYSTEM_SUSPEND with its interrupts unmasked",
      "SSUSP-03",
      "INIT-01",
      "INIT-05"),
  SYSSUSPEND_RESUME_RETURNS_TO_LR(
      "U-Boot", "SYSTEM_SUSPEND returns to its caller with x19 lost", "SSUSP-03"),
  SYSSUSPEND_BAD_ENTRY_CODE(
      "synthetic", "SYSTEM_SUSPEND answers INVALID_PARAMETERS to a bad entry point", "SSUSP-02"),
  SYSSUSPEND_STARTS_OTHERS(
      "synthetic",
      "AFFINITY_INFO answers ON for all cores after SYSTEM_SUSPEND",
      "SSUSP-06",
      "AFF-01",
      "AFF-06"),
  SYSSUSPEND_ABSENT_SUCCEEDS(
      "synthetic", "SYSTEM_SUSPEND returns SUCCESS where it is not there", "SSUSP-07", "CONV-07"),
  SYSSUSPEND_BESIDE_PENDING(
      "synthetic", "SYSTEM_SUSPEND suspends while another core is being started", "SSUSP-09"),
  SYSSUSPEND_HANGS_AFTER_IDLE(
      "Trusted Firmware-A",
      "SYSTEM_SUSPEND hangs if its caller has suspended above level 0 before",
      "SSUSP-03",
      "OSI-07"),
  SYSEVENT_CRASH("openvmm", "SYSTEM_OFF brings down what runs the machine", "SYS-01"),
  VERSION_MAJOR_MINOR_SWAPPED(
      "synthetic", "PSCI_VERSION has its two fields the wrong way round", "VER-01", "VER-02"),
  VERSION_BIT_31("synthetic", "PSCI_VERSION has bit 31 set", "VER-01"),
  VERSION_OF_CORE("synthetic", "PSCI_VERSION is 1.0 on all cores but core 0", "VER-04"),
  FEATURES_ON_0_2("synthetic", "0.2 has PSCI_FEATURES", "FEAT-01"),
  FEATURES_FLAGS_VARY(
      "synthetic",
      "PSCI_FEATURES(CPU_SUSPEND) reports the other format of power_state in OS-initiated mode",
      "FEAT-07"),
  FEATURES_FLAGS_OF_WIDE_ID(
      "synthetic", "PSCI_FEATURES has flags for the SMC32 id of CPU_SUSPEND only", "FEAT-08"),
  FEATURES_HALF_A_PAIR(
      "synthetic", "PSCI_STAT_RESIDENCY is not there, and PSCI_STAT_COUNT is", "FEAT-10"),
  FEATURES_OTHER_SERVICES("synthetic", "PSCI_FEATURES knows ids of other services", "FEAT-11"),
  FEATURES_ID_OF_64_BITS("synthetic", "PSCI_FEATURES reads the id as 64 bits", "FEAT-12"),
  FEATURES_OSI_BIT_INCONSISTENT(
      "synthetic",
      "OS-initiated mode is reported, and PSCI_SET_SUSPEND_MODE is not there",
      "FEAT-09"),
  FEATURES_FORMAT_BIT_INCONSISTENT(
      "synthetic", "PSCI_FEATURES reports the other format of power_state", "FEAT-07", "SUSP-03"),
  FEATURES_IGNORES_CC_BIT(
      "Hafnium, openvmm, uvmm",
      "PSCI_FEATURES knows SMC64 ids that do not exist",
      "FEAT-02",
      "CONV-10"),
  FEATURES_64BIT_CAP_MISSING(
      "Trusted Firmware-A", "PSCI_FEATURES does not know the SMC64 ids", "FEAT-03"),
  FEATURES_SMCCC_VERSION_ABSENT(
      "Trusted Firmware-A, OP-TEE",
      "PSCI_FEATURES does not know SMCCC_VERSION, which is there",
      "FEAT-05"),
  FID_UPPER_BITS_SIGNIFICANT(
      "Xen, Jailhouse, QEMU", "the function id is compared as 64 bits", "CONV-03"),
  FID_SMC64_ALIAS_OF_32ONLY(
      "Xen, Hafnium, seL4", "SMC64 ids of functions that have none are served", "CONV-10"),
  UNKNOWN_ID_SUCCEEDS("synthetic", "ids that name no function return SUCCESS", "CONV-09"),
  OTHER_WIDTH_NOT_SUPPORTED(
      "synthetic", "0.2 answers NOT_SUPPORTED to an SMC32 id from AArch64", "CONV-05"),
  DAIF_MASKED_ON_RETURN("synthetic", "a call returns with interrupts masked", "CONV-15"),
  RET_ZERO_EXTENDED_MINUS1(
      "Trusted Firmware-A", "an error of an SMC64 call has an upper half of 0", "CONV-11"),
  SMC64_FROM_AARCH32_WRONG_CODE(
      "QEMU",
      "1.0 and later answer INVALID_PARAMETERS to an SMC64 id from AArch32",
      "CONV-04",
      "CONV-05"),
  SMC64_CONTEXT_TRUNCATED("synthetic", "a context id loses its upper half", "CPU_ON-13", "CONV-02"),
  REGS_CLOBBERED_ON_RETURN("synthetic", "a call changes x19", "CONV-12"),
  MEMCHK_ZERO_LENGTH(
      "synthetic", "MEM_PROTECT_CHECK_RANGE has nothing against a length of 0", "MEM-04"),
  MEMPROTECT_RETURNS_NEW("synthetic", "MEM_PROTECT returns how it is, not how it was", "MEM-01"),
  MEMPROTECT_ON_AT_BOOT("synthetic", "memory is protected after a boot", "MEM-02"),
  MEMCHK_END_UNCHECKED(
      "synthetic", "MEM_PROTECT_CHECK_RANGE looks at the first address only", "MEM-04"),
  MEMCHK_DEVICES(
      "synthetic",
      "MEM_PROTECT_CHECK_RANGE has nothing against device registers",
      "MEM-06",
      "MEM-04"),
  NODEHW_LEVEL_UNCHECKED(
      "synthetic", "NODE_HW_STATE answers HW_ON for levels that do not exist", "NHW-02"),
  NODEHW_SUSPENDED_ON(
      "synthetic",
      "NODE_HW_STATE answers HW_ON for suspended cores, as AFFINITY_INFO would",
      "NHW-01"),
  NODEHW_CALLER_STANDBY(
      "synthetic", "NODE_HW_STATE answers HW_STANDBY for the core that calls", "NHW-04", "NHW-01"),
  MIGRATE_TYPE_OF_CORE(
      "synthetic", "MIGRATE_INFO_TYPE is NOT_SUPPORTED on all cores but core 0", "MIG-02"),
  MIGRATE_FROM_ANYWHERE("synthetic", "MIGRATE moves the trusted OS whichever core calls", "MIG-03"),
  MIGRATE_LEAVES_IT("synthetic", "MIGRATE returns SUCCESS, and moves nothing", "MIG-06"),
  MIGRATE_BAD_TARGET_CODE(
      "synthetic", "MIGRATE to what is no core returns INTERNAL_FAILURE", "MIG-04"),
  MIGRATE_INFO_REGISTER(
      "synthetic", "MIGRATE_INFO_UP_CPU returns MPIDR_EL1 with its bit 31", "MIG-07"),
  MIGRATE_INFO_AT_HOME(
      "synthetic",
      "MIGRATE_INFO_UP_CPU is NOT_SUPPORTED on cores without the trusted OS",
      "MIG-08"),
  MIGRATE_TYPE2_SUCCESS(
      "synthetic", "MIGRATE succeeds where there is no trusted OS", "MIG-01", "CONV-07");

  private final String origin;
  private final String summary;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> rules;

  Bug(String origin, String summary, String... rules) {
    this.origin = origin;
    this.summary = summary;
    this.rules = List.of(rules);
  }

  /** Where the behaviour was seen. */
  public String origin() {
    return origin;
  }

  /** What goes wrong. */
  public String summary() {
    return summary;
  }

  /** The rules of the catalogue that it breaks. */
  public List<String> rules() {
    return rules;
  }

  /** Bugs that show where steps of several cores meet: a lock is left out, or held wrongly. */
  public static final Set<Bug> RACES =
      Collections.unmodifiableSet(
          EnumSet.of(
              CPUON_TORN_PC_CTX,
              CPUON_TRANSIENT_INVALID_PARAMS,
              CPUON_PENDING_SET_LATE,
              CPUON_ABBA_DEADLOCK,
              CPUON_CHECK_THEN_ACT,
              CPUOFF_STOPS_LATE,
              CPUON_DURING_OFF_LOST,
              SUSPEND_SAVED_ENTRY_TORN,
              COORD_LAST_MAN_UNGUARDED,
              ABANDON_LEAVES_ANCESTOR_STATE,
              STAT_WRONG_UNDER_RACE));

  /** Why a suite cannot find it, or must not blame an implementation for it; else empty. */
  public Optional<String> notCounted() {
    return Optional.ofNullable(
        switch (this) {
          case CPUON_STALE_GPRS_LEAK -> "at the entry only X0 is defined";
          case CPUON_SELF_CONTEXT_OTHER ->
              "of the registers that it copies only X0 is defined, and that is cpuon-context-dropped";
          case CPUON_FAIL_SIDE_EFFECT ->
              "an interrupt that is lost looks like one that has not come yet";
          case MEMCHK_ZERO_LENGTH ->
              "the specification does not say whether an empty range is good";
          case RET_ZERO_EXTENDED_MINUS1 ->
              "before 1.2 the specification does not say how wide an error is";
          case FEATURES_SMCCC_VERSION_ABSENT ->
              "that PSCI_FEATURES reports SMCCC_VERSION is expected, and not demanded";
          case SYSEVENT_CRASH -> "a machine that is gone looks like one that is off";
          default -> null;
        });
  }

  /** As {@link #notCounted()}, for an implementation of this version. */
  public Optional<String> notCounted(Version version) {
    return this == RET_ZERO_EXTENDED_MINUS1 && version.isAtLeast(Version.V1_2)
        ? Optional.empty()
        : notCounted();
  }

  /**
   * Why it shows as the break of other rules than its own, or as that of several things, to whoever
   * sees it from outside; else empty.
   */
  public Optional<String> disguise() {
    return Optional.ofNullable(
        switch (this) {
          case CPUON_TORN_PC_CTX ->
              "ON_PENDING is not stored either, so until it comes in the core looks OFF to all functions";
          case CPUON_PENDING_SET_LATE ->
              "for a while the core is OFF to others although it was started, and then ON_PENDING although it runs";
          case CPUON_RUNNING_CORE_RESET ->
              "a core that is started while it runs breaks off what it does, and what it did then fits nothing";
          case CPUON_TRANSIENT_INVALID_PARAMS, CPUON_MPIDR_LOST_AFTER_RESET ->
              "that a core is not found, and that it is taken for another, show by clauses of their own";
          case AFFINFO_DISTURBS_START ->
              "the CPU_ON that is disturbed puts things right, so that its refusal is all that shows";
          case FEATURES_FORMAT_BIT_INCONSISTENT ->
              "each power_state stands for the other type then, and where cores come back is what shows";
          case CPUON_CORE_INDEX_WRAPS_256 ->
              "what CPU_ON says is about another core, and that one is started in place of its target";
          case BADADDR_NEWCODE_ON_0_2 ->
              "several refusals of two functions have the wrong code, and each is a clause of its own";
          case CPUOFF_DENIED_BUT_MARKED_OFF ->
              "all functions take a core that runs for OFF, and each of them errs in its own way";
          case AFFINFO_ALWAYS_ON, SYSSUSPEND_STARTS_OTHERS ->
              "what does not exist is said to be ON as well, and that is another clause";
          case AFFINFO_LEVEL1_NOT_SUPPORTED_CODE ->
              "levels that do not exist get the same answer, and that is another clause";
          case SYSOFF2_BOOT_CORE_ONLY ->
              "wrong arguments get the same answer, and that is another clause";
          default -> null;
        });
  }

  /** The name on command lines, for instance {@code cpuon-context-dropped}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Bug> find(String id) {
    return Arrays.stream(values()).filter(bug -> bug.id().equals(id)).findFirst();
  }
}
