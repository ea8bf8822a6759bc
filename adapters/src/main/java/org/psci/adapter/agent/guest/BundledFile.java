// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that are part of this software. */
public final class BundledFile {
  private BundledFile() {}

  /**
   * All bytes of a file.
   *
   * @param owner the class beside which it lies
   * @param name of the file; with a slash in front it begins at the root of the jar
   * @throws IllegalStateException if the jar was built without it
   */
  public static byte[] bytes(Class<?> owner, String name) {
    try (InputStream stream = owner.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing in this jar; build it anew");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
