// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that functions and their ids stand for each other, and which ids stand for nothing. */
class PsciFunctionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PSCI_VERSION            | 0x84000000 |            | V0_2 | mandatory
          CPU_SUSPEND             | 0x84000001 | 0xc4000001 | V0_2 | mandatory
          CPU_OFF                 | 0x84000002 |            | V0_2 | mandatory
          CPU_ON                  | 0x84000003 | 0xc4000003 | V0_2 | mandatory
          AFFINITY_INFO           | 0x84000004 | 0xc4000004 | V0_2 | mandatory
          MIGRATE                 | 0x84000005 | 0xc4000005 | V0_2 | optional
          MIGRATE_INFO_TYPE       | 0x84000006 |            | V0_2 | optional
          MIGRATE_INFO_UP_CPU     | 0x84000007 | 0xc4000007 | V0_2 | optional
          SYSTEM_OFF              | 0x84000008 |            | V0_2 | mandatory
          SYSTEM_RESET            | 0x84000009 |            | V0_2 | mandatory
          PSCI_FEATURES           | 0x8400000a |            | V1_0 | mandatory
          CPU_FREEZE              | 0x8400000b |            | V1_0 | optional
          CPU_DEFAULT_SUSPEND     | 0x8400000c | 0xc400000c | V1_0 | optional
          NODE_HW_STATE           | 0x8400000d | 0xc400000d | V1_0 | optional
          SYSTEM_SUSPEND          | 0x8400000e | 0xc400000e | V1_0 | optional
          PSCI_SET_SUSPEND_MODE   | 0x8400000f |            | V1_0 | optional
          PSCI_STAT_RESIDENCY     | 0x84000010 | 0xc4000010 | V1_0 | optional
          PSCI_STAT_COUNT         | 0x84000011 | 0xc4000011 | V1_0 | optional
          SYSTEM_RESET2           | 0x84000012 | 0xc4000012 | V1_1 | optional
          MEM_PROTECT             | 0x84000013 |            | V1_1 | optional
          MEM_PROTECT_CHECK_RANGE | 0x84000014 | 0xc4000014 | V1_1 | optional
          SYSTEM_OFF2             | 0x84000015 | 0xc4000015 | V1_3 | optional
          """)
  void hasItsIdsFromItsVersionOn(
      PsciFunction function, String narrow, String wide, Version since, String presence) {
    int smc32 = Integer.parseUnsignedInt(narrow.substring(2), 16);
    assertThat(function.smc32()).isEqualTo(smc32);
    assertThat(function.id(CallWidth.SMC32)).isEqualTo(smc32);
    assertThat(PsciFunction.of(smc32)).contains(function);
    assertThat(function.since()).isEqualTo(since);
    assertThat(function.isMandatory()).isEqualTo(presence.equals("mandatory"));
    if (function.hasSmc64()) {
      int smc64 = Integer.parseUnsignedInt(wide.substring(2), 16);
      assertThat(function.smc64()).isEqualTo(smc64);
      assertThat(function.id(CallWidth.SMC64)).isEqualTo(smc64);
      assertThat(PsciFunction.of(smc64)).contains(function);
    } else {
      assertThat(wide).as("SMC64 id").isNull();
    }
  }

  @Test
  void tableAboveIsComplete() throws NoSuchMethodException {
    CsvSource table =
        PsciFunctionTest.class
            .getDeclaredMethod(
                "hasItsIdsFromItsVersionOn",
                PsciFunction.class,
                String.class,
                String.class,
                Version.class,
                String.class)
            .getAnnotation(CsvSource.class);
    assertThat(table.textBlock().lines()).hasSameSizeAs(PsciFunction.values());
  }

  @ParameterizedTest
  @EnumSource(PsciFunction.class)
  void narrowFunctionHasNoWideForm(PsciFunction function) {
    if (!function.hasSmc64()) {
      assertThatThrownBy(function::smc64).hasMessage(function + " has no SMC64 id");
      assertThat(function.id(CallWidth.SMC64)).isEqualTo(function.smc32());
      assertThat(PsciFunction.of(function.smc32() | 0x4000_0000)).isEmpty();
    }
  }

  @Property(tries = 2000)
  void otherIdsAreNoFunctions(@ForAll int id, @ForAll @IntRange(max = 0xff) int number) {
    Set<Integer> ids = new HashSet<>();
    for (PsciFunction function : PsciFunction.values()) {
      ids.add(function.smc32());
      ids.add(function.id(CallWidth.SMC64));
    }
    for (int candidate : new int[] {id, 0x8400_0000 | number, 0xc400_0000 | number, number}) {
      assertThat(PsciFunction.of(candidate).isPresent()).isEqualTo(ids.contains(candidate));
    }
  }

  @Property
  void widthIsBitThirty(@ForAll int id) {
    assertThat(CallWidth.of(id) == CallWidth.SMC64).isEqualTo((id >>> 30 & 1) == 1);
  }

  @Test
  void wordsHaveThirtyTwoBitsInEitherWidth() {
    assertThat(Parameter.Kind.WORD.bits(CallWidth.SMC64)).isEqualTo(32);
    assertThat(Parameter.Kind.WORD.bits(CallWidth.SMC32)).isEqualTo(32);
    assertThat(Parameter.Kind.CORE.bits(CallWidth.SMC64)).isEqualTo(64);
    assertThat(Parameter.Kind.CORE.bits(CallWidth.SMC32)).isEqualTo(32);
  }

  @ParameterizedTest
  @EnumSource(PsciFunction.class)
  void kindsOfFunctions(PsciFunction function) {
    String name = function.name();
    assertThat(function.takesCoreOut()).isEqualTo(name.matches("CPU_OFF|CPU_FREEZE"));
    assertThat(function.suspends()).isEqualTo(name.endsWith("SUSPEND"));
    assertThat(function.endsMachine()).isEqualTo(name.matches("SYSTEM_(OFF|RESET)2?"));
    assertThat(function.countsUnsigned())
        .isEqualTo(name.matches("PSCI_STAT_.*|MIGRATE_INFO_UP_CPU"));
  }

  @ParameterizedTest
  @CsvSource({
    "PSCI_VERSION, 0, 0, ''",
    "CPU_SUSPEND, 0, 2, power_state entry context",
    "CPU_ON, 1, 2, core entry context",
    "CPU_DEFAULT_SUSPEND, 0, 1, entry context",
    "AFFINITY_INFO, 1, 0, core level"
  })
  void parametersHaveTheirRegisters(PsciFunction function, int core, int entry, String names) {
    assertThat(function.register(Parameter.Kind.CORE)).isEqualTo(core);
    assertThat(function.register(Parameter.Kind.ENTRY)).isEqualTo(entry);
    assertThat(String.join(" ", function.parameters().stream().map(Parameter::name).toList()))
        .isEqualTo(names);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x8400_0016, 0xc400_0000, 0x8600_0003})
  void whollyCountsWhatIsNoParameter(int id) {
    assertThat(PsciFunction.significantBits(id, 0)).isEqualTo(32);
    assertThat(PsciFunction.significantBits(id, 1)).isEqualTo(64);
  }
}
