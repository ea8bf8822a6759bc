// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmulatedMachineTest {
  private static final Path FILE = Path.of("/tmp/file");
  private static final EmulatedMachine MACHINE = new EmulatedMachine("qemu");

  @Test
  void aSnapshotIsOfTheSameMachine() {
    List<String> booted = new ArrayList<>(MACHINE.toBoot(FILE, FILE, FILE, FILE, FILE));
    List<String> restored = new ArrayList<>(MACHINE.toRestore(FILE, FILE));
    for (String option : List.of("-M", "-cpu", "-smp", "-m", "-object", "-accel")) {
      assertThat(after(restored, option)).isEqualTo(after(booted, option));
    }
    assertThat(devices(restored)).isEqualTo(devices(booted));
  }

  private static String after(List<String> words, String option) {
    return words.get(words.indexOf(option) + 1);
  }

  private static List<String> devices(List<String> words) {
    List<String> devices = new ArrayList<>();
    for (int index = 0; index < words.size(); index++) {
      if (words.get(index).equals("-device")) {
        devices.add(words.get(index + 1));
      }
    }
    return devices;
  }

  @Test
  void oddPathsAreQuoted() {
    assertThat(MACHINE.toRestore(FILE, Path.of("/tmp/it's here")))
        .contains("exec:cat '/tmp/it'\\''s here'");
    assertThat(MACHINE.toBoot(FILE, Path.of("/a,b"), FILE, FILE, FILE))
        .contains("file,path=/a,,b,id=port");
  }
}
