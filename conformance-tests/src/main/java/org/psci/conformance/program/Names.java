// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.LocalState;
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
  private static final String RETENTION = "retention";
  private static final String LAST = ",last@";
  private static final String LEVEL = "[0-" + Value.Suspend.HIGHEST_LEVEL + "]";

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

  /**
   * A power state by its meaning: {@code standby}, {@code powerdown@1}, or in full {@code
   * powerdown-retention}; with {@code ,last@1} where the last level is claimed.
   */
  static String ofPowerState(Value.Suspend state) {
    String text;
    if (state.path().isEmpty()) {
      String type = state.type() == StateType.STANDBY ? STANDBY : POWER_DOWN;
      text = state.level() == 0 ? type : type + "@" + state.level();
    } else {
      text =
          state.path().stream()
              .map(local -> local.name().toLowerCase(Locale.ROOT).replace("_", ""))
              .collect(Collectors.joining("-"));
    }
    return state.last() == Value.Suspend.ANY_LAST ? text : text + LAST + state.last();
  }

  /** The power state that {@link #ofPowerState} writes like this, or empty. */
  static Optional<Value.Suspend> powerState(String text) {
    int comma = text.indexOf(LAST);
    String state = comma < 0 ? text : text.substring(0, comma);
    String last = comma < 0 ? "" : text.substring(comma + LAST.length());
    if (comma >= 0 && !last.matches(LEVEL)) {
      return Optional.empty();
    }
    int claim = comma < 0 ? Value.Suspend.ANY_LAST : Integer.parseInt(last);
    return state.contains("-") || state.equals(RETENTION)
        ? inFull(state, claim)
        : byTypeAndLevel(state, claim);
  }

  private static Optional<Value.Suspend> byTypeAndLevel(String text, int last) {
    String[] parts = text.split("@", 2);
    boolean standby = parts[0].equals(STANDBY);
    if (!standby && !parts[0].equals(POWER_DOWN)) {
      return Optional.empty();
    }
    if (parts.length == 2 && !parts[1].matches(LEVEL)) {
      return Optional.empty();
    }
    int level = parts.length == 2 ? Integer.parseInt(parts[1]) : 0;
    StateType type = standby ? StateType.STANDBY : StateType.POWER_DOWN;
    return Optional.of(new Value.Suspend(type, level, List.of(), last));
  }

  private static Optional<Value.Suspend> inFull(String text, int last) {
    List<LocalState> path = new ArrayList<>();
    for (String word : text.split("-", -1)) {
      Optional<LocalState> state =
          Arrays.stream(LocalState.values())
              .filter(s -> s.name().replace("_", "").equalsIgnoreCase(word))
              .findFirst();
      if (state.isEmpty()) {
        return Optional.empty();
      }
      path.add(state.get());
    }
    int level = path.size() - 1;
    boolean goesDown = path.get(level) != LocalState.RUN;
    if (!goesDown || level > Value.Suspend.HIGHEST_LEVEL) {
      return Optional.empty();
    }
    boolean powerDown = path.get(0) == LocalState.POWER_DOWN;
    StateType type = powerDown ? StateType.POWER_DOWN : StateType.STANDBY;
    return Optional.of(new Value.Suspend(type, level, path, last));
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
