// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code results.json}. */
public final class ResultsFile {
  public static final String NAME = "results.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(new LinePerItem())
          .build();

  private ResultsFile() {}

  /**
   * Writes the file into a directory.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path directory, Results results) throws IOException {
    Files.writeString(directory.resolve(NAME), JSON.writeValueAsString(results) + "\n");
  }
}
