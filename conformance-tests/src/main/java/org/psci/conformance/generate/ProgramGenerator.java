// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.generate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * Makes random programs. It keeps track of which cores will be running, so that programs get deep:
 * cores are started, stopped, started again, race for each other. The same seed and number give the
 * same program.
 */
public final class ProgramGenerator {
  /** What programs are made of. */
  public enum Mix {
    /** Everything; cores race in about one program of five. */
    EVERYTHING,
    /** Cores are started and then race, on a machine that has more than one. */
    RACES
  }

  private static final int SHORTEST = 3;
  private static final int LONGEST = 14;

  /** For timers, in microseconds: some fire before the core sleeps, and none takes long. */
  private static final int SHORTEST_TIMER = 1;

  private static final int LONGEST_TIMER = 300;

  /**
   * One program in so many ends with a call that ends the machine, takes the last core out, or may
   * lose a core: that costs a restart.
   */
  private static final int ENDS_MACHINE = 250;

  /**
   * Programs that begin by setting OS-initiated mode come in blocks of so many, one block in {@link
   * #MODES}: once something has suspended itself in the other mode, a machine has to be started
   * again before it lets itself be set.
   */
  private static final int MODE_BLOCK = 64;

  private static final int MODES = 4;

  /** So many times the cores of a program of races meet, unless some of them are gone by then. */
  private static final int MOST_MEETINGS = 4;

  /** One SYSTEM_SUSPEND in so many is called where it has to be DENIED, as far as one can tell. */
  private static final int SLEEPS_BESIDE_OTHERS = 8;

  private final Profile profile;
  private final RandomCalls calls;
  private final long seed;
  private final Mix mix;

  public ProgramGenerator(Profile profile, Platform platform, long seed) {
    this(profile, platform, seed, Mix.EVERYTHING);
  }

  public ProgramGenerator(Profile profile, Platform platform, long seed, Mix mix) {
    this.profile = profile;
    this.calls = new RandomCalls(platform);
    this.seed = seed;
    this.mix = mix;
  }

  /** The program with this number. */
  public Program program(long number) {
    boolean initiates =
        calls.has(PsciFunction.PSCI_SET_SUSPEND_MODE)
            && Math.floorMod(number / MODE_BLOCK + seed - 1, MODES) == 0;
    Draft draft = new Draft(new SplittableRandom(mix(seed, number)));
    return mix == Mix.RACES ? draft.writeRaces(initiates) : draft.write(initiates);
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
    private final Machine machine = new Machine();
    private int nextSlot;

    /** The last question about a node, if there was one. */
    private Optional<Invocation> lastQuestion = Optional.empty();

    Draft(SplittableRandom random) {
      this.random = random;
    }

    Program write(boolean initiates) {
      int length = random.nextInt(SHORTEST, LONGEST + 1);
      begin(initiates);
      while (phases.size() < length) {
        switch (random.nextInt(20)) {
          case 0, 1, 2 -> startCore();
          case 3 -> stopCore();
          case 4, 5 -> question();
          case 6, 7 -> race();
          case 8, 9, 10 -> suspendCore();
          case 11 -> wakeCore();
          case 12 -> interrupt();
          case 13, 14 -> suspendGroup();
          case 15 -> freezeOrSleepAll();
          case 16 -> add(step(caller(), calls.ofMachine(random)));
          case 17 -> {
            if (random.nextBoolean()) {
              askAboutNodes();
            } else {
              countStay();
            }
          }
          default -> oddCall();
        }
      }
      switch (random.nextInt(ENDS_MACHINE)) {
        case 0 -> add(step(caller(), calls.end(random)));
        case 1 -> add(stop(caller()));
        case 2 -> add(step(caller(), calls.badSleep(random)));
        default -> {} // most programs leave the machine as it was
      }
      return new Program(shape, phases);
    }

    private void begin(boolean initiates) {
      if (initiates) {
        add(step(0, calls.initiate()));
      }
    }

    Program writeRaces(boolean initiates) {
      begin(initiates);
      int racers = shape.cores() == 1 ? 1 : random.nextInt(2, shape.cores() + 1);
      for (int core = 1; core < racers; core++) {
        add(step(0, cpuOn(core)));
        machine.started(core, true);
      }
      int meetings = random.nextInt(1, MOST_MEETINGS + 1);
      for (int meeting = 0; meeting < meetings; meeting++) {
        race();
        if (!machine.asleep().isEmpty() && random.nextBoolean()) {
          wakeCore();
        }
      }
      return new Program(shape, phases);
    }

    private void add(Step step) {
      phases.add(new Phase.Alone(step));
    }

    private int caller() {
      List<Integer> running = machine.running();
      return running.get(random.nextInt(running.size()));
    }

    private Value.Entry entry() {
      int slots = Math.min(Value.Entry.SLOTS, profile.entries().count() - 1);
      boolean inT32 = profile.executionState() == ExecutionState.AARCH32 && random.nextInt(4) == 0;
      return new Value.Entry(nextSlot++ % slots, inT32 ? 1 : 0);
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
      boolean isThere = machine.isRunning(target) && random.nextInt(6) == 0;
      int caller = caller();
      Step step =
          step(
              caller,
              isThere // so that it has to be refused, whatever is looked at first
                  ? calls.cpuOn(random, new Value.Core(target), calls.badEntry(random))
                  : cpuOn(target));
      boolean left = machine.hasLeft(target);
      add(left ? step.repeated(Repeat.Kind.WHILE, ReturnCode.ALREADY_ON.value()) : step);
      machine.gone(target);
      machine.started(target, true);
    }

    private void stopCore() {
      int core = caller();
      if (machine.canSpare(core)) {
        add(stop(core));
      }
    }

    private Step stop(int core) {
      machine.stopped(core);
      return step(core, Invocation.of(PsciFunction.CPU_OFF));
    }

    /** AFFINITY_INFO; of a core that is leaving, sometimes until it has left. */
    private void question() {
      int core = machine.anyLeaving();
      if (core >= 0 && random.nextBoolean()) {
        Invocation question = calls.affinityInfo(random, new Value.Core(core), 0);
        add(Step.of(caller(), question).repeated(Repeat.Kind.UNTIL, AffinityState.OFF.value()));
        machine.gone(core);
      } else {
        add(step(caller(), calls.anyAffinityInfo(random, shape)));
      }
    }

    /** Several running cores act at once, mostly on one target. */
    private void race() {
      List<Integer> callers = machine.running();
      if (callers.size() < 2) {
        startCore();
        return;
      }
      int target = random.nextInt(shape.cores());
      List<Step> steps = new ArrayList<>();
      for (int caller : callers) {
        switch (random.nextInt(7)) {
          case 0, 1, 2 -> steps.add(step(caller, cpuOn(target)));
          case 3 -> steps.add(step(caller, calls.affinityInfo(random, new Value.Core(target), 0)));
          case 4 -> suspendIn(steps, caller);
          case 5 -> steps.add(step(caller, calls.inRace(random, shape)));
          default -> {
            if (machine.canSpare(caller)) {
              steps.add(stop(caller));
            }
          }
        }
      }
      if (!steps.isEmpty()) {
        phases.add(steps.size() == 1 ? new Phase.Alone(steps.get(0)) : new Phase.Together(steps));
      }
      if (steps.stream().anyMatch(s -> s.invocation().is(PsciFunction.CPU_ON))) {
        boolean mayHaveComeBack = machine.hasLeft(target); // so nothing can be waited for
        machine.gone(target);
        if (!mayHaveComeBack) {
          machine.started(target, false);
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
      } else if (!machine.canSpare(core) || random.nextInt(4) == 0) {
        add(withTimer(step));
      } else {
        add(step);
        machine.fellAsleep(core);
        if (random.nextInt(3) == 0) {
          question();
        }
      }
    }

    private Step withTimer(Step step) {
      return step.withTimer(random.nextInt(SHORTEST_TIMER, LONGEST_TIMER));
    }

    private void suspendIn(List<Step> steps, int core) {
      if (profile.canWake() && machine.canSpare(core)) {
        steps.add(step(core, calls.suspend(random, entry())));
        machine.fellAsleep(core);
      }
    }

    /**
     * The running cores of a node of the power tree suspend themselves one after the other, as deep
     * as an operating system would ask for, so that the node may follow; then somebody looks.
     */
    private void suspendGroup() {
      long node = node();
      List<Integer> group =
          machine.running().stream().filter(core -> (node >>> core & 1) == 1).toList();
      if (!profile.canWake() || group.isEmpty()) {
        suspendCore();
        return;
      }
      int asked = 0;
      for (int core : group) {
        boolean isLast = ++asked == group.size();
        if (machine.canSpare(core)) {
          add(step(core, calls.suspendInGroup(random, entry(), isLast)));
          machine.fellAsleep(core);
        } else if (isLast) {
          add(withTimer(step(core, calls.suspendInGroup(random, entry(), true))));
        }
      }
      askAboutNodes();
    }

    /** The cores below some node of the power tree, as bits. */
    private long node() {
      int levels = calls.powerTree().highestLevel();
      int core = random.nextInt(shape.cores());
      return calls.powerTree().members(core, levels == 0 ? 0 : random.nextInt(1, levels + 1));
    }

    /**
     * A core freezes, or puts the machine to sleep; mostly when it is the only one that is not OFF.
     */
    private void freezeOrSleepAll() {
      int core = caller();
      boolean sleeps = machine.isAlone() || random.nextInt(SLEEPS_BESIDE_OTHERS) == 0;
      if (sleeps && profile.canWake() && calls.has(PsciFunction.SYSTEM_SUSPEND)) {
        add(withTimer(step(core, calls.systemSuspend(random, entry()))));
      } else if (calls.has(PsciFunction.CPU_FREEZE) && machine.canSpare(core)) {
        add(step(core, Invocation.of(PsciFunction.CPU_FREEZE)));
        machine.frozen(core);
      } else {
        startCore();
      }
    }

    private void wakeCore() {
      List<Integer> asleep = machine.asleep();
      if (asleep.isEmpty()) {
        suspendCore();
        return;
      }
      int core = asleep.get(random.nextInt(asleep.size()));
      phases.add(new Phase.Wake(core));
      machine.woken(core);
    }

    /** An interrupt: a core that is OFF must not wake from it, and one that runs has it masked. */
    private void interrupt() {
      if (profile.canWake()) {
        int core = random.nextInt(shape.cores());
        phases.add(new Phase.Wake(core));
        machine.woken(core);
      } else {
        oddCall();
      }
    }

    /** Half the time what was asked before: counts show in the difference of two answers. */
    private void askAboutNodes() {
      if (lastQuestion.isEmpty() || random.nextBoolean()) {
        lastQuestion = Optional.of(calls.aboutNodes(random, shape));
      }
      add(step(caller(), lastQuestion.get()));
    }

    /** A core sleeps, is looked at and woken; how often it slept is asked before and after. */
    private void countStay() {
      int core = caller();
      if (!machine.canSpare(core) || !profile.canWake() || !calls.countsStays()) {
        askAboutNodes();
        return;
      }
      long state = calls.stateOfCore(random);
      Invocation count = calls.count(random, new Value.Core(core), state);
      add(step(caller(), count));
      add(step(core, calls.suspend(random, state, entry())));
      machine.fellAsleep(core);
      add(step(caller(), calls.ask(random, new Value.Core(core))));
      phases.add(new Phase.Wake(core));
      machine.woken(core);
      add(step(core, count));
    }

    private void oddCall() {
      add(step(caller(), calls.odd(random, shape, entry())));
    }
  }
}
