// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** The clauses permit what the model permitted that they replace. */
class FormerModelTest {
  private static final int STATES = 3000;
  private static final int CALLS_PER_STATE = 150;
  private static final long BASE = 0x4000_0000L;

  static Stream<Setting> settings() {
    List<Setting> all = new ArrayList<>();
    for (Version version :
        List.of(Version.V0_2, Version.V1_0, Version.V1_1, Version.V1_2, Version.V1_3)) {
      for (Setting.Modes modes : Setting.Modes.values()) {
        for (Setting.Resident resident : Setting.Resident.values()) {
          all.add(Machines.setting(version, 2, 2, modes, resident));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void outcomesAreTheSame(Setting setting) {
    Random random = new Random(setting.toString().hashCode());
    List<State> states = states(setting);
    for (Platform platform : platforms(setting, random)) {
      for (int number = 0; number < STATES; number++) {
        State state = states.get(random.nextInt(states.size()));
        for (int calls = 0; calls < CALLS_PER_STATE / 4; calls++) {
          same(platform, state, call(platform, state, random));
        }
      }
    }
  }

  /** The machine as it is explored, and others that lack or have something. */
  private static List<Platform> platforms(Setting setting, Random random) {
    Platform all = setting.platform();
    List<Platform> platforms = new ArrayList<>(List.of(all));
    for (int number = 0; number < 3; number++) {
      Set<PsciFunction> absent = EnumSet.noneOf(PsciFunction.class);
      absent.addAll(all.absent());
      for (PsciFunction function : PsciFunction.values()) {
        if (!function.isMandatory() && random.nextInt(3) == 0) {
          absent.add(function);
        }
      }
      platforms.add(
          new Platform(
              all.version(),
              all.versionAnswer(),
              all.topology(),
              all.powerTree(),
              random.nextBoolean() ? ExecutionState.AARCH32 : ExecutionState.AARCH64,
              1,
              all.entries(),
              absent,
              all.trustedOs(),
              random.nextInt(3) == 0 ? 8 : 0,
              random.nextBoolean() ? Map.of("presence of SMCCC_VERSION", 1L) : Map.of(),
              random.nextInt(3) == 0 ? PowerStates.UNPUBLISHED : all.powerStates(),
              random.nextInt(3) == 0 ? Optional.empty() : all.memory(),
              false));
    }
    return platforms;
  }

  private static List<State> states(Setting setting) {
    TransitionSystem system = Machines.steps(setting);
    List<State> found = new ArrayList<>();
    Set<State> seen = new HashSet<>();
    found.add(system.start());
    seen.add(system.start());
    Random random = new Random(1);
    for (int next = 0; next < found.size() && found.size() < 40_000; next++) {
      system.steps(
          found.get(next),
          new StepSink() {
            @Override
            public void step(Action action, Result result, State after, Because why) {
              if (seen.add(after)) {
                found.add(after);
              }
            }

            @Override
            public void unanswered(Action action) {}
          });
    }
    java.util.Collections.shuffle(found, random);
    return found;
  }

  private static Call call(Platform platform, State state, Random random) {
    List<Integer> running = new ArrayList<>();
    for (int core = 0; core < State.cores(platform.topology()); core++) {
      if (state.core(core).isRunning()) {
        running.add(core);
      }
    }
    int caller = running.isEmpty() ? 0 : running.get(random.nextInt(running.size()));
    long id;
    if (random.nextInt(20) == 0) {
      id = pick(random, 0x8400_001fL, 0xc400_0000L, 0x8500_0000L, 0x8000_0000L, 0xc400_0016L);
    } else {
      PsciFunction function = PsciFunction.values()[random.nextInt(PsciFunction.values().length)];
      id =
          (function.hasSmc64() && random.nextBoolean() ? function.smc64() : function.smc32())
              & 0xffff_ffffL;
    }
    ExecutionState from =
        random.nextInt(6) == 0
            ? ExecutionState.values()[random.nextInt(2)]
            : platform.executionState();
    return new Call(
        caller,
        junk(random, id),
        junk(random, value(platform, random)),
        junk(random, value(platform, random)),
        junk(random, value(platform, random)),
        from);
  }

  private static long junk(Random random, long value) {
    return random.nextInt(12) == 0 ? value | 0xabc_0000_0000L << random.nextInt(8) : value;
  }

  private static long pick(Random random, long... of) {
    return of[random.nextInt(of.length)];
  }

  private static long value(Platform platform, Random random) {
    int kind = random.nextInt(10);
    if (kind < 4) {
      long mpidr = platform.topology().mpidr(random.nextInt(platform.topology().size())).value();
      return random.nextInt(5) == 0 ? mpidr | pick(random, 0x8000_0000L, 1 << 24, 0x2) : mpidr;
    }
    if (kind < 6) {
      return BASE + pick(random, 0, 0, 0, 1, 2, 3, 16, 4096);
    }
    if (kind < 8) {
      return pick(random, 0, 1, 2, 3, 4, 5, 16, 0x1000, 0x2000, 0x8000_0000L, -1);
    }
    if (kind == 8) {
      PsciFunction function = PsciFunction.values()[random.nextInt(PsciFunction.values().length)];
      return pick(
          random,
          function.smc32() & 0xffff_ffffL,
          (function.smc32() & 0xffff_ffffL) | 0x4000_0000L,
          0x95c1_ba5eL,
          0x8000_0000L,
          0x8400_001fL);
    }
    return platform
        .powerStates()
        .table()
        .map(table -> (long) table.get(random.nextInt(table.size())).value())
        .orElse(pick(random, 0x1_0000L, 0, 0x4000_0000L, 0x4000_0001L, 1L, 0x100_0000L));
  }

  private static void same(Platform platform, State state, Call call) {
    Set<String> former = new HashSet<>();
    Set<String> now = new HashSet<>();
    new org.psci.spec.former.Specification(platform).permit(state, call, collecting(former));
    new Specification(platform).permit(state, call, collecting(now));
    assertThat(now).as("%s in %s, PSCI %s", call, state, platform.version()).isEqualTo(former);
  }

  private static Outcomes collecting(Set<String> all) {
    return new Outcomes() {
      @Override
      public void returns(int value, State next, Because why) {
        all.add("returns " + value + " " + next + next.machine() + " " + why);
      }

      @Override
      public void returnsNumber(long value, State next, Because why) {
        all.add("returns number " + value + " " + next + next.machine() + " " + why);
      }

      @Override
      public void returnsOneOf(Answers answers, State next, Because why) {
        all.add("returns " + answers + " " + next + next.machine() + " " + why);
      }

      @Override
      public void leaves(State next, Because why) {
        all.add("leaves " + next + next.machine() + " " + why);
      }

      @Override
      public void returnsAnything(State next) {
        all.add("anything " + next + next.machine());
      }
    };
  }
}
