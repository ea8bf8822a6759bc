// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.ResultsFile;
import org.psci.report.ReadingsTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code psci readings}: how implementations read the points at which the text is open. */
@Command(
    name = "readings",
    description = "Compare how implementations read the points at which the text is open.")
final class ReadingsCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Directories with the results of a run, as given by --out.")
  List<Path> directories = List.of();

  @Option(
      names = "--programs",
      description = "Also print the first program that showed each reading.")
  boolean programs;

  @Option(names = "--json", description = "Print the same as JSON.")
  boolean json;

  @Override
  public Integer call() throws UsageException {
    List<ReadingsTable.Run> runs = new ArrayList<>();
    for (Path directory : directories) {
      runs.add(new ReadingsTable.Run(directory.toString(), read(directory)));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(asJson(runs));
    } else {
      ReadingsTable table = new ReadingsTable(runs);
      table.lines().forEach(out::println);
      if (programs) {
        table.programs().forEach(out::println);
      }
    }
    out.flush();
    return Exit.OK;
  }

  private static Results read(Path directory) throws UsageException {
    try {
      return ResultsFile.read(directory);
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String asJson(List<ReadingsTable.Run> runs) {
    List<Map<String, Object>> data = new ArrayList<>();
    for (ReadingsTable.Run run : runs) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("directory", run.name());
      fields.put("implementation", run.results().profile().implementation());
      fields.put("choice", run.results().choice());
      fields.put("psciVersion", run.results().psciVersion());
      fields.put("readings", run.results().readings());
      data.add(fields);
    }
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
