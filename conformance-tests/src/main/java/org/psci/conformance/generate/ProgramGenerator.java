// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.psci.conformance.program.Dirt;
import org.psci.conformance.program.Invocation;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Repeat;
import org.psci.conformance.program.Shape;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.conformance.target.Profile;
import org.psci.spec.model.Platform;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * Makes random programs. It keeps track of which cores will be running, so that programs get deep:
 * cores are started, stopped, started again, race for each other. The same seed and number give the
 * same program.
 */
public final class ProgramGenerator {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 14;

  /** For timers, in microseconds: some fire before the core sleeps, and none takes long. */
  private static final int SHORTEST_TIMER = 1;

  private static final int LONGEST_TIMER = 300;

  private final Profile profile;
  private final RandomCalls calls;
  private final long seed;

  public ProgramGenerator(Profile profile, Platform platform, long seed) {
    this.profile = profile;
    this.calls = new RandomCalls(platform);
    this.seed = seed;
  }

  /** The program with this number. */
  public Program program(long number) {
    return new Draft(new SplittableRandom(mix(seed, number))).write();
  }

  /**
   * The program with this number, of core 0 alone: it only asks, and changes no core's state.
   *
   * @param length how many calls it makes
   */
  public Program questions(long number, int length) {
    SplittableRandom random = new SplittableRandom(mix(seed, number));
    Shape shape = Shape.of(profile.topology());
    List<Phase> phases = new ArrayList<>(length);
    for (int call = 0; call < length; call++) {
      phases.add(new Phase.Alone(Step.of(0, calls.question(random, shape))));
    }
    return new Program(shape, phases);
  }

  private static long mix(long seed, long number) {
    return new SplittableRandom(seed ^ (number * 0x9e37_79b9_7f4a_7c15L)).nextLong();
  }

  /** A program that is being written. */
  private final class Draft {
    private final SplittableRandom random;
    private final Shape shape = Shape.of(profile.topology());
    private final List<Phase> phases = new ArrayList<>();
    private final List<Integer> running = new ArrayList<>(List.of(0));
    private final Set<Integer> leaving = new HashSet<>();

    /** Those of the running cores that run whatever lawful answers the implementation gives. */
    private final Set<Integer> surelyRunning = new HashSet<>(Set.of(0));

    /** Cores that sleep until somebody wakes them. */
    private final List<Integer> asleep = new ArrayList<>();

    private int nextSlot;

    Draft(SplittableRandom random) {
      this.random = random;
    }

    Program write() {
      int length = random.nextInt(SHORTEST, LONGEST + 1);
      while (phases.size() < length) {
        switch (random.nextInt(14)) {
          case 0, 1, 2 -> startCore();
          case 3 -> stopCore();
          case 4, 5 -> question();
          case 6, 7 -> race();
          case 8, 9, 10 -> suspendCore();
          case 11 -> wakeCore();
          case 12 -> interrupt();
          default -> oddCall();
        }
      }
      return new Program(shape, phases);
    }

    private void add(Step step) {
      phases.add(new Phase.Alone(step));
    }

    private int caller() {
      return running.get(random.nextInt(running.size()));
    }

    private Value.Entry entry() {
      int slots = Math.min(Value.Entry.SLOTS, profile.entries().count() - 1);
      return new Value.Entry(nextSlot++ % slots, 0);
    }

    private Step step(int core, Invocation invocation) {
      return Step.of(core, invocation).prepared(dirt());
    }

    private Set<Dirt> dirt() {
      Set<Dirt> dirt = EnumSet.noneOf(Dirt.class);
      if (profile.canPrepare() && random.nextInt(4) == 0) {
        for (Dirt kind : Dirt.values()) {
          if (random.nextBoolean()) {
            dirt.add(kind);
          }
        }
      }
      return dirt;
    }

    private Invocation cpuOn(int target) {
      return calls.cpuOn(random, new Value.Core(target), entry());
    }

    /** Mostly a core that is OFF; after its CPU_OFF the call is repeated while it is still ON. */
    private void startCore() {
      int target = random.nextInt(shape.cores());
      Step step = step(caller(), cpuOn(target));
      add(
          leaving.remove(target)
              ? step.repeated(Repeat.Kind.WHILE, ReturnCode.ALREADY_ON.value())
              : step);
      if (!running.contains(target) && !asleep.contains(target)) {
        running.add(target);
        surelyRunning.add(target);
      }
    }

    private void stopCore() {
      int core = caller();
      if (canSpare(core)) {
        add(stop(core));
      }
    }

    /** Without a running core nothing goes on. */
    private boolean canSpare(int core) {
      return surelyRunning.size() > (surelyRunning.contains(core) ? 1 : 0);
    }

    private Step stop(int core) {
      running.remove((Integer) core);
      surelyRunning.remove(core);
      leaving.add(core);
      return step(core, Invocation.of(PsciFunction.CPU_OFF));
    }

    /** AFFINITY_INFO; of a core that is leaving, sometimes until it has left. */
    private void question() {
      if (!leaving.isEmpty() && random.nextBoolean()) {
        int core = Collections.min(leaving);
        Invocation question = calls.affinityInfo(random, new Value.Core(core), 0);
        add(Step.of(caller(), question).repeated(Repeat.Kind.UNTIL, AffinityState.OFF.value()));
        leaving.remove(core);
      } else {
        add(step(caller(), calls.anyAffinityInfo(random, shape)));
      }
    }

    /** Several running cores act at once, mostly on one target. */
    private void race() {
      if (running.size() < 2) {
        startCore();
        return;
      }
      int target = random.nextInt(shape.cores());
      List<Integer> callers = new ArrayList<>(running);
      List<Step> steps = new ArrayList<>();
      for (int caller : callers) {
        switch (random.nextInt(6)) {
          case 0, 1, 2 -> steps.add(step(caller, cpuOn(target)));
          case 3 -> steps.add(step(caller, calls.affinityInfo(random, new Value.Core(target), 0)));
          case 4 -> suspendIn(steps, caller);
          default -> {
            if (canSpare(caller)) {
              steps.add(stop(caller));
            }
          }
        }
      }
      if (!steps.isEmpty()) {
        phases.add(steps.size() == 1 ? new Phase.Alone(steps.get(0)) : new Phase.Together(steps));
      }
      if (steps.stream().anyMatch(s -> s.invocation().is(PsciFunction.CPU_ON))) {
        boolean mayHaveComeBack = leaving.remove(target); // so nothing can be waited for
        if (!mayHaveComeBack && !running.contains(target) && !asleep.contains(target)) {
          running.add(target);
        }
      }
    }

    /**
     * A core suspends itself. Its own timer wakes it, or somebody does later, or an interrupt is
     * pending already.
     */
    private void suspendCore() {
      if (!profile.canWake()) {
        oddCall();
        return;
      }
      int core = caller();
      boolean pending = random.nextInt(8) == 0;
      if (pending) { // an interrupt that comes before the core has come in is handled by then
        add(Step.of(core, Invocation.of(PsciFunction.PSCI_VERSION)));
        phases.add(new Phase.Wake(core));
      }
      Step step = step(core, calls.suspend(random, entry()));
      if (pending) {
        add(step);
      } else if (!canSpare(core) || random.nextInt(4) == 0) {
        add(step.withTimer(random.nextInt(SHORTEST_TIMER, LONGEST_TIMER)));
      } else {
        add(step);
        fallAsleep(core);
        if (random.nextInt(3) == 0) {
          question();
        }
      }
    }

    private void fallAsleep(int core) {
      running.remove((Integer) core);
      surelyRunning.remove(core);
      asleep.add(core);
    }

    private void suspendIn(List<Step> steps, int core) {
      if (profile.canWake() && canSpare(core)) {
        steps.add(step(core, calls.suspend(random, entry())));
        fallAsleep(core);
      }
    }

    private void wakeCore() {
      if (asleep.isEmpty()) {
        suspendCore();
        return;
      }
      int core = asleep.remove(random.nextInt(asleep.size()));
      phases.add(new Phase.Wake(core));
      running.add(core);
      surelyRunning.add(core);
    }

    /** An interrupt: a core that is OFF must not wake from it, and one that runs has it masked. */
    private void interrupt() {
      if (profile.canWake()) {
        int core = random.nextInt(shape.cores());
        phases.add(new Phase.Wake(core));
        if (asleep.remove((Integer) core)) {
          running.add(core);
          surelyRunning.add(core);
        }
      } else {
        oddCall();
      }
    }

    private void oddCall() {
      add(step(caller(), calls.odd(random, shape, entry())));
    }
  }
}
