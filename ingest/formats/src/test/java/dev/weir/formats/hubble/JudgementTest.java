package dev.weir.formats.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.v1.Direction;
import dev.weir.v1.DropClass;
import dev.weir.v1.Observation;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.PolicyHit;
import dev.weir.v1.Verdict;
import dev.weir.v1.VerdictSide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    @ParameterizedTest
    @CsvSource({
        "'FORWARDED', 4, VERDICT_OBSERVED",
        "'FORWARDED', 129, VERDICT_OBSERVED",
        "'FORWARDED', 5, VERDICT_ALLOWED",
        "'REDIRECTED', 5, VERDICT_ALLOWED",
        "'AUDIT', 5, VERDICT_WOULD_DENY",
        "'TRANSLATED', 7, VERDICT_TRANSLATED",
        "'TRACED', 7, VERDICT_UNKNOWN",
        "'ERROR', 4, VERDICT_FAULT",
        "'VERDICT_UNKNOWN', 4, VERDICT_UNKNOWN",
        "'INVENTED_LATER', 4, VERDICT_UNKNOWN",
    })
    void verdictWordsMeanWhatTheEventMakesOfThem(String word, int eventType, Verdict verdict) {
        Observation seen =
                Flows.observation(Flows.TCP, "'verdict':'" + word + "'", "'event_type':{'type':" + eventType + "}");

        assertThat(seen.getVerdict()).isEqualTo(verdict);
        assertThat(seen.getVerdictReason()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"1, VERDICT_OBSERVED", "2, VERDICT_FAULT", "15, VERDICT_UNKNOWN", "16, VERDICT_UNKNOWN"})
    void verdictMayBeANumber(int number, Verdict verdict) {
        Observation seen = Flows.observation(Flows.TCP, "'verdict':" + number);

        assertThat(seen.getVerdict()).isEqualTo(verdict);
        assertThat(seen.getVerdictReason()).isEqualTo(Integer.toString(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'drop_reason_desc':'POLICY_DENIED' | VERDICT_DENIED | POLICY_DEFAULT_DENY | POLICY_DENIED",
                "'drop_reason_desc':'POLICY_DENY' | VERDICT_DENIED | POLICY_EXPLICIT_DENY | POLICY_DENY",
                "'drop_reason':133 | VERDICT_DENIED | POLICY_DEFAULT_DENY | 133",
                "'drop_reason':181 | VERDICT_DENIED | POLICY_EXPLICIT_DENY | 181",
                "'event_type':{'type':1,'sub_type':133} | VERDICT_DENIED | POLICY_DEFAULT_DENY | 133",
                "'event_type':{'type':4,'sub_type':133} | VERDICT_FAULT | NON_POLICY | DROPPED",
                "'drop_reason_desc':'AUTH_REQUIRED','drop_reason':189 | VERDICT_FAULT | NON_POLICY | AUTH_REQUIRED",
                "'drop_reason':'190' | VERDICT_FAULT | NON_POLICY | 190",
                "'drop_reason_desc':'DROP_REASON_UNKNOWN' | VERDICT_FAULT | NON_POLICY | DROPPED",
                "'Type':'L7','event_type':{'type':129} | VERDICT_FAULT | NON_POLICY | DROPPED",
            })
    void onlyAPolicysDropIsADenial(String members, Verdict verdict, DropClass dropClass, String reason) {
        Observation seen = Flows.observation(Flows.TCP, "'verdict':'DROPPED'", members);

        assertThat(seen.getVerdict()).isEqualTo(verdict);
        assertThat(seen.getDropClass()).isEqualTo(dropClass);
        assertThat(seen.getVerdictReason()).isEqualTo(reason);
    }

    @Test
    void noVerdictIsNoReasonToLoseTheRecord() {
        Observation seen = Flows.observation(Flows.TCP);

        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_UNKNOWN);
        assertThat(seen.getVerdictReason()).isEmpty();
    }

    @Test
    void policiesThatAllowedAreNamed() {
        Observation seen = Flows.observation(
                Flows.TCP,
                "'verdict':'FORWARDED'",
                "'event_type':{'type':5}",
                "'traffic_direction':'INGRESS'",
                "'policy_match_type':2",
                "'ingress_allowed_by':[{'name':'web','namespace':'shop','kind':'NetworkPolicy','revision':'6',"
                        + "'labels':['k8s:io.cilium.k8s.policy.name=other']}]");

        assertThat(seen.getVerdictSide()).isEqualTo(VerdictSide.SIDE_INGRESS);
        PolicyHit hit = seen.getPolicies(0);
        assertThat(seen.getPoliciesCount()).isOne();
        assertThat(hit.getName()).isEqualTo("web");
        assertThat(hit.getNamespace()).isEqualTo("shop");
        assertThat(hit.getKind()).isEqualTo("NetworkPolicy");
        assertThat(hit.getRevision()).isEqualTo(6);
        assertThat(hit.getMatchType()).isEqualTo(2);
        assertThat(hit.getAction()).isEqualTo(PolicyAction.ACTION_ALLOW);
        assertThat(hit.getDirection()).isEqualTo(Direction.DIRECTION_INGRESS);
    }

    @Test
    void policyMayBeNamedByItsLabelsOnly() {
        Observation seen = Flows.observation(
                Flows.TCP,
                "'verdict':'DROPPED','drop_reason_desc':'POLICY_DENY'",
                "'egress_denied_by':[{'labels':['k8s:io.cilium.k8s.policy.derived-from=CiliumNetworkPolicy',"
                        + "'k8s:io.cilium.k8s.policy.name=no','k8s:io.cilium.k8s.policy.namespace=shop']}]");

        PolicyHit hit = seen.getPolicies(0);
        assertThat(hit.getName()).isEqualTo("no");
        assertThat(hit.getNamespace()).isEqualTo("shop");
        assertThat(hit.getKind()).isEqualTo("CiliumNetworkPolicy");
        assertThat(hit.getAction()).isEqualTo(PolicyAction.ACTION_DENY);
        assertThat(hit.getDirection()).isEqualTo(Direction.DIRECTION_EGRESS);
    }

    @Test
    void defaultAllowIsKeptThoughNoPolicyIsNamed() {
        Observation seen = Flows.observation(
                Flows.TCP,
                "'verdict':'FORWARDED','event_type':{'type':5},'traffic_direction':'EGRESS','policy_match_type':4");

        assertThat(seen.getPoliciesList())
                .containsExactly(PolicyHit.newBuilder()
                        .setDirection(Direction.DIRECTION_EGRESS)
                        .setAction(PolicyAction.ACTION_ALLOW)
                        .setMatchType(4)
                        .build());
    }

    @Test
    void policyVerdictIsKnownThoughItsEventTypeIsMasked() {
        Observation seen = Flows.observation(Flows.TCP, "'verdict':'FORWARDED','policy_match_type':1");

        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_ALLOWED);
    }
}
