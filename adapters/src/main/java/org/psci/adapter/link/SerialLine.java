// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.link;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A serial line: bytes in both directions, some of which may not arrive. */
public interface SerialLine extends Closeable {

  /** What comes in. A read waits; it ends when the line is closed, or a moment after it. */
  InputStream input() throws IOException;

  OutputStream output() throws IOException;

  /** Where it goes, for people. */
  String describe();
}
