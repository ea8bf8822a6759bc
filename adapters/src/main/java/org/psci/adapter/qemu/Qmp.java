// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;

/**
 * QEMU's monitor protocol on the standard streams of its process: one JSON object a line. It is
 * used for two things: to hear that the guest shut the machine down, and to see whether QEMU is
 * there.
 */
final class Qmp {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CAPABILITIES = "{\"execute\":\"qmp_capabilities\"}\n";
  private static final String QUERY_STATUS = "{\"execute\":\"query-status\"}\n";

  private final OutputStream commands;
  private final Semaphore answers = new Semaphore(0);
  private volatile Event.Machine.@Nullable What whatItDid;

  Qmp(Process process) {
    this.commands = process.getOutputStream();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Thread reader = new Thread(() -> listen(lines), "qmp-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    send(CAPABILITIES);
  }

  /** What the machine did as a whole, as soon as QEMU has said so. */
  Optional<Event.Machine.What> whatItDid() {
    return Optional.ofNullable(whatItDid);
  }

  /** Whether QEMU answers within this time. */
  boolean answers(Duration within) {
    answers.drainPermits();
    if (!send(QUERY_STATUS)) {
      return false;
    }
    try {
      return answers.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean send(String command) {
    try {
      commands.write(command.getBytes(StandardCharsets.UTF_8));
      commands.flush();
      return true;
    } catch (IOException e) {
      return false; // QEMU is dead; whoever looks at the process sees it
    }
  }

  private void listen(BufferedReader lines) {
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      // The process is gone, and its end is seen elsewhere.
    }
  }

  private void hear(String line) {
    JsonNode message;
    try {
      message = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return; // not the protocol: a library that QEMU uses has something to say
    }
    if (message.has("return") || message.has("error")) {
      answers.release();
    }
    switch (message.path("event").asText()) {
      case "SHUTDOWN" -> {
        if (message.path("data").path("guest").asBoolean()) {
          boolean reset = message.path("data").path("reason").asText().equals("guest-reset");
          whatItDid = reset ? Event.Machine.What.RESET : Event.Machine.What.POWERED_OFF;
        }
      }
      case "RESET" -> {
        if (message.path("data").path("guest").asBoolean()) {
          whatItDid = Event.Machine.What.RESET;
        }
      }
      default -> {}
    }
  }
}
