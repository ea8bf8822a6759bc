// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * What a section permits in each of its situations, with some clauses left out.
 *
 * <p>A situation in which refusals are due has one outcome for each of them, and nothing else. If
 * all of these refusals may go undetected by a reading, everything else is permitted too, under
 * that reading. A situation in which none is due has what the clauses do, and what they allow.
 *
 * <p>What leaving out permits: without a <em>duty</em> the call succeeds, with or without what the
 * section does or answers elsewhere, or is refused with some other code. Without an <em>effect</em>
 * the call answers something else, or succeeds and does nothing. Without the <em>meaning</em> of a
 * code the code comes anywhere. Without <em>no trace</em> a refused call does what it would have
 * done, and a call that only asks disturbs something, whatever it answers. Without the
 * <em>frame</em> any result comes.
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
    List<Line<S>> other = new ArrayList<>();
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
          }
        }
        case EFFECT, PERMISSION -> other.add(line);
        default -> {}
      }
    }
    List<Row> permitted = new ArrayList<>();
    for (Line<S> line : due) {
      permitted.add(due.size() > 1 ? among(line) : row(line));
    }
    Optional<Reading> undetected = undetected(due);
    if (due.isEmpty() || undetected.isPresent()) {
      for (Line<S> line : other) {
        Row row = row(line);
        boolean goesOn = undetected.isPresent() && line.kind() == Clause.Kind.EFFECT;
        permitted.add(goesOn ? row.under(undetected.get()) : row);
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

  /** The reading by which all refusals that are due may be left out; empty if one may not. */
  private static <S> Optional<Reading> undetected(List<Line<S>> due) {
    for (Line<S> line : due) {
      if (line.undetected().isEmpty()) {
        return Optional.empty();
      }
    }
    return due.stream().findFirst().flatMap(Line::undetected);
  }

  /** Adds what may happen where a clause is not kept. */
  private void without(Line<S> line, List<Row> permitted) {
    Because why = line.because();
    switch (line.kind()) {
      case KNOWN_FAULT, MEANING -> permitted.add(row(line));
      case DUTY -> {
        permitted.add(Row.oneOf(Answers.ANY_ERROR, Effect.NOTHING, why));
        permitted.add(Row.code(ReturnCode.SUCCESS.value(), Effect.NOTHING, why));
        successes().forEach(row -> permitted.add(row.because(why)));
      }
      case EFFECT -> {
        permitted.add(Row.oneOf(line.otherwise(), Effect.NOTHING, why));
        if (row(line).leaves()) {
          permitted.add(Row.leaves(Effect.NOTHING, why));
        }
      }
      case NO_TRACE -> {
        Row disturbance = line.row();
        if (disturbance != null) {
          for (Row row : List.copyOf(permitted)) {
            permitted.add(row.doing(disturbance.effect()).because(why));
          }
          return;
        }
        List<Row> refusals =
            permitted.stream()
                .filter(row -> row.constantCode().filter(c -> c < 0).isPresent())
                .toList();
        for (Row refusal : refusals) {
          effects().forEach(row -> permitted.add(refusal.doing(row.effect()).because(why)));
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
    return successes().filter(row -> row.effect() != Effect.NOTHING).toList();
  }

  /** What the section does or answers in any situation. */
  private Stream<Row> successes() {
    return lines.stream().filter(line -> line.kind() == Clause.Kind.EFFECT).map(Table::row);
  }
}
