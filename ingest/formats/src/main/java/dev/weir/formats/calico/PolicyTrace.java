package dev.weir.formats.calico;

import dev.weir.v1.PolicyAction;
import dev.weir.v1.PolicyHit;
import java.util.List;
import java.util.Locale;

/** Policies that a connection met, in their order, as either kind of record writes them. */
final class PolicyTrace {

    /** Canonical for "no policy matched and the default let it pass", as Hubble numbers it. */
    static final int MATCH_DEFAULT_ALLOW = 4;

    private static final String PROFILE = "__PROFILE__";
    private static final String STAGED = "staged:";
    private static final String END_OF_TIER = "-1";

    private PolicyTrace() {}

    /**
     * {@code INDEX|TIER|NAME|ACTION|RULE}, where the name is {@code [NAMESPACE/][staged:]TIER.NAME}. A rule of -1 is the
     * end of the tier, where what no rule allowed is denied, and the name is of any policy that selected the end.
     */
    static PolicyHit ofText(String text) {
        String[] parts = text.split("\\|", 6);
        PolicyHit.Builder hit = PolicyHit.newBuilder().setRaw(text);
        if (parts.length < 4) {
            return hit.build();
        }
        hit.setTier(parts[1]).setAction(action(parts[3]));
        if (parts.length > 4) {
            hit.setRule(parts[4]);
        }
        if (parts[1].equals(PROFILE)) {
            return hit.setKind("Profile")
                    .setName(parts[2])
                    .setMatchType(MATCH_DEFAULT_ALLOW)
                    .build();
        }
        name(parts[2], hit);
        return hit.build();
    }

    private static void name(String text, PolicyHit.Builder hit) {
        int slash = text.indexOf('/');
        String name = text.substring(slash + 1);
        hit.setNamespace(slash < 0 ? "" : text.substring(0, slash)).setStaged(name.startsWith(STAGED));
        String plain = name.startsWith(STAGED) ? name.substring(STAGED.length()) : name;
        hit.setKind(kind(plain, slash >= 0));
        hit.setName(withoutPrefix(withoutPrefix(plain, "knp.default."), hit.getTier() + "."));
    }

    private static String kind(String name, boolean namespaced) {
        if (name.startsWith("knp.default.")) {
            return "NetworkPolicy";
        }
        return namespaced ? "CalicoNetworkPolicy" : "GlobalNetworkPolicy";
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    /** The file's word, or Goldmane's number or name. */
    static PolicyAction action(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "allow", "1" -> PolicyAction.ACTION_ALLOW;
            case "deny", "2" -> PolicyAction.ACTION_DENY;
            case "pass", "3" -> PolicyAction.ACTION_PASS;
            case "log" -> PolicyAction.ACTION_LOG;
            default -> PolicyAction.ACTION_UNSPECIFIED;
        };
    }

    /** Whether the trace ends with a refusal: the last policy that took one of the two decisions. */
    static boolean isRefused(List<PolicyHit> trace) {
        PolicyAction last = PolicyAction.ACTION_UNSPECIFIED;
        for (PolicyHit hit : trace) {
            boolean decision =
                    hit.getAction() == PolicyAction.ACTION_ALLOW || hit.getAction() == PolicyAction.ACTION_DENY;
            last = decision ? hit.getAction() : last;
        }
        return last == PolicyAction.ACTION_DENY;
    }

    /** Whether a refusal is no rule's but the default's at the end of a tier. */
    static boolean isRefusedByDefault(List<PolicyHit> trace) {
        return trace.stream()
                .filter(hit -> hit.getAction() == PolicyAction.ACTION_DENY)
                .anyMatch(hit ->
                        hit.getRule().equals(END_OF_TIER) || hit.getKind().equals("EndOfTier"));
    }
}
