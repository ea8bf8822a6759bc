// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.psci.conformance.target.TargetException;

class PackageCacheTest {
  private static final PackageSet SET =
      new PackageSet("some", "arm64", List.of("a-package", "another"), false);

  @TempDir Path folder;

  @Test
  void aMissingSetSaysHowToGetIt() {
    assertThatThrownBy(() -> new PackageCache(folder).need(SET))
        .isInstanceOf(TargetException.class)
        .hasMessage(
            "it needs a-package, another for arm64, which is not fetched yet: ./psci targets fetch"
                + " some");
  }

  @Test
  void aSetIsThereWhenItsFolderIs() throws IOException, TargetException {
    PackageCache cache = new PackageCache(folder);
    Path root = Files.createDirectories(folder.resolve("packages/some/boot"));
    Files.writeString(root.resolve("image"), "x");
    assertThat(cache.find(SET)).isPresent();
    assertThat(cache.file(SET, "boot/image")).hasContent("x");
    assertThatThrownBy(() -> cache.file(SET, "boot/other"))
        .hasMessageStartingWith("the fetched packages have no boot/other; fetch them again");
  }

  @Test
  void anInterruptedSetIsNotThere() throws IOException {
    Files.createDirectories(folder.resolve("packages/some.new/boot"));
    assertThat(new PackageCache(folder).find(SET)).isEmpty();
  }

  @Test
  void aCacheThatIsNoFolderIsToldSo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new PackageCache(file.resolve("psci")).fetch(SET, line -> {}))
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith("cannot keep packages in ");
  }
}
