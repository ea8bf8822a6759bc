// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.Locale;
import java.util.Optional;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.NodeHwState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;

/** How program text and reports write function ids, results and entry points. */
public final class Names {
  private static final String NARROW = "32";
  private static final int LETTERS = 26;
  private static final String STANDBY = "standby";
  private static final String POWER_DOWN = "powerdown";

  private Names() {}

  /**
   * The name of a function id: bare for the SMC64 form, or for the only form; with the suffix 32
   * for the SMC32 form of a function that has both; a number for an id that is no function.
   */
  public static String ofFunction(int id) {
    Optional<PsciFunction> function = PsciFunction.of(id);
    if (function.isEmpty()) {
      return hex(id & 0xffff_ffffL);
    }
    boolean narrow = function.get().hasSmc64() && CallWidth.of(id) == CallWidth.SMC32;
    return function.get() + (narrow ? NARROW : "");
  }

  /** The id that a name of {@link #ofFunction} stands for, or empty. */
  static Optional<Integer> functionId(String name) {
    for (PsciFunction function : PsciFunction.values()) {
      if (name.equals(function.name())) {
        return Optional.of(function.id(CallWidth.SMC64));
      }
      if (function.hasSmc64() && name.equals(function.name() + NARROW)) {
        return Optional.of(function.smc32());
      }
    }
    return Optional.empty();
  }

  /**
   * A result as the function means it: a state for AFFINITY_INFO, else a return code or a number.
   */
  public static String ofResult(int functionId, int result) {
    if (PsciFunction.AFFINITY_INFO.hasId(functionId)) {
      for (AffinityState state : AffinityState.values()) {
        if (state.value() == result) {
          return state.name();
        }
      }
    }
    if (PsciFunction.PSCI_VERSION.hasId(functionId) && result > 0) {
      return (result >>> 16) + "." + (result & 0xffff);
    }
    if (PsciFunction.NODE_HW_STATE.hasId(functionId)) {
      for (NodeHwState state : NodeHwState.values()) {
        if (state.value() == result) {
          return state.name();
        }
      }
    }
    if (isUnsigned(functionId) || (isNumber(functionId) && result >= 0)) {
      return Integer.toUnsignedString(result);
    }
    return ReturnCode.of(result).map(Enum::name).orElse(hex(result & 0xffff_ffffL));
  }

  private static boolean isUnsigned(int functionId) {
    return PsciFunction.of(functionId).filter(PsciFunction::countsUnsigned).isPresent();
  }

  private static boolean isNumber(int functionId) {
    return PsciFunction.PSCI_FEATURES.hasId(functionId)
        || PsciFunction.MIGRATE_INFO_TYPE.hasId(functionId)
        || PsciFunction.MEM_PROTECT.hasId(functionId);
  }

  /** The value that a result's name stands for, or empty. */
  static Optional<Integer> resultValue(int functionId, String name) {
    if (PsciFunction.AFFINITY_INFO.hasId(functionId)) {
      for (AffinityState state : AffinityState.values()) {
        if (state.name().equals(name)) {
          return Optional.of(state.value());
        }
      }
    }
    if (PsciFunction.NODE_HW_STATE.hasId(functionId)) {
      for (NodeHwState state : NodeHwState.values()) {
        if (state.name().equals(name)) {
          return Optional.of(state.value());
        }
      }
    }
    for (ReturnCode code : ReturnCode.values()) {
      if (code.name().equals(name)) {
        return Optional.of(code.value());
      }
    }
    return Optional.empty();
  }

  /** A power state by its meaning: {@code standby}, {@code powerdown}, {@code powerdown@1}. */
  static String ofPowerState(Value.Suspend state) {
    String type = state.type() == StateType.STANDBY ? STANDBY : POWER_DOWN;
    return state.level() == 0 ? type : type + "@" + state.level();
  }

  /** The power state that {@link #ofPowerState} writes like this, or empty. */
  static Optional<Value.Suspend> powerState(String text) {
    String[] parts = text.split("@", 2);
    boolean standby = parts[0].equals(STANDBY);
    if (!standby && !parts[0].equals(POWER_DOWN)) {
      return Optional.empty();
    }
    if (parts.length == 2 && !parts[1].matches("[0-" + Value.Suspend.HIGHEST_LEVEL + "]")) {
      return Optional.empty();
    }
    int level = parts.length == 2 ? Integer.parseInt(parts[1]) : 0;
    return Optional.of(
        new Value.Suspend(standby ? StateType.STANDBY : StateType.POWER_DOWN, level));
  }

  /** The letters of an entry slot: A to Z, then AA, AB and so on. */
  public static String ofSlot(int slot) {
    String last = String.valueOf((char) ('A' + slot % LETTERS));
    return slot < LETTERS ? last : ofSlot(slot / LETTERS - 1) + last;
  }

  /** The slot that these letters stand for, or -1. */
  static int slot(String letters) {
    int slot = 0;
    for (char letter : letters.toUpperCase(Locale.ROOT).toCharArray()) {
      if (letter < 'A' || letter > 'Z' || slot > Value.Entry.SLOTS) {
        return -1;
      }
      slot = slot * LETTERS + letter - 'A' + 1;
    }
    return slot == 0 || slot > Value.Entry.SLOTS ? -1 : slot - 1;
  }

  public static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
