// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.psci.conformance.recording.EventKind;
import org.psci.conformance.results.EventData;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Proves that every kind of event is drawn, and that a drawing is a file of its own if need be. */
class LaneDrawingTest {
  private static final List<EventData> EVERY_KIND =
      List.of(
          HandMade.event(EventKind.CALL, 0, 0, 3L, "CPU_ON → SUCCESS", "a call"),
          HandMade.event(EventKind.ENTRY, 1, 2, 2L, "A, 0xa", "an entry"),
          HandMade.event(EventKind.CALL, 1, 4, null, "CPU_SUSPEND", "a call without an end"),
          HandMade.event(EventKind.WAKE_UP, 1, 5, 7L, "wake-up", "a wake-up"),
          HandMade.impossible(
              HandMade.event(EventKind.SILENCE, 1, 90, null, "no return", "a <silence>")),
          HandMade.event(EventKind.MACHINE, null, 95, 95L, "powered off", "the end"));

  private static Element parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  /** Bars are as long as the calls took, and lie where they overlapped. */
  @Test
  void callsAreDrawnToScale() throws Exception {
    List<EventData> race =
        List.of(
            HandMade.event(EventKind.CALL, 0, 1000, 1040L, "CPU_ON", "first"),
            HandMade.impossible(
                HandMade.event(EventKind.CALL, 1, 1020, 1100L, "CPU_ON", "second")));
    Element svg = parsed(ScaleDrawing.svg("x=\"0\"", 2, race).orElseThrow());
    NodeList bars = svg.getElementsByTagName("rect");
    Element first = (Element) bars.item(2); // behind the two lanes
    Element second = (Element) bars.item(3);
    assertThat(number(second, "width")).isCloseTo(2 * number(first, "width"), within(0.5));
    assertThat(number(second, "x") - number(first, "x"))
        .isCloseTo(number(first, "width") / 2, within(0.5));
    assertThat(((Element) second.getParentNode()).getAttribute("class")).contains("impossible");
    assertThat(svg.getTextContent()).contains("1020", "ticks");
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void everyKindOfEventIsDrawnAndNamed() throws Exception {
    Element svg = parsed(LaneDrawing.inline("d", "some title", 3, EVERY_KIND));
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("some title");
    assertThat(svg.getTextContent())
        .contains("1 CPU_ON", "SUCCESS", "2 A, 0xa", "3 CPU_SUSPEND", "4 wake-up")
        .contains("5 no return", "6 powered off", "not permitted: 5", "nothing seen")
        .contains("Core 0: 1 event. Core 1: 4 events. Core 2: nothing seen.");
  }

  @Test
  void onlyTheImpossibleEventIsMarked() {
    String svg = LaneDrawing.inline("d", "t", 2, EVERY_KIND);
    assertThat(svg).containsOnlyOnce(" impossible\"").containsOnlyOnce("class=\"refused\"");
    assertThat(LaneDrawing.inline("d", "t", 2, EVERY_KIND.subList(0, 4)))
        .doesNotContain("impossible", "refused", "not permitted");
  }

  @Test
  void fileOfItsOwnHasItsStyleAndAllSentences() throws Exception {
    Element svg = parsed(LaneDrawing.standalone("t", 2, EVERY_KIND));
    assertThat(svg.getAttribute("xmlns")).isEqualTo("http://www.w3.org/2000/svg");
    assertThat(svg.getElementsByTagName("style").getLength()).isEqualTo(1);
    assertThat(svg.getTextContent()).contains("5. a <silence> (not permitted)", "6. the end");
  }

  @Test
  void coreThatTheMachineDoesNotHaveGetsALaneToo() {
    assertThat(LaneDrawing.inline("d", "t", 1, EVERY_KIND)).contains("data-core=\"1\"");
  }

  @Test
  void suspendedCoreStaysSoUntilItComesInAndNotOnlyUntilTheInterrupt() throws Exception {
    EventData suspend = HandMade.event(EventKind.CALL, 0, 0, null, "CPU_SUSPEND", "a call");
    EventData wakeUp = HandMade.event(EventKind.WAKE_UP, 0, 50, 60L, "wake-up", "a wake-up");
    EventData entry = HandMade.event(EventKind.ENTRY, 0, 90_000, 90_000L, "B, 0xb", "an entry");
    String asleep = openEdge(List.of(suspend, wakeUp, entry));
    double until = Double.parseDouble(asleep.replaceAll("M[0-9.]+ [0-9.]+H([0-9.]+)M.*", "$1"));
    LaneLayout layout = LaneLayout.of(List.of(suspend, wakeUp, entry), 900);
    assertThat(until).isGreaterThan(layout.place(1).right());
  }

  private static String openEdge(List<EventData> events) throws Exception {
    NodeList paths = parsed(LaneDrawing.inline("d", "t", 1, events)).getElementsByTagName("path");
    for (int index = 0; index < paths.getLength(); index++) {
      Element path = (Element) paths.item(index);
      if (path.getAttribute("class").equals("open")) {
        return path.getAttribute("d");
      }
    }
    throw new AssertionError("no open edge");
  }

  @Test
  void nothingSeenIsNoMistake() throws Exception {
    assertThat(parsed(LaneDrawing.inline("d", "t", 1, List.of())).getTextContent())
        .contains("nothing seen");
  }
}
