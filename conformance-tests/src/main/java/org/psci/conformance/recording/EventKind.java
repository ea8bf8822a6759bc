// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.recording;

import com.fasterxml.jackson.annotation.JsonValue;

/** What sort of event it is. */
public enum EventKind {
  /** A core made a call. */
  CALL("call"),
  /** A core came in. */
  ENTRY("entry"),
  /** An interrupt was made pending for a core. */
  WAKE_UP("wake-up"),
  /** Something that was waited for did not come. */
  SILENCE("silence"),
  /** The machine as a whole did something. */
  MACHINE("machine");

  private final String word;

  EventKind(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}
