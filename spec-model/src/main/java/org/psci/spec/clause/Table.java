// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.ArrayList;
import java.util.List;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * What a section permits in each of its situations, with some clauses left out.
 *
 * <p>A situation in which refusals are due has one outcome for each of them, and nothing else but
 * refusals that are allowed even there. If all of these refusals may go undetected by a reading,
 * everything else is permitted too, under that reading. A situation in which none is due has what
 * the clauses do, and what they allow.
 *
 * <p>What leaving out permits: without a <em>duty</em> the call succeeds, with or without what the
 * section does elsewhere, or is refused with some other code. Without an <em>effect</em> the call
 * answers something else, or succeeds and does nothing. Without the <em>meaning</em> of a code the
 * code comes anywhere. Without <em>no trace</em> a refused call does what it would have done.
 * Without the <em>frame</em> any result comes.
 */
final class Table<S> {
  private static final Row[] EMPTY = {};

  private final List<Line<S>> lines;
  private final LeftOut leftOut;
  private final Row[][] rows;
  private final List<S> situations;

  Table(List<Line<S>> lines, List<S> situations, LeftOut leftOut) {
    this.lines = lines;
    this.leftOut = leftOut;
    this.situations = situations;
    this.rows = new Row[situations.size()][];
    if (leftOut.isEmpty()) { // used by many threads, so it is made before it is shown
      for (int index = 0; index < rows.length; index++) {
        rows[index] = rows(situations.get(index));
      }
    }
  }

  void permit(int situation, Platform platform, State before, Call call, Outcomes outcomes) {
    Row[] permitted = rows[situation];
    if (permitted == null) {
      permitted = rows(situations.get(situation));
      rows[situation] = permitted;
    }
    for (Row row : permitted) {
      row.hand(platform, before, call, outcomes);
    }
  }

  private Row[] rows(S situation) {
    List<Line<S>> due = new ArrayList<>();
    List<Line<S>> kept = new ArrayList<>();
    List<Line<S>> notKept = new ArrayList<>();
    for (Line<S> line : lines) {
      if (!line.speaksOf(situation)) {
        continue;
      }
      boolean left = leftOut.has(line);
      if (left) {
        notKept.add(line);
      }
      switch (line.kind()) {
        case DUTY -> {
          if (!left) {
            due.add(line);
            kept.add(line);
          }
        }
        case EFFECT, PERMISSION -> kept.add(line);
        default -> {}
      }
    }
    List<Row> permitted = new ArrayList<>();
    boolean undetected = due.stream().allMatch(line -> line.undetected().isPresent());
    for (Line<S> line : kept) {
      if (line.kind() == Clause.Kind.DUTY) {
        permitted.add(due.size() > 1 ? among(line) : row(line));
      } else if (undetected) { // or nothing is due
        permitted.add(line.kind() == Clause.Kind.EFFECT ? goingOn(line, due) : row(line));
      } else if (line.evenWhereRefused()) {
        permitted.add(row(line));
      }
    }
    for (Line<S> line : notKept) {
      without(line, permitted);
    }
    return permitted.toArray(EMPTY);
  }

  private static <S> Row row(Line<S> line) {
    Row row = line.row();
    if (row == null) {
      throw new IllegalStateException(line + " has no outcome");
    }
    return row;
  }

  private static <S> Row among(Line<S> line) {
    return line.amongOthers().map(reading -> row(line).under(reading)).orElseGet(() -> row(line));
  }

  /** An effect in spite of refusals that are due: it needs the readings by which they are not. */
  private static <S> Row goingOn(Line<S> line, List<Line<S>> due) {
    Row row = row(line);
    for (Line<S> refusal : due) {
      row = row.under(refusal.undetected().orElseThrow());
    }
    return row;
  }

  /** Adds what may happen where a clause is not kept. */
  private void without(Line<S> line, List<Row> permitted) {
    Because why = line.because();
    switch (line.kind()) {
      case KNOWN_FAULT, MEANING -> permitted.add(row(line));
      case DUTY -> {
        permitted.add(Row.oneOf(Answers.ANY_ERROR, Effect.NOTHING, why));
        permitted.add(Row.code(ReturnCode.SUCCESS.value(), Effect.NOTHING, why));
        effects().forEach(row -> permitted.add(row.because(why)));
      }
      case EFFECT -> {
        permitted.add(Row.oneOf(Answers.ANY_NUMBER, Effect.NOTHING, why));
        if (row(line).leaves()) {
          permitted.add(Row.leaves(Effect.NOTHING, why));
        }
      }
      case NO_TRACE -> {
        List<Row> refusals =
            permitted.stream()
                .filter(row -> row.constantCode().filter(c -> c < 0).isPresent())
                .toList();
        List<Row> traces = line.row() == null ? effects() : List.of(row(line));
        for (Row refusal : refusals) {
          traces.forEach(row -> permitted.add(refusal.doing(row.effect()).because(why)));
        }
      }
      case FRAME -> {
        permitted.add(Row.oneOf(Answers.ANY_NUMBER, Effect.NOTHING, why));
        effects().forEach(row -> permitted.add(Row.oneOf(Answers.ANY_NUMBER, row.effect(), why)));
      }
      default -> {}
    }
  }

  /** What the section does in any situation. */
  private List<Row> effects() {
    List<Row> all = new ArrayList<>();
    for (Line<S> line : lines) {
      if (line.kind() == Clause.Kind.EFFECT && row(line).effect() != Effect.NOTHING) {
        all.add(row(line));
      }
    }
    return all;
  }
}
