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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;

/**
 * QEMU's monitor protocol on the standard streams of its process: one JSON object a line. It is
 * used to hear that the guest shut the machine down, to see whether QEMU is there, and to give
 * orders to it.
 */
public final class Qmp {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutputStream commands;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private int lastId;
  private volatile Event.Machine.@Nullable What whatItDid;

  public Qmp(Process process) {
    this.commands = process.getOutputStream();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Thread reader = new Thread(() -> listen(lines), "qmp-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    order("qmp_capabilities", Map.of());
  }

  /** What the machine did as a whole, as soon as QEMU has said so. */
  Optional<Event.Machine.What> whatItDid() {
    return Optional.ofNullable(whatItDid);
  }

  /** Whether QEMU answers within this time. */
  boolean answers(Duration within) {
    return ask("query-status", Map.of(), within).isPresent();
  }

  /**
   * Gives an order and waits for the answer.
   *
   * @return the whole answer, with "return" or with "error"; empty if none comes within this time
   */
  public Optional<JsonNode> ask(String command, Map<String, ?> arguments, Duration within) {
    answers.clear();
    int id = order(command, arguments);
    long deadline = System.nanoTime() + within.toNanos();
    try {
      while (true) {
        JsonNode answer = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (answer == null || answer.path("id").asInt() == id) {
          return Optional.ofNullable(answer);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Gives an order without waiting, and gives back its number. */
  int order(String command, Map<String, ?> arguments) {
    lastId++;
    try {
      Map<String, Object> message =
          Map.of("execute", command, "arguments", arguments, "id", lastId);
      commands.write((JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
      commands.flush();
    } catch (IOException e) {
      // QEMU is dead; whoever waits for an answer or looks at the process sees it.
    }
    return lastId;
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
      answers.add(message);
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
