// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** An image, and how the command line of QEMU has it loaded. */
final class Load {
  private final byte[] image;
  private final Function<Path, List<String>> words;

  /**
   * @param image its bytes
   * @param words the part of the command line, given the file that has the bytes
   */
  Load(byte[] image, Function<Path, List<String>> words) {
    this.image = image.clone();
    this.words = words;
  }

  /** In the place of a kernel. */
  static Load kernel(byte[] image) {
    return new Load(image, file -> List.of("-kernel", file.toString()));
  }

  /** In the place of the firmware. */
  static Load firmware(byte[] image) {
    return new Load(image, file -> List.of("-bios", file.toString()));
  }

  /** Byte by byte at this physical address. */
  static Load raw(byte[] image, long address) {
    return new Load(
        image, file -> List.of("-device", "loader,force-raw=on,addr=" + address + ",file=" + file));
  }

  byte[] image() {
    return image.clone();
  }

  /** The part of the command line, given the file that has the image. */
  List<String> words(Path file) {
    return words.apply(file);
  }
}
