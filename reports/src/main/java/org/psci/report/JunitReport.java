// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.psci.conformance.results.Results;

/**
 * The verdict as a test report in the format of Maven Surefire, for servers that build software.
 * There is a test for each cause, one for each rule, one for each scenario, one for the random
 * programs and one for the run as a whole: so a run without a verdict is never green.
 */
public final class JunitReport {
  public static final String NAME = "junit.xml";

  private final List<JunitCase> cases;
  private final Results results;
  private final XMLStreamWriter out;

  private JunitReport(Results results, XMLStreamWriter out) {
    this.results = results;
    this.cases = JunitCase.of(results);
    this.out = out;
  }

  /**
   * Writes the report into a directory.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path directory, Results results) throws IOException {
    try (Writer file = Files.newBufferedWriter(directory.resolve(NAME))) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(file);
      new JunitReport(results, xml).suite();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void suite() throws XMLStreamException {
    out.writeStartDocument("UTF-8", "1.0");
    line();
    out.writeStartElement("testsuite");
    attribute("version", "3.0.2");
    attribute("name", "PSCI conformance of " + results.profile().implementation());
    attribute("time", "0");
    attribute("tests", Integer.toString(cases.size()));
    attribute("errors", count(JunitCase.Kind.ERROR));
    attribute("skipped", count(JunitCase.Kind.SKIPPED));
    attribute("failures", count(JunitCase.Kind.FAILURE));
    line();
    properties();
    for (JunitCase each : cases) {
      testCase(each);
    }
    out.writeEndElement();
    line();
    out.writeEndDocument();
  }

  private String count(JunitCase.Kind kind) {
    return Long.toString(cases.stream().filter(each -> each.kind() == kind).count());
  }

  private void properties() throws XMLStreamException {
    out.writeStartElement("properties");
    line();
    property("suite", results.suite());
    property("catalogue", results.catalogue());
    property("target", results.target());
    property("implementation", results.profile().implementation());
    property("cores", String.join(" ", results.profile().cores()));
    property("psciVersion", results.psciVersion());
    property("seed", Long.toString(results.seed()));
    property("verdict", results.verdict().word());
    out.writeEndElement();
    line();
  }

  private void property(String name, String value) throws XMLStreamException {
    out.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
    line();
  }

  private void testCase(JunitCase each) throws XMLStreamException {
    out.writeStartElement("testcase");
    attribute("name", each.name());
    attribute("classname", each.className());
    attribute("time", "0");
    if (each.kind() != JunitCase.Kind.PASSED) {
      out.writeStartElement(each.kind().element());
      attribute("message", each.message());
      if (each.kind() != JunitCase.Kind.SKIPPED) {
        attribute("type", each.type());
      }
      out.writeCharacters(Markup.printable(each.body()));
      out.writeEndElement();
    } else if (!each.body().isEmpty()) {
      out.writeStartElement("system-out");
      out.writeCharacters(Markup.printable(each.body()));
      out.writeEndElement();
    }
    out.writeEndElement();
    line();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    out.writeAttribute(name, Markup.printable(value));
  }

  private void line() throws XMLStreamException {
    out.writeCharacters("\n");
  }
}
