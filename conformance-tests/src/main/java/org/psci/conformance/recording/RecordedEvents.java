// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.psci.conformance.history.Event;
import org.psci.conformance.json.Form.WrongValueException;
import org.psci.conformance.json.Forms;
import org.psci.spec.model.Platform;

/** Events and what has to be known of their machine as JSON, for files that hold more than that. */
public final class RecordedEvents {
  private RecordedEvents() {}

  /** The events of a history as a list, in the form of a recorded history. */
  public static JsonNode of(List<Event> events, Platform platform) {
    return Forms.list(new EventForm(platform)).write(events);
  }

  /**
   * The events that a list stands for.
   *
   * @throws IllegalArgumentException if it is none; the message says where
   */
  public static List<Event> read(JsonNode list, Platform platform) {
    try {
      return Forms.list(new EventForm(platform)).read(list);
    } catch (WrongValueException e) {
      throw new IllegalArgumentException("events: " + e.getMessage(), e);
    }
  }

  /** What is known of an implementation. */
  public static JsonNode of(Platform platform) {
    return new PlatformForm().write(platform);
  }

  /**
   * What is known of an implementation.
   *
   * @throws IllegalArgumentException if that is not what this stands for; the message says where
   */
  public static Platform platform(JsonNode json) {
    try {
      return new PlatformForm().read(json);
    } catch (WrongValueException e) {
      throw new IllegalArgumentException("platform: " + e.getMessage(), e);
    }
  }
}
