// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.AffinityLevel;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * AFFINITY_INFO(target_affinity, lowest_affinity_level) (5.7): whether a core, or from level 1 on
 * any core of a group, is ON. A snapshot: it changes nothing.
 */
final class AffinityInfo implements Step {
  private static final Because OF_CORE =
      Because.of("AFF-01", "AFF-08", "AFF-09", "AFF-10", "AFF-11", "SM-01");
  private static final Because OF_PENDING_CORE =
      Because.of("AFF-01", "CPU_ON-10", "AFF-09").under("AMB-13", "A");
  private static final Because OF_SUSPENDED_CORE =
      Because.of("AFF-02", "AFF-01", "AFF-08", "AFF-09", "SM-02");
  private static final Because OF_FROZEN_CORE = Because.of("AFF-01", "AFF-09", "FRZ-04");
  private static final Because FROZEN_IS_ON = OF_FROZEN_CORE.under("AMB-14", "A");
  private static final Because FROZEN_IS_OFF = OF_FROZEN_CORE.under("AMB-14", "B");
  private static final Because OF_GROUP = Because.of("AFF-03", "AFF-04", "AFF-09");
  private static final Because OF_GROUP_BY_JUNK =
      Because.of("AFF-04", "AFF-03", "AFF-09").under("AMB-25", "A");
  private static final Because OF_FROZEN_GROUP = OF_GROUP.under("AMB-14", "A");
  private static final Because OF_GROUP_WITHOUT_FROZEN = OF_GROUP.under("AMB-14", "B");
  private static final Because NO_SUCH_INSTANCE = Because.of("AFF-06");
  private static final Because[] NO_SUCH_LEVEL = readings("AMB-26");
  private static final Because[] RESERVED_BITS = readings("AMB-08");
  private static final Because[] NOBODY_THERE = readings("AMB-27");
  private static final Because LEVEL_NOT_OFFERED = Because.of("AFF-05");
  private static final Because FAULTY = Because.of("AFF-07");
  private static final Because WITHDRAWN_CODE = Because.of("AFF-11", "AFF-09");
  private static final Because NO_SUCH_CODE = Because.of("AFF-09");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    long affinity = call.wide(1);
    int level = call.word(2);
    long members = AffinityLevel.exists(level) ? platform.topology().instance(affinity, level) : 0;
    if (members == 0) {
      noSuchInstance(before, affinity, level, outcomes);
    } else if (level == 0) {
      ofCore(platform, before, Long.numberOfTrailingZeros(members), outcomes);
    } else {
      AffinityState withoutFrozen = ofGroup(before, members);
      if (withoutFrozen != AffinityState.ON && anyFrozen(before, members)) {
        outcomes.returns(withoutFrozen.value(), before, OF_GROUP_WITHOUT_FROZEN);
        outcomes.returns(AffinityState.ON.value(), before, OF_FROZEN_GROUP);
      } else {
        boolean junkBelow = platform.topology().indexOf(affinity) < 0;
        outcomes.returns(withoutFrozen.value(), before, junkBelow ? OF_GROUP_BY_JUNK : OF_GROUP);
      }
      if (mayRefuse(platform, level)) {
        boolean optional = platform.version().isAtLeast(Version.V1_0);
        Because why = optional ? LEVEL_NOT_OFFERED : NO_SUCH_INSTANCE;
        outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, why);
      }
    }
  }

  private static Because[] readings(String open) {
    return new Because[] {NO_SUCH_INSTANCE.under(open, "A"), NO_SUCH_INSTANCE.under(open, "B")};
  }

  /** Answers that are faults are named, so that a report can say which reading they follow. */
  private static void noSuchInstance(State before, long affinity, int level, Outcomes outcomes) {
    boolean reserved = (affinity & ~Mpidr.AFFINITY_BITS) != 0;
    Because[] readings =
        !AffinityLevel.exists(level) ? NO_SUCH_LEVEL : reserved ? RESERVED_BITS : NOBODY_THERE;
    outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, readings[0]);
    outcomes.returns(AffinityState.OFF.value(), before, readings[1]);
    if (readings != NOBODY_THERE) {
      outcomes.returns(AffinityState.ON.value(), before, readings[1]);
      outcomes.returns(AffinityState.ON_PENDING.value(), before, readings[1]);
    }
  }

  private static void ofCore(Platform platform, State before, int core, Outcomes outcomes) {
    if (platform.isDisabled(core)) {
      outcomes.returns(ReturnCode.DISABLED, before, FAULTY);
    } else {
      CoreState state = before.core(core);
      if (state.isFrozen()) {
        outcomes.returns(AffinityState.ON.value(), before, FROZEN_IS_ON);
        outcomes.returns(AffinityState.OFF.value(), before, FROZEN_IS_OFF);
      } else {
        outcomes.returns(stateOf(state).value(), before, why(state));
      }
    }
  }

  private static Because why(CoreState core) {
    return core.isPending() ? OF_PENDING_CORE : core.isSuspended() ? OF_SUSPENDED_CORE : OF_CORE;
  }

  private static AffinityState stateOf(CoreState core) {
    return core.isOn()
        ? AffinityState.ON
        : core.isPending() ? AffinityState.ON_PENDING : AffinityState.OFF;
  }

  private static boolean anyFrozen(State state, long members) {
    for (long rest = members; rest != 0; rest &= rest - 1) {
      if (state.core(Long.numberOfTrailingZeros(rest)).isFrozen()) {
        return true;
      }
    }
    return false;
  }

  /** ON if any core is ON, else ON_PENDING if any is pending, else OFF. */
  private static AffinityState ofGroup(State state, long members) {
    boolean pending = false;
    for (long rest = members; rest != 0; rest &= rest - 1) {
      CoreState core = state.core(Long.numberOfTrailingZeros(rest));
      if (core.isOn()) {
        return AffinityState.ON;
      }
      pending |= core.isPending();
    }
    return pending ? AffinityState.ON_PENDING : AffinityState.OFF;
  }

  /**
   * From 1.0 on levels above 0 need not be answered. Before, every level that the machine has must
   * be: up to the one at which all cores are in one instance.
   */
  private static boolean mayRefuse(Platform platform, int level) {
    return platform.version().isAtLeast(Version.V1_0)
        || (level > 1 && hasOneInstance(platform.topology(), level - 1));
  }

  private static boolean hasOneInstance(Topology topology, int level) {
    long first = topology.mpidr(0).value();
    return Long.bitCount(topology.instance(first, level)) == topology.size();
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    if (value >= 0 && value <= AffinityState.ON_PENDING.value()) {
      return Optional.empty();
    }
    return Optional.of(
        ReturnCode.of(value)
            .map(
                code ->
                    switch (code) {
                      case INVALID_PARAMETERS -> NO_SUCH_INSTANCE;
                      case NOT_PRESENT -> WITHDRAWN_CODE;
                      case DISABLED -> FAULTY;
                      default -> NO_SUCH_CODE;
                    })
            .orElse(NO_SUCH_CODE));
  }
}
