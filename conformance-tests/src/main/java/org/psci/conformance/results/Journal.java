// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.spec.rule.Rule;

/**
 * The journal of a run: a line of JSON for each program, written as soon as it is judged. It has no
 * timestamps, so the same seed on a deterministic target gives the same journal. Programs that are
 * explained are named only; a deviation or an open question stands there in full.
 */
public final class Journal implements AutoCloseable {
  public static final String NAME = "journal.jsonl";

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Writer out;
  private final Consumer<IOException> failure;
  private boolean failed;

  /**
   * Starts a journal in a directory; an old one there is replaced.
   *
   * @param failure is told when it cannot be written any more, once; it ends there
   * @throws IOException if it cannot be written at all
   */
  public Journal(Path directory, Consumer<IOException> failure) throws IOException {
    this.out = Files.newBufferedWriter(directory.resolve(NAME));
    this.failure = failure;
  }

  /** What the run is: its first line. */
  public void begin(String target, String implementation, String psciVersion, long seed) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("target", target);
    line.put("implementation", implementation);
    line.put("psciVersion", psciVersion);
    line.put("seed", seed);
    write(line);
  }

  /** A program and what came of it. */
  public void add(String source, Judgement judgement) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("program", source);
    line.put("events", judgement.history().events().size());
    line.put("ending", judgement.history().ending().name());
    if (judgement.isExplained()) {
      line.put("verdict", "explained");
    } else {
      line.put("verdict", judgement.violations().isEmpty() ? "undecided" : "violated");
      judgement.undecided().ifPresent(why -> line.put("why", why));
      line.put("violations", judgement.violations().stream().map(Journal::violation).toList());
      line.put("text", judgement.history().program().toString());
    }
    write(line);
  }

  private static Map<String, Object> violation(Violation violation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rules", violation.rules().stream().map(Rule::id).toList());
    fields.put("observed", violation.seen());
    return fields;
  }

  /** The finding that a deviation was shrunk to. */
  public void finding(String file, List<String> rules, String program) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("finding", file);
    line.put("rules", rules);
    line.put("text", program);
    write(line);
  }

  private void write(Map<String, Object> line) {
    if (failed) {
      return;
    }
    try {
      out.write(JSON.writeValueAsString(line));
      out.write('\n');
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException e) {
    failed = true;
    failure.accept(e);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      if (!failed) {
        fail(e);
      }
    }
  }
}
