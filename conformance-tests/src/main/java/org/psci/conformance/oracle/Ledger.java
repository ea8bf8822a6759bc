// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.spec.clause.Clause;
import org.psci.spec.function.Specification;
import org.psci.spec.function.Views;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.step.Counts;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.NodeHwState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * What PSCI_STAT_COUNT and PSCI_STAT_RESIDENCY have to answer (5.22). Counts are no state of the
 * model: they have no bound, and nobody sees the moment at which a node goes down. What shows is
 * the difference of two answers, and for it the history gives bounds: no more than the node can
 * have been down at all, and no less than it was for certain. The bounds may miss a fault; they
 * never invent one.
 */
final class Ledger {
  private final Specification specification;
  private final Platform platform;
  private final History history;
  private final Lanes lanes;
  private final boolean isFirst;
  private final Notes notes;
  private boolean osInitiated;

  /**
   * @param isFirst whether nothing has run on the machine before since it was started, so that all
   *     counts were zero
   */
  Ledger(Specification specification, History history, Lanes lanes, boolean isFirst, Notes notes) {
    this.specification = specification;
    this.platform = specification.platform();
    this.history = history;
    this.lanes = lanes;
    this.isFirst = isFirst;
    this.notes = notes;
  }

  /**
   * What an answer is about.
   *
   * @param counts whether it is a count, or else a time
   * @param core the core that the call names
   * @param value the power_state that it names
   */
  private record Account(boolean counts, int core, int value) {}

  /** Compares all answers about the same with the ones before. */
  void check() {
    Map<Account, Event.Called> last = new HashMap<>();
    for (Event event : history.events()) {
      if (event instanceof Event.Called called && isReadOut(called)) {
        Call call = called.call();
        int core = platform.topology().indexOf(call.wide(1));
        boolean counts = call.is(PsciFunction.PSCI_STAT_COUNT);
        Account account = new Account(counts, core, call.word(2));
        compareOtherClaims(account, last, called); // which names the stricter rule
        compare(account, last, last.get(account), called);
        last.put(account, called);
      } else if (event instanceof Event.Called called
          && called.call().is(PsciFunction.PSCI_SET_SUSPEND_MODE)
          && called.call().word(1) == SuspendMode.OS_INITIATED.value()) {
        osInitiated = true;
      }
    }
  }

  /** An answer that the order of things permits, about something that is counted. */
  private boolean isReadOut(Event.Called called) {
    Call call = called.call();
    boolean asks =
        called.returned()
            && (call.is(PsciFunction.PSCI_STAT_COUNT) || call.is(PsciFunction.PSCI_STAT_RESIDENCY))
            && PsciFunction.of(call.functionId()).filter(platform.absent()::contains).isEmpty()
            && isNumber(call);
    boolean knowsNode =
        platform.powerStates().of(call.word(2)).level() == 0 || !platform.powerTree().isGuess();
    return asks
        && knowsNode
        && specification.platform().powerStates().isListed(call.word(2))
        && platform.topology().indexOf(call.wide(1)) >= 0;
  }

  /** An AArch32 caller of the SMC64 id gets an error (CONV-04). */
  private static boolean isNumber(Call call) {
    return call.width() == CallWidth.SMC32 || call.state() == ExecutionState.AARCH64;
  }

  private void compare(
      Account account,
      Map<Account, Event.Called> last,
      Event.@Nullable Called before,
      Event.Called now) {
    if (before == null && !isFirst) {
      return;
    }
    long from = before == null ? Long.MIN_VALUE : before.begin();
    int width = width(before, now);
    long difference = difference(before == null ? 0 : before.result(), now.result(), width);
    int most = most(account, from, now.end());
    boolean backwards = width == Long.SIZE ? difference < 0 : difference >>> (width - 1) != 0;
    if (most == 0 && difference != 0) {
      boolean above = platform.powerStates().of(account.value()).level() > 0;
      wrong(
          before == null
              ? firstOf(account, now, above)
              : backwards ? List.of(Counts.NEVER_BACKWARDS) : tooMuch(above),
          now,
          before,
          "the same number, since the node cannot have been in that state in between");
    } else if (account.counts() && Long.compareUnsigned(difference, most) > 0) {
      wrong(
          backwards
              ? List.of(Counts.NEVER_BACKWARDS)
              : before == null
                  ? firstOf(account, now, false)
                  : List.of(Counts.ONLY_WHAT_WAS_ENTERED),
          now,
          before,
          "at most " + most + " more than before");
    } else {
      notes.pass("STAT-02", "STAT-10");
      if (before == null) {
        notes.pass("STAT-05");
      } else if (most == 0 && levelOf(account) > 0) {
        notes.pass("PD-09", "COORD-02");
      }
      if (account.counts()) {
        certainEntries(account, last, before, now, difference);
      }
    }
  }

  /** What a first answer that is not 0 breaks: after a sleep it may have counted too much of it. */
  private List<Clause> firstOf(Account account, Event.Called now, boolean above) {
    boolean anySleep =
        absences(account.core()).stream()
            .anyMatch(absence -> absence.isSuspension() && absence.begin() < now.end());
    List<Clause> clauses = new ArrayList<>(tooMuch(above));
    clauses.add(anySleep ? clauses.size() : 0, Counts.FROM_ZERO);
    return clauses;
  }

  /** What an answer breaks that counts a state which was not entered: or it was, and should not. */
  private List<Clause> tooMuch(boolean above) {
    if (!above) {
      return List.of(Counts.ONLY_WHAT_WAS_ENTERED);
    }
    return osInitiated
        ? List.of(Counts.ONLY_WHAT_WAS_ALLOWED)
        : List.of(Counts.ONLY_WHAT_WAS_ALLOWED, Views.NO_DEEPER_THAN_VOTES);
  }

  /** Entries that must have been counted, since what else was seen leaves no doubt about them. */
  private void certainEntries(
      Account account,
      Map<Account, Event.Called> last,
      Event.@Nullable Called before,
      Event.Called now,
      long difference) {
    long from = before == null ? Long.MIN_VALUE : before.end();
    int least = least(account, from, now.begin());
    if (Long.compareUnsigned(difference, least) < 0) {
      wrong(
          tooLittle(account, before, last), now, before, "at least " + least + " more than before");
    } else if (least > 0) {
      notes.pass("STAT-04");
    }
    offCounts(account, before, now, difference);
  }

  /** What an answer breaks that does not count a state which was entered. */
  private List<Clause> tooLittle(
      Account account, Event.@Nullable Called before, Map<Account, Event.Called> last) {
    List<Clause> clauses = new ArrayList<>(List.of(Counts.ALL_THAT_WAS_ENTERED));
    boolean mayHaveFallen = before != null && before.result() != 0;
    if (mayHaveFallen || twins(account).anyMatch(last::containsKey)) {
      clauses.add(Counts.NEVER_BACKWARDS);
    }
    PowerState state = platform.powerStates().of(account.value());
    if (state.lastLevel() > state.level() && twins(account).findAny().isPresent()) {
      clauses.add(Counts.WHATEVER_IS_CLAIMED);
    }
    return clauses;
  }

  /** The same node and state, named by power_states that differ in the last level only. */
  private Stream<Account> twins(Account account) {
    PowerState state = platform.powerStates().of(account.value());
    return platform.powerStates().table().orElse(List.of()).stream()
        .filter(other -> other.lastLevel() != state.lastLevel())
        .filter(other -> other.path().equals(state.path()))
        .map(other -> new Account(account.counts(), account.core(), other.value()));
  }

  /** Whether CPU_OFF counts as the deepest power-down of the core is open (AMB-50). */
  private void offCounts(
      Account account, Event.@Nullable Called before, Event.Called now, long difference) {
    if (before == null || stateOf(account) != LocalState.POWER_DOWN || levelOf(account) != 0) {
      return;
    }
    List<Absence> between =
        absences(account.core()).stream()
            .filter(absence -> absence.touches(before.begin(), now.end()))
            .toList();
    boolean wentOffOnce =
        between.size() == 1
            && between.get(0).how().isOff()
            && between.get(0).liesWithin(before.end(), now.begin());
    if (wentOffOnce) {
      notes.pass(Because.of("CPU_OFF-08", "STAT-04").under("AMB-50", difference == 0 ? "B" : "A"));
    }
  }

  /** The field of the last level does not count (STAT-03). */
  private void compareOtherClaims(
      Account account, Map<Account, Event.Called> last, Event.Called now) {
    PowerState state = platform.powerStates().of(account.value());
    for (PowerState other : platform.powerStates().table().orElse(List.of())) {
      Account twin = new Account(account.counts(), account.core(), other.value());
      Event.Called before = last.get(twin);
      boolean sameButForClaim =
          other.lastLevel() != state.lastLevel()
              && other.path().equals(state.path())
              && isOnly(other)
              && isOnly(state);
      if (before != null && sameButForClaim && most(account, before.begin(), now.end()) == 0) {
        if (difference(before.result(), now.result(), width(before, now)) != 0) {
          boolean fell = Long.compareUnsigned(now.result(), before.result()) < 0;
          wrong(
              fell
                  ? List.of(Counts.WHATEVER_IS_CLAIMED, Counts.NEVER_BACKWARDS)
                  : List.of(Counts.WHATEVER_IS_CLAIMED),
              now,
              before,
              "the same number for either last level");
        } else {
          notes.pass("STAT-03");
        }
      }
    }
  }

  private boolean isOnly(PowerState state) {
    return platform.powerStates().table().orElse(List.of()).stream()
            .filter(s -> s.path().equals(state.path()) && s.lastLevel() == state.lastLevel())
            .count()
        == 1;
  }

  private static int width(Event.@Nullable Called before, Event.Called now) {
    boolean wide =
        now.call().width() == CallWidth.SMC64
            && (before == null || before.call().width() == CallWidth.SMC64);
    return wide ? Long.SIZE : Integer.SIZE;
  }

  private static long difference(long before, long now, int width) {
    long difference = now - before;
    return width == Long.SIZE ? difference : difference & 0xffff_ffffL;
  }

  private int levelOf(Account account) {
    return platform.powerStates().of(account.value()).level();
  }

  private LocalState stateOf(Account account) {
    return platform.powerStates().of(account.value()).at(levelOf(account));
  }

  /** How often the node can have gone into the state at most, or have been in it from before. */
  private int most(Account account, long from, long to) {
    int level = levelOf(account);
    long members = platform.powerTree().members(account.core(), level);
    int most = 0;
    for (long rest = members; rest != 0; rest &= rest - 1) {
      int core = Long.numberOfTrailingZeros(rest);
      for (Absence absence : absences(core)) {
        boolean mayBringDown =
            absence.touches(from, to)
                && absence.allows(level, stateOf(account))
                && othersMayBeDown(absence.cut(from, to), members & ~(1L << core), account);
        most += mayBringDown ? 1 : 0;
      }
    }
    return most;
  }

  private boolean othersMayBeDown(Absence absence, long others, Account account) {
    int level = levelOf(account);
    LocalState state = stateOf(account);
    for (long rest = others; rest != 0; rest &= rest - 1) {
      boolean mayBeDown = false;
      for (Absence other : absences(Long.numberOfTrailingZeros(rest))) {
        mayBeDown |=
            other.touches(absence.begin(), absence.end())
                && (osInitiated || other.allows(level, state));
      }
      if (!mayBeDown) {
        return false;
      }
    }
    return true;
  }

  /** How often a core was in the state for certain; of nodes above cores nothing is certain. */
  private int least(Account account, long from, long to) {
    if (levelOf(account) != 0 || !isOnlyOfItsKind(stateOf(account))) {
      return 0;
    }
    CoreState wanted = CoreState.suspended(platform.powerStates().of(account.value()).path());
    int least = 0;
    for (Absence absence : absences(account.core())) {
      if (absence.how() == wanted && absence.liesWithin(from, to)) {
        boolean powerDown = stateOf(account) == LocalState.POWER_DOWN;
        least += (powerDown ? absence.lostContext() : wasSeenInStandby(absence)) ? 1 : 0;
      }
    }
    return least;
  }

  /** Whether the table has no other state of a core alone that is as this one. */
  private boolean isOnlyOfItsKind(LocalState state) {
    boolean powerDown = state == LocalState.POWER_DOWN;
    return platform.powerStates().table().orElse(List.of()).stream()
            .filter(s -> s.level() == 0 && (s.at(0) == LocalState.POWER_DOWN) == powerDown)
            .map(PowerState::path)
            .distinct()
            .count()
        == 1;
  }

  /** Whether NODE_HW_STATE said during all of its call that the core was in standby. */
  private boolean wasSeenInStandby(Absence absence) {
    for (Event event : history.events()) {
      if (event instanceof Event.Called called
          && called.returned()
          && called.call().is(PsciFunction.NODE_HW_STATE)
          && called.call().word(2) == 0
          && platform.topology().indexOf(called.call().wide(1)) == absence.core()
          && (int) called.result() == NodeHwState.HW_STANDBY.value()
          && called.begin() > absence.begin()
          && called.end() < absence.end()) {
        return true;
      }
    }
    return false;
  }

  private List<Absence> absences(int core) {
    return core < State.CORES ? lanes.absences(core) : List.of(Absence.always(core));
  }

  private void wrong(
      List<Clause> clauses, Event.Called now, Event.@Nullable Called before, String permitted) {
    String since =
        before == null
            ? ", the first answer since the machine was started"
            : " after " + Long.toUnsignedString(before.result());
    notes.deviation(
        clauses, now, Wording.of(now) + since, List.of(Wording.because(permitted, clauses.get(0))));
  }
}
