// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/**
 * CPU_ON(target_cpu, entry_point_address, context_id) (5.6): starts a core that is OFF. It returns
 * without waiting for the target; that the target then comes in is the hidden step {@link
 * CoreStart}.
 *
 * <p>Where several errors apply, any of them may be the answer: the text gives no order
 * (CPU_ON-19).
 */
final class CpuOn implements Step {
  private static final Because STARTED = Because.of("CPU_ON-20", "CPU_ON-01", "SM-02", "SM-07");
  private static final Because NO_SUCH_CORE = Because.of("CPU_ON-03");
  private static final Because BAD_ENTRY = Because.of("CPU_ON-04");
  private static final Because UNALIGNED_ENTRY = BAD_ENTRY.under("AMB-11", "A");
  private static final Because UNREACHABLE_ENTRY = BAD_ENTRY.under("AMB-12", "A");
  private static final Because UNALIGNED_BY_OTHER_VERSION = BAD_ENTRY.under("AMB-11", "B");
  private static final Because RESERVED_BITS = NO_SUCH_CORE.under("AMB-08", "A");
  private static final Because IS_ON = Because.of("CPU_ON-05", "SM-04");
  private static final Because IS_SUSPENDED = Because.of("CPU_ON-05", "SUSP-12", "SM-04");
  private static final Because IS_PENDING = Because.of("CPU_ON-06", "SM-04").under("AMB-13", "A");
  private static final Because PHYSICAL_REASON = Because.of("CPU_ON-11");
  private static final Because FIRMWARE_POLICY = Because.of("CPU_ON-12");
  private static final Because DENIED_TOO_EARLY = FIRMWARE_POLICY.under("AMB-15", "B");
  private static final Because RESUMES_FROZEN = Because.of("CPU_ON-16", "CPU_ON-01");
  private static final Because DISABLED_CORE = Because.of("AFF-07");

  /** One of several errors that apply, and the one that is given. */
  private static final Because TARGET_FIRST = NO_SUCH_CORE.under("AMB-09", "A");

  private static final Because ENTRY_FIRST = BAD_ENTRY.under("AMB-09", "B");
  private static final Because ON_FIRST = IS_ON.under("AMB-09", "C");
  private static final Because SUSPENDED_FIRST = IS_SUSPENDED.under("AMB-09", "C");
  private static final Because PENDING_FIRST = IS_PENDING.under("AMB-09", "C");

  private static final int INSTRUCTION_ALIGNMENT = 3;

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    int target = platform.topology().indexOf(call.wide(1));
    boolean usable = platform.entries().isUsable(call.entryPoint());
    boolean unaligned = (call.entryPoint() & INSTRUCTION_ALIGNMENT) != 0;
    boolean mayStart = target >= 0 && isDown(before.core(target)) && !platform.isDisabled(target);
    if (!usable) {
      Because why = unaligned ? UNALIGNED_ENTRY : UNREACHABLE_ENTRY;
      outcomes.returns(badAddress(platform.version()), before, mayStart ? why : ENTRY_FIRST);
      if (mayStart && unaligned) { // named so that a report can say it
        outcomes.returns(wrongCode(platform.version()), before, UNALIGNED_BY_OTHER_VERSION);
      }
    }
    if (target < 0) {
      noSuchCore(platform, before, call, usable, outcomes);
    } else if (!isDown(before.core(target))) {
      notOff(before, target, usable, outcomes);
    } else if (platform.isDisabled(target)) {
      refuseDisabled(before, outcomes);
    } else {
      Outcomes undetected =
          unaligned ? outcomes.under("AMB-11", "C") : outcomes.under("AMB-12", "B");
      start(platform, before, call.caller(), target, usable ? outcomes : undetected);
      refuse(platform, before, outcomes);
    }
  }

  /** OFF, or frozen: then CPU_ON brings it back. */
  private static boolean isDown(CoreState core) {
    return !core.isOn() && !core.isPending();
  }

  private static void noSuchCore(
      Platform platform, State before, Call call, boolean usable, Outcomes outcomes) {
    int meant = platform.topology().indexOf(call.wide(1) & Mpidr.AFFINITY_BITS);
    Because why = meant >= 0 ? RESERVED_BITS : NO_SUCH_CORE;
    outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, usable ? why : TARGET_FIRST);
    if (meant >= 0) { // what ignoring the bits would do, so that a report can say it
      Outcomes ignoring = outcomes.under("AMB-08", "B");
      if (isDown(before.core(meant))) {
        start(platform, before, call.caller(), meant, ignoring);
      } else {
        notOff(before, meant, true, ignoring);
      }
    }
  }

  private static void notOff(State before, int target, boolean usable, Outcomes outcomes) {
    CoreState core = before.core(target);
    if (core.isPending()) {
      outcomes.returns(ReturnCode.ON_PENDING, before, usable ? IS_PENDING : PENDING_FIRST);
    } else if (core.isSuspended()) {
      outcomes.returns(ReturnCode.ALREADY_ON, before, usable ? IS_SUSPENDED : SUSPENDED_FIRST);
    } else {
      outcomes.returns(ReturnCode.ALREADY_ON, before, usable ? IS_ON : ON_FIRST);
    }
  }

  private static void start(
      Platform platform, State before, int caller, int target, Outcomes outcomes) {
    if (target < State.CORES) {
      State pending = before.with(target, CoreState.pendingFrom(caller));
      boolean resumes =
          before.core(target).isFrozen() && platform.version().isAtLeast(Version.V1_0);
      Because why = resumes ? RESUMES_FROZEN : STARTED;
      outcomes.returns(ReturnCode.SUCCESS, Coordination.woken(platform, pending, target), why);
    }
  }

  private static void refuse(Platform platform, State before, Outcomes outcomes) {
    outcomes.returns(ReturnCode.INTERNAL_FAILURE, before, PHYSICAL_REASON);
    boolean policyCounts = platform.version().isAtLeast(Version.V1_2);
    outcomes.returns(ReturnCode.DENIED, before, policyCounts ? FIRMWARE_POLICY : DENIED_TOO_EARLY);
  }

  /** The text names no code for a core that AFFINITY_INFO calls DISABLED, but it cannot start. */
  private static void refuseDisabled(State before, Outcomes outcomes) {
    outcomes.returns(ReturnCode.INTERNAL_FAILURE, before, DISABLED_CORE);
    outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, DISABLED_CORE);
    outcomes.returns(ReturnCode.DENIED, before, DISABLED_CORE);
    outcomes.returns(ReturnCode.DISABLED, before, DISABLED_CORE);
  }

  /** The code for an entry point that is known to be bad. */
  static ReturnCode badAddress(Version version) {
    return version.isAtLeast(Version.V1_0)
        ? ReturnCode.INVALID_ADDRESS
        : ReturnCode.INVALID_PARAMETERS;
  }

  private static ReturnCode wrongCode(Version version) {
    return version.isAtLeast(Version.V1_0)
        ? ReturnCode.INVALID_PARAMETERS
        : ReturnCode.INVALID_ADDRESS;
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return ReturnCode.of(value)
        .filter(code -> code != ReturnCode.SUCCESS)
        .map(
            code ->
                switch (code) {
                  case INVALID_ADDRESS -> BAD_ENTRY;
                  case ALREADY_ON -> IS_ON;
                  case ON_PENDING -> IS_PENDING;
                  case INTERNAL_FAILURE -> PHYSICAL_REASON;
                  case DENIED -> FIRMWARE_POLICY;
                  default -> NO_SUCH_CORE;
                });
  }
}
