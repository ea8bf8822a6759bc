// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * How well bugs are named.
 *
 * <p><em>Precision</em> is the share of the rules named, over all bugs, that the bug in question is
 * known to break: how often one may believe what a report says. <em>Recall</em> is the share of the
 * bugs of which at least one rule is named that they are known to break. It is not the share of
 * their rules: what is known of a bug is a primary rule and others that follow from it, and to name
 * the consequences of a cause beside the cause is a fault and no merit. Bugs with <em>one
 * cause</em> are those that are told of as one finding, whatever its name. A bug of which nothing
 * is seen, since it shows too seldom, counts as not named.
 *
 * @param bugs how many bugs there are
 * @param seen of how many something is seen
 * @param named of how many a right rule is named
 * @param oneCause how many are told of as one cause
 * @param causes how many causes are told of, over all bugs
 * @param rules how many rules are named, over all bugs
 * @param right how many of these are right
 * @param explained what would be right, too, if bugs for which there is a reason counted as right
 */
public record NamingScore(
    int bugs,
    int seen,
    int named,
    int oneCause,
    int causes,
    int rules,
    int right,
    Explained explained) {

  /**
   * What is not right, but has a reason.
   *
   * @param named bugs of which no right rule is named
   * @param oneCause bugs that are told of as several causes, or as none
   * @param rules rules that are named wrongly
   */
  public record Explained(int named, int oneCause, int rules) {}

  /** The score of some bugs. */
  public static NamingScore of(List<Naming> all) {
    List<Naming> explained = all.stream().filter(Naming::isExplained).toList();
    return new NamingScore(
        all.size(),
        count(all, Naming::isSeen),
        count(all, Naming::isNamed),
        count(all, Naming::hasOneCause),
        sum(all, naming -> naming.causes().size()),
        sum(all, naming -> naming.rules().size()),
        sum(all, naming -> naming.right().size()),
        new Explained(
            count(explained, naming -> !naming.isNamed()),
            count(explained, naming -> !naming.hasOneCause()),
            sum(explained, naming -> naming.wrong().size())));
  }

  /** How often a rule that is named is broken; 1 if none is named. */
  public double precision() {
    return share(right, rules);
  }

  /** How often a bug is named by a rule that it breaks. */
  public double recall() {
    return share(named, bugs);
  }

  /** How often a bug is told of as one thing. */
  public double oneCauseShare() {
    return share(oneCause, bugs);
  }

  /** How many things a bug is told of as. */
  public double causesPerBug() {
    return share(causes, bugs);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  private static int count(List<Naming> all, Predicate<Naming> is) {
    return (int) all.stream().filter(is).count();
  }

  private static int sum(List<Naming> all, ToIntFunction<Naming> number) {
    return all.stream().mapToInt(number).sum();
  }
}
