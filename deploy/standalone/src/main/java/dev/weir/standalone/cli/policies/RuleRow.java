package dev.weir.standalone.cli.policies;

import dev.weir.policy.analyse.RuleFinding;

/** A finding about a rule, as it is printed. */
record RuleRow(String kind, String rule, String sentence) {

    static RuleRow of(RuleFinding finding) {
        return new RuleRow(finding.kind().toString(), finding.rule().toString(), finding.sentence());
    }

    static Sarif.Finding sarif(RuleFinding finding, LoadedPolicies policies) {
        return new Sarif.Finding(
                finding.kind().toString(),
                finding.kind() == RuleFinding.Kind.UNUSED && !finding.removable()
                        ? Sarif.Level.note
                        : Sarif.Level.warning,
                finding.sentence(),
                finding.rule().toString(),
                policies.place(finding.rule()));
    }
}
