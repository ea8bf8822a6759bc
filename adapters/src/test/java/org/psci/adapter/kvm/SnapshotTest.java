// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  @TempDir Path folder;

  private Snapshot of(String... ingredients) {
    List<byte[]> bytes =
        Arrays.stream(ingredients).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    return Snapshot.of(folder, bytes);
  }

  @Test
  void whateverIsDifferentMakesAnotherSnapshot() {
    assertThat(of("host", "agent")).isEqualTo(of("host", "agent"));
    assertThat(of("host", "agent")).isNotEqualTo(of("host", "agent2"));
    assertThat(of("host", "agent")).isNotEqualTo(of("hosta", "gent"));
    assertThat(of("host", "agent")).isNotEqualTo(of("agent", "host"));
  }

  @Test
  void theOnesNotUsedForLongestGo() throws IOException {
    for (int age = 0; age < 6; age++) {
      Snapshot snapshot = of("agent " + age);
      Files.createFile(snapshot.file());
      Files.setLastModifiedTime(snapshot.file(), FileTime.fromMillis(1_000_000L - 1000L * age));
    }
    Path foreign = Files.createFile(folder.resolve("something.else"));
    of("agent 5").touch();
    of("agent 0").deleteOthers();
    assertThat(of("agent 5").exists()).as("in use").isTrue();
    assertThat(of("agent 2").exists()).isTrue();
    assertThat(of("agent 3").exists()).isFalse();
    assertThat(of("agent 4").exists()).isFalse();
    assertThat(foreign).exists();
  }
}
