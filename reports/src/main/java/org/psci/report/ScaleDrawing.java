// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.psci.conformance.recording.EventKind;
import org.psci.conformance.results.EventData;

/**
 * The moments around the event that is not permitted, with time to scale: which calls overlapped,
 * and for how long. The numbers of the events are those of the {@linkplain LaneDrawing lanes}.
 */
final class ScaleDrawing {
  static final double WIDTH = 940;

  private static final double GUTTER = 74;
  private static final double RIGHT = WIDTH - 12;
  private static final double LANE = 24;
  private static final double BAR = 14;
  private static final double AXIS = 34;

  /** So much of a bar is seen, however short the call was. */
  private static final double THINNEST = 1.5;

  private static final double DIGIT = 7.4;

  private final List<EventData> events;
  private final int cores;
  private final TimeWindow window;

  /** How far the numbers of a lane reach, by the height of their line. */
  private final Map<Double, Double> taken = new HashMap<>();

  private final StringBuilder out = new StringBuilder();

  private ScaleDrawing(int cores, List<EventData> events, TimeWindow window) {
    this.cores = cores;
    this.events = events;
    this.window = window;
  }

  /**
   * The drawing as an SVG element, which the style of the lanes belongs to.
   *
   * @param attributes of the element, for instance where it lies in another one
   * @return nothing if no time passes in the history
   */
  static Optional<String> svg(String attributes, int cores, List<EventData> events) {
    return TimeWindow.of(events)
        .map(
            window ->
                new ScaleDrawing(LaneDrawing.lanes(cores, events), events, window)
                    .draw(attributes));
  }

  /** How high the drawing is, with so many lanes. */
  static double height(int lanes) {
    return lanes * LANE + AXIS;
  }

  private String draw(String attributes) {
    double height = height(cores);
    out.append("<svg class=\"lanes scale\" role=\"img\" ").append(attributes);
    out.append(
        text(" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\">", WIDTH, height, WIDTH, height));
    out.append("\n<title>The calls around it, to scale</title>\n");
    for (int core = 0; core < cores; core++) {
      double y = core * LANE;
      out.append("<g class=\"lane\">");
      out.append(text("<rect x=\"0\" y=\"%s\" width=\"%s\" height=\"%s\"/>", y, WIDTH, LANE - 4));
      out.append(text("<text x=\"8\" y=\"%s\">core ", y + BAR)).append(core);
      out.append("</text></g>\n");
    }
    for (int index = 0; index < events.size(); index++) {
      if (window.shows(events.get(index))) {
        event(index);
      }
    }
    axis();
    return out.append("</svg>\n").toString();
  }

  private double at(long time) {
    double share = (double) (time - window.from()) / (window.to() - window.from());
    return GUTTER + Math.min(1, Math.max(0, share)) * (RIGHT - GUTTER);
  }

  private void event(int index) {
    EventData event = events.get(index);
    Integer core = event.core();
    double y = core == null ? 0 : core * LANE + 3;
    double height = core == null ? cores * LANE : BAR;
    double left = at(event.begin());
    out.append("<g class=\"event ").append(event.kind().word());
    out.append(event.parking() ? " parking" : "");
    out.append(event.impossible() ? " impossible" : "").append("\">");
    out.append("<title>").append(index + 1).append(". ").append(Markup.escape(event.text()));
    out.append("</title>");
    if (event.kind() == EventKind.CALL) {
      double right = event.end() == null ? RIGHT : at(event.end());
      double width = Math.max(THINNEST, right - left);
      out.append(
          text("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>", left, y, width, height));
      number(index, left + 3, y + 11, width - 4);
    } else {
      out.append(text("<path d=\"M%s %sv%s\"/>", left, y - 2, height + 4));
      number(index, left + 3, y + 11, WIDTH);
    }
    out.append("</g>\n");
  }

  /** Where there is room for it; the events of a lane come from left to right. */
  private void number(int index, double x, double y, double room) {
    String number = Integer.toString(index + 1);
    double width = number.length() * DIGIT;
    double free = taken.getOrDefault(y, 0.0);
    if (width <= room && x >= free && x + width <= WIDTH) {
      taken.put(y, x + width);
      out.append(text("<text x=\"%s\" y=\"%s\">", x, y)).append(number).append("</text>");
    }
  }

  private void axis() {
    double y = cores * LANE + 4;
    out.append("<g class=\"axis\">");
    out.append(text("<path d=\"M%s %sH%s\"/>", GUTTER, y, RIGHT));
    long step = window.step();
    for (long time = Math.floorDiv(window.from(), step) * step + step;
        time <= window.to();
        time += step) {
      out.append(text("<path d=\"M%s %sv5\"/>", at(time), y));
      if (at(time) + Long.toString(time).length() * DIGIT / 2 <= WIDTH) {
        out.append(text("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">", at(time), y + 18));
        out.append(time).append("</text>");
      }
    }
    out.append(text("<text x=\"8\" y=\"%s\">ticks</text></g>\n", y + 18));
  }

  private static String text(String format, double... numbers) {
    Object[] texts = new Object[numbers.length];
    for (int index = 0; index < numbers.length; index++) {
      texts[index] = String.format(Locale.ROOT, "%.1f", numbers[index]);
    }
    return String.format(Locale.ROOT, format, texts);
  }
}
