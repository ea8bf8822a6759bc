// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/** PSCI_VERSION (5.3): the same version on every core, at every time. */
final class PsciVersion extends Section<PsciVersion.Situation> {

  /** All calls are alike. */
  record Situation() implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return 0;
    }
  }

  private static final Situation ANY = new Situation();

  PsciVersion() {
    super("PSCI_VERSION", Situation.class, PsciVersion::text);
  }

  private static void text(Clauses<Situation> on) {
    on.answersWord((platform, before, call) -> platform.versionAnswer(), "the version")
        .by("VER-04", "VER-02", "VER-01")
        .otherwise(Answers.PUBLISHED_VERSION);
    on.never(Answers.ANY_ERROR).by("VER-01");
    on.onlyTheseResults().by("VER-02");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return ANY;
  }
}
