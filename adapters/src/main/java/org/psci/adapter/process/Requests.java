// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.psci.conformance.program.Names;

/** What the suite says to an adapter, as lines with their line feed. */
final class Requests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PROTOCOL = 1;

  private Requests() {}

  static byte[] hello() {
    return line(request("hello").put("protocol", PROTOCOL).put("suite", "psci-conformance"));
  }

  static byte[] reset(long patienceMillis) {
    return line(request("reset").put("patience_ms", patienceMillis));
  }

  static byte[] call(long id, int core, long[] x) {
    ObjectNode call = request("call").put("id", id).put("core", core);
    ArrayNode registers = call.putArray("x");
    for (long register : x) {
      registers.add(Names.hex(register));
    }
    return line(call);
  }

  static byte[] wake(int core) {
    return line(request("wake").put("core", core));
  }

  static byte[] idle(long id) {
    return line(request("idle").put("id", id));
  }

  static byte[] bye() {
    return line(request("bye"));
  }

  private static ObjectNode request(String what) {
    return JSON.createObjectNode().put("do", what);
  }

  private static byte[] line(ObjectNode request) {
    try {
      byte[] json = JSON.writeValueAsBytes(request);
      byte[] line = new byte[json.length + 1];
      System.arraycopy(json, 0, line, 0, json.length);
      line[json.length] = '\n';
      return line;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and names is JSON", e);
    }
  }
}
